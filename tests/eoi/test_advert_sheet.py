"""What the public reads is what was published, whatever the reference data says later."""

from decimal import Decimal

import pytest
from django.test import Client

from eoi.actions.criteria import CriterionChange, edit_criteria, edit_criterion
from eoi.advert_sheet import advert_sheet
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import Need, ObjectiveWording
from tests.factories.readiness import make_ready
from tests.factories.world import ask, make_draft, make_published

pytestmark = pytest.mark.django_db


def test_a_published_advert_keeps_the_needs_it_was_published_with(clock):
    world = make_published(clock)
    Need.objects.filter(number=1).update(title="Changed since")

    titles = [need.title for need in advert_sheet(world.advert, at=database_now())["needs"]]
    assert len(titles) == 8
    assert "Changed since" not in titles


def test_a_draft_shows_the_needs_of_today(clock):
    world = make_draft(clock)
    Need.objects.filter(number=1).update(title="Changed since")

    assert "Changed since" in [need.title for need in advert_sheet(world.advert, at=database_now())["needs"]]


def test_guidance_and_the_meaning_of_scores_are_part_of_what_is_decided_on_and_read(clock):
    world = make_draft(clock, ready=False)
    [first, *_] = ObjectiveWording.objects.current()
    criteria = [CriterionChange(first, Decimal(100), guidance="Tell us about evenings.")]
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=criteria)
    make_ready(world)
    ask(world)

    for person, page in ((world.officer, "preview"), (world.approver, "decide")):
        client = Client()
        client.force_login(person)
        words = client.get(f"/officer/adverts/{world.advert.reference}/{page}/").content.decode()
        assert "Tell us about evenings." in words
        assert "Convincing, with minor gaps" in words


def test_a_draft_without_criteria_has_no_scale_to_explain(clock):
    world = make_draft(clock)
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=[])

    assert not advert_sheet(world.advert, at=database_now())["levels"]


def test_what_each_score_means_is_said_once_where_all_criteria_share_it(clock):
    sheet = advert_sheet(make_draft(clock).advert, at=database_now())

    assert len(sheet["levels"]) == 6
    assert not any(criterion.levels for criterion in sheet["criteria"])


def test_a_criterion_with_descriptors_of_its_own_shows_them_and_so_do_the_others(clock):
    world = make_draft(clock)
    second = world.advert.criteria.select_related("wording__objective")[1]
    levels = {**second.levels, "5": "Excellent: Saves a tenth of what it costs today."}
    change = CriterionChange(second.wording, second.weighting, levels=levels)
    world.advert = perform(edit_criterion, by=world.officer, advert=world.advert, change=change)

    sheet = advert_sheet(world.advert, at=database_now())
    client = Client()
    client.force_login(world.officer)
    page = client.get(f"/officer/adverts/{world.advert.reference}/preview/").content.decode()

    assert not sheet["levels"]
    assert [criterion.levels[0][1] for criterion in sheet["criteria"]][:2] == [
        "Excellent: Convincing in every respect, with evidence we could check.",
        "Excellent: Saves a tenth of what it costs today.",
    ]
    assert page.count("Saves a tenth of what it costs today.") == 1
    assert page.count("Convincing in every respect") == 4
