"""The one way in which the service itself learns who asked a question: while it mails them, and for that question alone (ADR 0024)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from eoi.models import Clarification, ClarificationAsker, Membership


def addresses_of_asker(question: Clarification) -> list[str]:
    """The people who act today for the organisation that asked. For mail only: never shown, recorded or logged."""
    with _telling(question):
        organisations = ClarificationAsker.objects.filter(clarification=question).values("organisation")
        members = Membership.objects.current().filter(organisation__in=organisations)
        return sorted(members.values_list("user__email", flat=True))


@contextmanager
def _telling(question: Clarification) -> Iterator[None]:
    """Undone at the end, and by a rollback on an exception."""
    _set(str(question.pk))
    yield
    _set("")


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.telling', %s, true)", [value])
