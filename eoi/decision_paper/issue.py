"""The issues facing the services, in numbers, and the wordings that the public would read (S11).

No word of an internal issue: auditors read the paper once the submissions are opened, and they read no issues.
"""

from datetime import datetime
from typing import Any

from eoi.documents import Section
from eoi.issue_assembly import AssembledGroup, assembled_for
from eoi.models import Advert
from eoi.templatetags.times import uk_date


def issues(advert: Advert, at: datetime, sheet: dict[str, Any]) -> list[Section]:
    """How many each service has, and what the advert says of them."""
    section = Section("Issues facing the services")
    groups = assembled_for(advert, at=at)
    section.table("Open issues", ["Concerns", "Issues"], [(group.title, _number(group)) for group in groups])
    section.heading("What the advert says of them")
    said = sheet["issues"]
    if not said:
        return [section.text("Nothing.")]
    rows = [(f"{each.about}, {each.horizon.lower()}", f"{each.title}. {each.text}") for each in said]
    return [section.table("Released wordings in the advert", ["Concerns", "Wording"], rows)]


def _number(group: AssembledGroup) -> str:
    if group.issues:
        carried = sum(each.is_carried for each in group.issues)
        return f"{len(group.issues)}, of which the advert says {carried}" if carried else str(len(group.issues))
    if group.nothing:
        return f"Nothing to report: {group.nothing.stated_by.full_name}, {uk_date(group.nothing.stated_at)}"
    return "None"
