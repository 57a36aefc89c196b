"""Each scenario builds what its action needs and returns (the doing, who does it)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from eoi.identity import perform
from eoi.models import User
from tests.factories.world import Clock

Doing = tuple[Callable[[], Any], User | None]
SCENARIOS: dict[str, Callable[[Clock], Doing]] = {}


def scenario(name: str) -> Callable[[Callable[[Clock], Doing]], Callable[[Clock], Doing]]:
    def add(function: Callable[[Clock], Doing]) -> Callable[[Clock], Doing]:
        SCENARIOS[name] = function
        return function

    return add


def doing(action: Callable[..., Any], by: User | None, **arguments: Any) -> Doing:
    return partial(perform, action, by=by, **arguments), by
