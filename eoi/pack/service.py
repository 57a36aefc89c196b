"""The services in scope: what each is, in the signed-off edition that publication pinned, and where it stands (S4, S7, S10)."""

from itertools import groupby
from typing import Any

from eoi.documents import Section
from eoi.models import Advert, Direction, PositioningFramework, ServiceProfile, Trend
from eoi.templatetags.numbers import pounds, thousands
from eoi.templatetags.times import uk_date

WORDS = (
    ("strengths", "What it does well"),
    ("difficulties", "What is hard"),
    ("wanted", "What we would like from a partner"),
)


def scope(sheet: dict[str, Any]) -> list[Section]:
    """Each with what it does; those left out with the reason (S7). No query."""
    section = Section("Services in scope", key="services")
    section.text("Your answer may concern all of them, some, or one.")
    section.facts((each.name, each.description) for each in sheet["services"])
    if sheet["left_out"]:
        section.heading("Not in scope, and why").facts((each.services, each.reason) for each in sheet["left_out"])
    return [section]


def profiles(advert: Advert) -> list[Section]:
    """A table of where the services stand, then a section for each profile. Three queries, however many services."""
    found = sorted(ServiceProfile.objects.shown_with(advert).with_rows(), key=lambda profile: profile.service.number)
    return [*_positions(found), *(_profile(profile) for profile in found)]


def _positions(profiles: list[ServiceProfile]) -> list[Section]:
    """Those placed on the same edition of the axes share a table."""
    placed = [profile for profile in profiles if profile.is_placed]
    if not placed:
        return []
    section = Section("Where the services stand", key="positions")
    section.text("Each service was placed by those who run it, from 1 to 9 on each line.")
    by_axes = sorted(placed, key=lambda profile: (-profile.framework.edition, profile.service.number))
    for axes, group in groupby(by_axes, key=lambda profile: profile.framework):
        rows = [(each.service.name, str(each.position_across), str(each.position_up)) for each in group]
        section.table(str(axes.name), ["Service", *_lines(axes)], rows)
    for profile in placed:
        if profile.narrative:
            section.heading(f"Why {profile.service.name} stands there").text(profile.narrative)
    return [section]


def _lines(axes: PositioningFramework) -> list[str]:
    return [
        f"{axes.across_name} (1 {axes.across_low}, 9 {axes.across_high})",
        f"{axes.up_name} (1 {axes.up_low}, 9 {axes.up_high})",
    ]


def _profile(profile: ServiceProfile) -> Section:
    service = profile.service
    section = Section(f"Profile of {service.name}", key=f"service-{service.key}")
    section.facts((name, value) for name, value in _facts(profile) if value)
    for field, title in WORDS:
        if text := getattr(profile, field):
            section.heading(title).text(text)
    _figures(section, profile)
    return section


def _facts(profile: ServiceProfile) -> list[tuple[str, str]]:
    staff = profile.staff_fte
    return [
        ("What it is for", profile.purpose),
        ("Who its customers are", profile.customers),
        ("Staff (full-time equivalent)", thousands(staff)),
        ("Gross budget", pounds(profile.gross_budget)),
        ("Profile", f"Edition {profile.number}, signed off on {uk_date(profile.signed_off_at)}"),
    ]


def _figures(section: Section, profile: ServiceProfile) -> None:
    name = profile.service.name
    volumes = [(each.label, thousands(each.number), each.unit) for each in profile.volumes.all()]
    if volumes:
        section.table(f"How much {name} does", ["What", "Number", "Unit"], volumes)
    indicators = [
        (
            each.name,
            each.year,
            f"{each.value} {each.unit}".strip(),
            _label(Trend, each.trend),
            _label(Direction, each.direction),
        )
        for each in profile.indicators.all()
    ]
    if indicators:
        columns = ["Indicator", "Year", "Value", "Against the year before", "Which way is better"]
        section.table(f"How {name} performs", columns, indicators)


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""
