"""Profiles of the six services: two editions of two, one overdue for review with its next edition in progress."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from eoi.actions.profile import IndicatorRow, VolumeRow, draft_profile, save_profile, sign_off_profile
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import PositioningFramework, Service, ServiceProfile
from eoi.working_days import uk_day
from evaluation.demonstration.staff import Staff

PROSE = Path(__file__).with_suffix(".toml")
Day = Callable[..., datetime]


def sign_off_profiles(staff: Staff, day: Day) -> None:
    """Each by the owner of its service, on its day."""
    services = {service.key: service for service in Service.objects.all()}
    for words in _prose()["profiles"]:
        owner = staff.service_managers[words["service"]]
        stop_clock(day(words["signed"] - 6, 10))
        draft = perform(draft_profile, by=owner, service=services[words["service"]])
        stop_clock(day(words["signed"] - 2, 15))
        draft = _save(draft, words | {"review_by": uk_day(day(words["review"], 12))})
        stop_clock(day(words["signed"], 11))
        perform(sign_off_profile, by=owner, profile=draft, draft_version=draft.draft_version)


def begin_next_edition(staff: Staff, day: Day) -> None:
    """Left unfinished: what would help has been taken out to be written anew."""
    words = _prose()["draft"]
    owner = staff.service_managers[words["service"]]
    stop_clock(day(words["begun"], 10))
    draft = perform(draft_profile, by=owner, service=Service.objects.get(key=words["service"]))
    stop_clock(day(words["begun"], 16))
    _save(draft, words | {"review_by": None})


def _save(draft: ServiceProfile, words: dict[str, Any]) -> ServiceProfile:
    names = (*ServiceProfile.WORDS, *ServiceProfile.FIGURES)
    changes = {name: words.get(name, getattr(draft, name)) for name in names}
    for name in ("staff_fte", "gross_budget"):
        changes[name] = Decimal(changes[name])
    for name in ServiceProfile.WORDS:
        changes[name] = changes[name].strip()
    return perform(
        save_profile,
        by=draft.drafted_by,
        profile=draft,
        changes=changes,
        volumes=_volumes(draft, words),
        indicators=_indicators(draft, words),
        draft_version=draft.draft_version,
        axes=PositioningFramework.objects.current().edition,
    )


def _volumes(draft: ServiceProfile, words: dict[str, Any]) -> list[VolumeRow]:
    if "volumes" in words:
        return [VolumeRow(row["label"], Decimal(row["number"]), row["unit"]) for row in words["volumes"]]
    return [VolumeRow(row.label, row.number, row.unit) for row in draft.volumes.all()]


def _indicators(draft: ServiceProfile, words: dict[str, Any]) -> list[IndicatorRow]:
    if "indicators" in words:
        return [IndicatorRow(**row) for row in words["indicators"]]
    return [IndicatorRow(*(getattr(row, name) for name in row.CONTENTS)) for row in draft.indicators.all()]


@cache
def _prose() -> dict[str, Any]:
    with PROSE.open("rb") as file:
        return tomllib.load(file)
