"""Actions and their events. Every action is made with `@action("noun.verb")`; the test of the audit trail walks this list."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DatabaseError, connection, models, transaction

from eoi.guards import problem_from
from eoi.models import Advert, AuditEvent, User
from eoi.problems import ActionRefused

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
SEALED_NOUNS = {"answer", "assistance", "consortium", "expression", "file", "submission"}


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: one transaction, deferred constraints checked before it returns, guards' refusals as sentences.

    An action takes keywords only, among them `by=` (the person, or None for the system). A refusal worth recording is
    written to the audit trail after the change has been rolled back. The action itself calls `record`.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def perform(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    _check_deferred_constraints()
                    return result
            except ActionRefused as refusal:
                _record_refusal(name, refusal, kwargs)
                raise
            except DatabaseError as error:
                problem = problem_from(error)
                if problem is None:
                    raise
                by_guard = ActionRefused([problem])
                _record_refusal(name, by_guard, kwargs)
                raise by_guard from error

        perform.action_name = name  # type: ignore[attr-defined]
        ACTIONS[name] = perform
        return perform

    return decorate


def record(
    name: str,
    *,
    by: User | None,
    subject: models.Model,
    advert: Advert | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    refused: bool = False,
) -> AuditEvent:
    """Write one event in the current transaction. `before` and `after` hold short facts, never names, answers or addresses."""
    return AuditEvent.objects.create(
        actor=by,
        action=name,
        advert=advert,
        subject_kind=str(subject._meta.verbose_name),
        subject_reference=str(getattr(subject, "reference", subject.pk)),
        before=before or {},
        after=after or {},
        refused=refused,
        is_sealed=name.split(".")[0] in SEALED_NOUNS,
    )


def _check_deferred_constraints() -> None:
    """A deferred guard would otherwise speak at COMMIT, where no form can hear it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _record_refusal(name: str, refusal: ActionRefused, arguments: dict[str, Any]) -> None:
    codes = [problem.code for problem in refusal.problems if problem.worth_recording]
    subject = next((value for key, value in arguments.items() if key != "by" and hasattr(value, "reference")), None)
    if not codes or subject is None:
        return
    advert = subject if isinstance(subject, Advert) else getattr(subject, "advert", None)
    record(name, by=arguments.get("by"), subject=subject, advert=advert, after={"refused": codes}, refused=True)
