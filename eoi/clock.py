"""The clock that decides: the database's, never a web server's (DESIGN §4)."""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Func


class EoiNow(Func):
    """`eoi_now()`: the database's clock. Only the database owner can replace the function; `doctor` fails if somebody did."""

    function = "eoi_now"
    output_field = DateTimeField()


def database_now() -> datetime:
    """The moment by the database's clock. Costs one query; views use `request.now`, which is read with the identity."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT eoi_now()")
        return cursor.fetchone()[0]
