"""The advert as the public would read it: words, dates, scope, criteria, standing statements."""

from typing import Any

from eoi.documents import Section
from eoi.models import Advert
from eoi.templatetags.numbers import percent
from eoi.templatetags.times import uk_time
from eoi.working_days import uk_day, working_days_between


def the_advert(advert: Advert) -> list[Section]:
    """Words, contact and dates."""
    section = Section("The advert").facts(
        [
            ("Title", advert.title),
            ("Opens", uk_time(advert.opens_at) or "Not set yet"),
            ("Closes", uk_time(advert.closes_at) or "Not set yet"),
            ("Questions until", uk_time(advert.questions_until) or "The closing time"),
            ("Working days to answer", _working_days(advert)),
            (
                "Who to ask",
                ", ".join(filter(None, [advert.contact_name, advert.contact_email, advert.contact_telephone])),
            ),
        ]
    )
    return [section.heading("Summary").text(advert.summary).heading("Text").text(advert.body)]


def scope(sheet: dict[str, Any]) -> list[Section]:
    """Services and needs, from the sheet that the public reads (S7, S8)."""
    section = Section("Services and needs")
    section.table(
        "Services in scope", ["Service", "What it does"], [(s.name, s.description) for s in sheet["services"]]
    )
    if sheet["left_out"]:
        reasons = [(each.services, each.reason) for each in sheet["left_out"]]
        section.table("Not in scope, and why", ["Service", "Reason"], reasons)
    section.table("Needs stated", ["Need", "In plain words"], [(n.title, n.description) for n in sheet["needs"]])
    return [section]


def criteria(advert: Advert) -> list[Section]:
    """Each objective as it will be scored (S1, S15)."""
    section = Section("Objectives and criteria")
    for criterion in advert.criteria.select_related("wording__objective"):
        number, weighting = criterion.wording.objective.number, percent(criterion.weighting)
        section.heading(f"{number}. {criterion.wording.short_title}, weighting {weighting} per cent")
        section.text(criterion.wording.wording)
        if criterion.guidance:
            section.text(f"Guidance: {criterion.guidance}")
        section.table(
            f"What each score means for objective {number}",
            ["Score", "Descriptor"],
            sorted(criterion.levels.items(), reverse=True),
        )
    return [section]


def standing_statements(sheet: dict[str, Any]) -> list[Section]:
    """Part of every advert (S6)."""
    return [Section("Standing statements").items(sheet["statements"])]


def _working_days(advert: Advert) -> str:
    if advert.opens_at is None or advert.closes_at is None:
        return "Not known yet"
    return str(working_days_between(uk_day(advert.opens_at), uk_day(advert.closes_at)))
