"""The addresses of owners of services and of handovers."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import Stage

Arguments = Callable[[Stage], tuple[Any, ...]]

ARGUMENTS: dict[str, Arguments] = {
    "eoi:service-owner-change": lambda stage: ("finance",),
    **dict.fromkeys(
        ("eoi:handover-detail", "eoi:handover-cancel", "eoi:handover-end"), lambda stage: (stage.handover.reference,)
    ),
}
