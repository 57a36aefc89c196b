"""The scale of 0 to 5 as criteria hold it: "4" → "Good: Convincing, with minor gaps."

The word before the colon stays the scale's; the rest is each criterion's own.
"""

from collections.abc import Iterable

from eoi.models import ScaleLevel


def scale() -> list[ScaleLevel]:
    """Highest first. One query."""
    return list(ScaleLevel.objects.all())


def standard_levels(steps: Iterable[ScaleLevel]) -> dict[str, str]:
    """What a criterion starts with."""
    return {str(step.value): described(step, step.descriptor) for step in steps}


def described(step: ScaleLevel, descriptor: str) -> str:
    """As a criterion keeps it; nothing where nothing was written, so that it counts as missing."""
    return f"{step.label}: {descriptor}" if descriptor else ""


def descriptor_of(step: ScaleLevel, words: str) -> str:
    """What an officer edits: without the scale's own word in front."""
    return words.removeprefix(f"{step.label}: ")
