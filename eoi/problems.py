"""A rule that says no, as a value: one object feeds the page's list, the disabled button, the refusal and the test."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong, as a sentence naming the thing, the limit and the fix.

    `code` is stable, for tests; `url` leads to the page that mends it; a `worth_recording` refusal (late, opening, seal)
    is written to the audit trail after the refused change has been rolled back.
    """

    code: str
    message: str
    url: str = ""
    worth_recording: bool = False

    def __str__(self) -> str:
        return self.message


class ActionRefused(Exception):
    """An action said no. Nothing of it was kept. `problems` holds at least one `Problem`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `ActionRefused` when a policy found anything."""
    found = list(problems)
    if found:
        raise ActionRefused(found)
