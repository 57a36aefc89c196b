"""What is hard for the services, in the released wordings that the advert carries (S11)."""

from typing import Any

from eoi.documents import Section


def issues(sheet: dict[str, Any]) -> list[Section]:
    """Never the live words of an issue. No query."""
    if not sheet["issues"]:
        return []
    section = Section("What is hard today, and what we see coming", key="issues")
    section.text("Our services wrote this themselves. You may answer to any of it, or to none.")
    for each in sheet["issues"]:
        section.heading(f"{each.about}, {each.horizon.lower()}: {each.title}").text(each.text)
    return [section]
