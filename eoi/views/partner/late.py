"""What a partner can still do after the closing time."""

from collections.abc import Sequence

from django.conf import settings

from eoi.problems import Problem


def with_advice(problems: Sequence[Problem]) -> list[Problem]:
    """A refusal for lateness also says what can still be done."""
    if not any(problem.code == "late" for problem in problems):
        return list(problems)
    advice = (
        f"If you tried in time and something of ours stopped you, telephone {settings.CONTACT_TELEPHONE} now "
        "and give the time at which you tried."
    )
    return [*problems, Problem("late-advice", advice)]
