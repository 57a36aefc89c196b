"""The addresses of consultation."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def body(stage: Stage) -> tuple[str]:
    return (stage.body.reference,)


ARGUMENTS: dict[str, Arguments] = {
    **dict.fromkeys(
        ("eoi:body-detail", "eoi:body-edit", "eoi:body-retire", "eoi:body-reinstate", "eoi:representative-name"), body
    ),
    "eoi:representative-remove": lambda stage: (*body(stage), stage.people["representative"].reference),
}
