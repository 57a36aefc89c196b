"""Who is asking, told to the database for the length of one transaction, so that row-level security can answer (DESIGN §9)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from inspect import signature
from typing import TYPE_CHECKING, Any, TypeVar

from asgiref.sync import iscoroutinefunction
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from eoi.models import User

Result = TypeVar("Result")


def _identity() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.user', true), '')")
        return cursor.fetchone()[0]


def _set_identity(value: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true), eoi_now()", [value])
        return cursor.fetchone()[1]


@contextmanager
def acting_as(user: "User | None") -> Iterator[datetime]:
    """One transaction as this person, or as nobody for the system's own work; yields the database's time.

    Nests, and restores the earlier identity; on an exception the rollback restores it. Streams enter it inside their generator,
    because a response is streamed after the request's transaction has ended.
    """
    with transaction.atomic():
        before = _identity()
        now = _set_identity(str(user.pk) if user else "")
        yield now
        if not connection.needs_rollback:
            _set_identity(before)


class RequestIdentity:
    """One transaction around view *and* rendering, as the signed-in person; `request.now` is the database's time at its start.

    Rolled back when the view raises or answers 500 or worse. `ATOMIC_REQUESTS` stays off: its transaction would begin after
    the identity is set and end before a lazy response is rendered.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if iscoroutinefunction(get_response):
            raise TypeError(
                "RequestIdentity wraps a request in one database transaction and cannot run asynchronously."
            )
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        with acting_as(user) as now:
            request.now = now  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "view_raised", False):
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A 403 or 404 raised half-way must not leave half a change behind."""
        request.view_raised = True  # type: ignore[attr-defined]


def acting_id() -> int | None:
    """The key of the person who is asking, as the database was told; None where nobody is. One query."""
    identity = _identity()
    return int(identity) if identity else None


def perform(action: Callable[..., Result], *, by: "User | None", **arguments: Any) -> Result:
    """Run an action outside a request, as the person who does it and at the database's time: for commands and tests."""
    with acting_as(by) as now:
        if "at" in signature(action).parameters:
            arguments.setdefault("at", now)
        return action(by=by, **arguments)
