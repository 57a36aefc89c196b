"""Notices recorded as published, and adverts that leave services out."""

from typing import Any

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.notice import record_notice_publication
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import NoticePublication, Service
from eoi.working_days import uk_day
from tests.factories.readiness import make_ready
from tests.factories.world import Clock, World, decide, make_draft

WHY = "It is being moved to another directorate."


def leave_out(world: World, *keys: str, reason: str = WHY) -> World:
    """Of a draft."""
    services = list(Service.objects.exclude(key__in=keys))
    left_out = dict.fromkeys(Service.objects.filter(key__in=keys), reason)
    world.advert = perform(
        edit_advert, by=world.officer, advert=world.advert, changes={}, services=services, left_out=left_out
    )
    return world


def make_left_out(clock: Clock, **options: Any) -> World:
    """Published without Finance, for a reason."""
    world = leave_out(make_draft(clock, ready=False, **options), "finance")
    make_ready(world)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
    return world


def record_notice(world: World, **options: Any) -> NoticePublication:
    facts = {
        "reference": "2026/S 000-000001",
        "published_on": uk_day(database_now()),
        "url": "https://central-platform.example/notices/1",
        **options,
    }
    return perform(record_notice_publication, by=world.officer, advert=world.advert, **facts)
