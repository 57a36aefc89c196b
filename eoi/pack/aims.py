"""What the council wants to achieve, how answers are scored, and the needs it states (S1, S2, S8)."""

from typing import Any

from eoi.documents import Section


def objectives(sheet: dict[str, Any]) -> list[Section]:
    """Each objective with its weighting, guidance, what each score means, and the confirmed pledges it serves. No query."""
    section = Section("Objectives and criteria", key="objectives")
    section.text(
        "Each answer is scored from 0 to 5 against one objective. An objective for which you offer nothing is recorded as not "
        "addressed, which is not the same as a poor 0."
    )
    for criterion in sheet["criteria"]:
        section.heading(f"{criterion.number}. {criterion.title}, weighting {criterion.weighting} per cent")
        section.text(criterion.wording)
        if criterion.guidance:
            section.text(f"Guidance: {criterion.guidance}")
        if criterion.pledges:
            section.items(f"Serves pledge {each.number}, {each.title}: {each.serves}" for each in criterion.pledges)
        if criterion.levels:
            section.table(f"What each score means for objective {criterion.number}", SCORE, criterion.levels)
    if sheet["levels"]:
        section.table("What each score means", SCORE, sheet["levels"])
    return [section]


def needs(sheet: dict[str, Any]) -> list[Section]:
    """In the words that were fixed at publication."""
    if not sheet["needs"]:
        return []
    section = Section("Needs you might meet", key="needs")
    section.text("We ask which of these you could help with, and how. They are not scored.")
    return [section.facts((need.title, need.description) for need in sheet["needs"])]


SCORE = ("Score", "What it means")
