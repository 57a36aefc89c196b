"""The advert's own words, its dates, the standing statements, and what changed since publication."""

from typing import Any

from eoi.documents import Section
from eoi.models import Advert
from eoi.templatetags.times import uk_date, uk_time
from eoi.working_days import uk_day, working_days_between


def about(advert: Advert) -> list[Section]:
    """Words and contact."""
    section = Section("About this advert", key="about")
    section.text("This is not a tender. We ask for expressions of interest, and for initial discussions only.")
    section.text(advert.summary).text(advert.body)
    reached = [("Ask", advert.contact_name), ("By e-mail", advert.contact_email)]
    reached.append(("By telephone", advert.contact_telephone))
    return [section.heading("Who to ask").facts((name, value) for name, value in reached if value)]


def timetable(advert: Advert) -> list[Section]:
    """The advert's dates. Milestones of its plan are the council's own."""
    section = Section("Timetable", key="timetable")
    rows = [
        ("Opens", uk_time(advert.opens_at) or "Not set yet"),
        ("Closes", uk_time(advert.closes_at) or "Not set yet"),
    ]
    if advert.questions_until:
        rows.append(("Questions until", uk_time(advert.questions_until)))
    if advert.opens_at and advert.closes_at:
        days = working_days_between(uk_day(advert.opens_at), uk_day(advert.closes_at))
        rows.append(("Working days to answer", str(days)))
    return [section.facts(rows)]


def statements(sheet: dict[str, Any]) -> list[Section]:
    """Part of every advert (S6)."""
    return [Section("Standing statements", key="statements").items(sheet["statements"])]


def changes(advert: Advert) -> list[Section]:
    """The public log, the latest first; nothing while nothing changed. One query."""
    found = list(advert.changes.newest_first())
    if not found:
        return []
    section = Section("Changes since publication", key="changes")
    rows = [(str(each.number), uk_date(each.made_at), each.summary) for each in found]
    return [section.table("What changed, the latest first", ["Number", "Date", "What changed"], rows)]
