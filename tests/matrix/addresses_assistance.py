"""The addresses of assistance."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def _assistance(stage: Stage) -> tuple[str]:
    return (stage.assistance.reference if stage.assistance else NOWHERE,)


ARGUMENTS: dict[str, Arguments] = {
    "eoi:assistance-ask": lambda stage: (stage.submission.expression.reference if stage.submission else NOWHERE,),
    **dict.fromkeys(
        (f"eoi:assistance-{name}" for name in ("detail", "begin", "enter", "read-back", "end")), _assistance
    ),
}
