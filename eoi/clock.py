"""The clock that decides: the database's, never a web server's (DESIGN §4)."""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Func

TRUE_CLOCK = "clock_timestamp()"


class EoiNow(Func):
    """`eoi_now()`: the database's clock. Only the owner can replace the function; `doctor` fails if somebody did."""

    function = "eoi_now"
    output_field = DateTimeField()


def database_now() -> datetime:
    """The moment by the database's clock. Costs one query; views use `request.now`, which is read with the identity."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT eoi_now()")
        return cursor.fetchone()[0]


def stop_clock(moment: datetime) -> datetime:
    """For tests and the demonstration: `eoi_now()` answers `moment`, until set again. The owner of the database only.

    Part of the current transaction, so a rollback undoes it. Guards are never switched off: they see another time.
    """
    _install(f"timestamptz '{moment.isoformat()}'")
    return moment


def shift_clock(seconds: float) -> None:
    """As `stop_clock`, but the clock runs on, `seconds` away from the true one."""
    _install(f"{TRUE_CLOCK} + interval '{seconds} seconds'")


def restore_clock() -> None:
    """The true time again."""
    _install(TRUE_CLOCK)


def _install(expression: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION eoi_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT {expression} $$"
        )
