"""Releases of the notice, where it was published, and why services are left out (R2, R3, S7)."""

import json
from datetime import date, timedelta

import pytest

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.advert_change import announce_change
from eoi.actions.copying import copy_advert
from eoi.actions.notice import record_notice_publication
from eoi.clock import database_now
from eoi.conditions.notice import notice_complete
from eoi.decision_paper import decision_paper
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ChangeKind, NoticePublication, NoticeRelease, Service, ServiceLeftOut
from eoi.policies.advert import problems_with_content
from eoi.policies.notice import problems_with_notice
from eoi.problems import ActionRefused
from tests.factories.amendments import withdraw
from tests.factories.notices import WHY, leave_out, make_left_out, record_notice
from tests.factories.world import close, decide, make_draft, make_open

pytestmark = pytest.mark.django_db


def announce(world, kind):
    with acting_as(world.officer):
        return announce_change(
            advert=world.advert, kind=kind, summary="It is clearer now.", reason="Asked.", by=world.officer
        )


def releases(world):
    return [json.loads(release.content) for release in NoticeRelease.objects.of(world.advert)]


def refused(**facts):
    with pytest.raises(ActionRefused) as refusal:
        perform(record_notice_publication, **facts)
    return [problem.code for problem in refusal.value.problems]


def test_publication_makes_the_first_release(clock):
    world = make_open(clock)
    [release] = releases(world)

    assert release["tag"] == ["planning"]
    assert release["ocid"] == "ocds-000000-SAL-2026-014"
    assert release["planning"]["milestones"][0] | {"status": "scheduled"} == release["planning"]["milestones"][0]
    assert "Services in scope: " in release["tender"]["description"]


def test_amendments_extensions_and_withdrawals_make_further_ones_and_other_changes_none(clock):
    world = make_open(clock)
    first = NoticeRelease.objects.get().content
    for kind in ChangeKind:
        if kind != ChangeKind.WITHDRAWAL:
            announce(world, kind)
    withdraw(world)

    made = releases(world)
    assert [each["tag"][0] for each in made] == ["planning", *["planningUpdate"] * 3]
    assert NoticeRelease.objects.of(world.advert).first().content == first
    assert [each["tender"]["status"] for each in made] == ["planning"] * 3 + ["withdrawn"]
    assert made[-1]["planning"]["milestones"][0]["status"] == "notMet"
    assert [each["amendsReleaseID"] for each in made[-1]["tender"]["amendments"]] == [each["id"] for each in made[:-1]]
    assert len({each["id"] for each in made}) == len(made)


def test_the_closing_makes_the_last_one(clock):
    world = make_open(clock)
    close(world)

    [milestone] = releases(world)[-1]["planning"]["milestones"]
    assert (milestone["status"], milestone["dateMet"]) == ("met", "2026-03-30T16:00:00Z")


def test_a_withdrawn_engagement_does_not_close_as_met(clock):
    world = make_open(clock)
    withdraw(world)
    with pytest.raises(ActionRefused, match="withdrawn"):
        close(world)

    assert [each["tender"]["status"] for each in releases(world)] == ["planning", "withdrawn"]


def test_it_is_recorded_where_the_notice_was_published_and_corrected_with_a_reason(clock):
    world = make_open(clock)
    before = world.refresh().public_version
    record_notice(world)
    assert refused(
        by=world.officer, advert=world.advert, reference="X", published_on=date(2026, 3, 1), url="https://a.example"
    ) == ["no-reason"]
    record_notice(world, reference="2026/S 000-000002", correction_reason="A slip.")

    assert [each.reference for each in NoticePublication.objects.of(world.advert)] == [
        "2026/S 000-000002",
        "2026/S 000-000001",
    ]
    assert world.refresh().public_version == before + 2
    assert AuditEvent.objects.filter(action="notice.record").latest("pk").after == {
        "number": 2,
        "published_on": "2026-03-03",
    }


def test_what_cannot_be_is_not_recorded(clock):
    world = make_draft(clock)
    facts = {
        "by": world.officer,
        "advert": world.advert,
        "reference": "X",
        "published_on": date(2026, 2, 1),
        "url": "https://a.example",
    }
    assert refused(**facts) == ["not-published"]
    decide(world)
    facts["advert"] = perform(publish_advert, by=world.officer, advert=world.advert)

    tomorrow = database_now().date() + timedelta(days=1)
    assert refused(**facts | {"published_on": tomorrow, "url": "http://a.example"}) == ["not-yet", "not-https"]
    assert refused(**facts | {"published_on": date(2025, 12, 1)}) == ["too-early"]
    assert refused(**facts, read=1) == ["changed-meanwhile"]


def test_a_draft_whose_notice_lacks_something_is_not_ready(clock, settings):
    world = make_draft(clock, ready=False)
    at = database_now()
    assert notice_complete(world.advert, at).is_met

    settings.COUNCIL_PPON = settings.OCDS_PREFIX = settings.COUNCIL_TOWN = ""
    world.advert.title, world.advert.summary, world.advert.contact_name = "Advert", "Short.", ""
    world.advert.opens_at = None
    codes = [problem.code for problem in problems_with_notice(world.advert, at=at)]
    assert codes == ["no-ppon", "no-address", "no-contact", "thin-title", "no-prefix", "thin-subject", "no-period"]
    world.advert.closes_at, world.advert.summary = None, ""
    codes = [problem.code for problem in problems_with_notice(world.advert, at=at)]
    assert {"no-subject", "no-closing"} <= set(codes)
    assert not notice_complete(world.advert, at).is_met
    assert all(problem.url for problem in problems_with_notice(world.advert, at=at))


def test_a_service_is_left_out_for_a_reason_or_stands_in_the_way(clock):
    world = make_draft(clock, ready=False)
    services = list(Service.objects.exclude(key="finance"))
    world.advert = perform(edit_advert, by=world.officer, advert=world.advert, changes={}, services=services)
    [problem] = problems_with_content(world.advert, at=database_now())
    assert (
        problem.message
        == "Finance is neither in scope nor left out for a reason. Put it in scope, or say why it is not."
    )

    version = world.refresh().draft_version
    leave_out(world, "finance")
    assert problems_with_content(world.advert, at=database_now()) == []
    assert world.refresh().draft_version == version + 1
    assert WHY in str(decision_paper(world.advert, at=database_now()).as_data())
    perform(edit_advert, by=world.officer, advert=world.advert, changes={}, services=services)
    assert ServiceLeftOut.objects.get().reason == WHY
    perform(edit_advert, by=world.officer, advert=world.advert, changes={}, services=list(Service.objects.all()))
    assert not ServiceLeftOut.objects.exists()


def test_a_service_that_came_after_the_draft_has_to_be_decided_on(clock):
    world = make_draft(clock, ready=False)
    Service.objects.create(key="housing", number=99, name="Housing", description="Homes.")

    assert [problem.code for problem in problems_with_content(world.advert, at=database_now())] == ["scope"]


def test_a_copy_brings_the_reasons_along(clock):
    world = make_left_out(clock)
    facts = {"reference": "SAL-2026-099", "title": "A second advert", "opens_on": date(2026, 6, 1)}
    copied = perform(copy_advert, by=world.officer, source=world.advert, **facts)

    assert [(each.service.key, each.reason) for each in copied.left_out.all()] == [("finance", WHY)]
    assert problems_with_content(copied, at=database_now()) == []
