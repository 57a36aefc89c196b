"""The addresses of an answer's history."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage


def _of(*words: Any) -> Callable[[Stage], tuple[Any, ...]]:
    return lambda stage: (stage.submission.expression.reference if stage.submission else NOWHERE, *words)


ARGUMENTS = {
    "eoi:answer-history": _of(),
    "eoi:answer-settle": _of("objective-1"),
    "eoi:answer-restore": _of("objective-1", 1),
}
