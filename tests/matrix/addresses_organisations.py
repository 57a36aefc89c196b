"""The addresses of leads, new leads and consortia."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def _expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


def _member(stage: Stage) -> tuple[str, str]:
    return (*_expression(stage), stage.consortium_member.reference if stage.consortium_member else NOWHERE)


def _recovery(stage: Stage) -> tuple[str]:
    return (stage.recovery.reference,)


def _contributor(stage: Stage) -> tuple[str, str]:
    return (stage.organisation.reference, stage.people["contributor"].reference)


ARGUMENTS: dict[str, Arguments] = {
    "eoi:organisation-history": lambda stage: (stage.organisation.reference,),
    **dict.fromkeys(("eoi:membership-transfer", "eoi:membership-end"), _contributor),
    **dict.fromkeys(("eoi:consortium-list", "eoi:consortium-add"), _expression),
    **dict.fromkeys(("eoi:consortium-edit", "eoi:consortium-remove"), _member),
    **dict.fromkeys(
        (f"eoi:lead-recovery-{name}" for name in ("detail", "letter", "confirm", "cancel", "stop")), _recovery
    ),
}
