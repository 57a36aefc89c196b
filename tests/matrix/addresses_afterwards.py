"""The addresses of what follows a submission."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def _expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


ARGUMENTS: dict[str, Arguments] = {
    **dict.fromkeys(("eoi:expression-status", "eoi:expression-download"), _expression),
    "eoi:withdrawal-receipt": lambda stage: (*_expression(stage), 1),
}
