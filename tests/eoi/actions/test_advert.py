"""Drafting, deciding, publishing: what is pinned, and each refusal."""

from datetime import timedelta
from decimal import Decimal

import pytest

from eoi.actions.advert import (
    add_officer,
    draft_advert,
    edit_advert,
    publish_advert,
)
from eoi.actions.criteria import edit_criteria
from eoi.identity import perform
from eoi.models import Advert, AuditEvent, Question, QuestionKind, Service
from eoi.policies.advert import problems_with_content
from eoi.policies.decision import latest_decision, problems_with_publishing
from eoi.problems import ActionRefused
from tests.factories.people import make_evaluator, make_officer
from tests.factories.world import CLOSES, OPENS, decide, make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


def edit(world, **changes):
    world.advert = perform(
        edit_advert, by=world.officer, advert=world.advert, changes=changes, services=list(Service.objects.all())
    )


def codes(world):
    return [problem.code for problem in problems_with_content(world.advert, at=OPENS - timedelta(days=14))]


def test_a_new_draft_has_every_service_the_five_objectives_and_its_author_as_officer(clock):
    clock.set(OPENS)
    officer = make_officer()
    advert = perform(draft_advert, by=officer, reference="SAL-1", title="New")

    assert advert.services.count() == 6
    assert [criterion.weighting for criterion in advert.criteria.all()] == [Decimal(20)] * 5
    assert advert.criteria.first().levels["5"].startswith("Excellent")
    assert advert.officers.get().user == officer


def test_a_complete_draft_has_no_problems(world):
    assert codes(world) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"summary": ""}, "no-summary"),
        ({"body": "  "}, "no-body"),
        ({"contact_name": ""}, "no-contact_name"),
        ({"contact_email": "", "contact_telephone": ""}, "no-contact"),
        ({"closes_at": None}, "no-dates"),
        ({"closes_at": OPENS - timedelta(days=20)}, "closes-in-the-past"),
        ({"closes_at": OPENS}, "closes-before-opening"),
    ],
)
def test_each_thing_missing_is_one_sentence_with_a_link(changes, code, world):
    edit(world, **changes)

    assert codes(world) == [code]
    [problem] = problems_with_content(world.advert, at=OPENS - timedelta(days=14))
    assert problem.message.endswith(".")
    assert world.advert.reference in problem.url


def test_a_draft_without_services_says_so(world):
    perform(edit_advert, by=world.officer, advert=world.advert, changes={}, services=[])

    assert set(codes(world)) == {"no-service", "scope"}


def test_publishing_needs_the_decision(world):
    with pytest.raises(ActionRefused, match="decision to advertise"):
        perform(publish_advert, by=world.officer, advert=world.advert)


def test_a_change_after_the_decision_needs_a_new_one(world):
    decide(world)
    assert latest_decision(world.advert)
    edit(world, title="Another title")

    assert latest_decision(world.advert) is None
    assert [p.code for p in problems_with_publishing(world.advert, at=OPENS - timedelta(days=14))] == ["no-decision"]
    decide(world)
    assert perform(publish_advert, by=world.officer, advert=world.advert).is_published


def test_publication_pins_questions_wording_and_statements(clock):
    world = make_published(clock)
    kinds = [question.kind for question in Question.objects.of(world.advert)]

    kind = QuestionKind
    beside, last = [kind.WORKFORCE], [kind.SERVICES, kind.OPEN, kind.AI]
    assert kinds == [kind.ABOUT] + [kind.CRITERION] * 5 + beside + [kind.NEED] * 8 + last
    assert world.advert.standing_statements.edition == 1
    assert world.advert.published_by == world.officer


def test_a_published_advert_refuses_every_change_in_a_sentence(clock):
    world = make_published(clock)

    for attempt in (
        lambda: edit(world, title="Other"),
        lambda: perform(edit_criteria, by=world.officer, advert=world.advert, criteria=[]),
        lambda: decide(world),
        lambda: perform(publish_advert, by=world.officer, advert=world.advert),
    ):
        with pytest.raises(ActionRefused, match="no longer change"):
            attempt()


def test_closing_times_are_audited_before_and_after(world):
    edit(world, closes_at=CLOSES + timedelta(days=1))

    event = AuditEvent.objects.filter(action="advert.edit").last()
    assert event.before["closes_at"] != event.after["closes_at"]


def test_only_another_procurement_officer_can_be_added(world):
    with pytest.raises(ActionRefused, match="not a procurement officer"):
        perform(add_officer, by=world.officer, advert=world.advert, officer=make_evaluator())
    with pytest.raises(ActionRefused, match="already"):
        perform(add_officer, by=world.officer, advert=world.advert, officer=world.second_officer)


def test_a_refused_action_leaves_nothing_behind(world):
    before = (Advert.objects.get().draft_version, AuditEvent.objects.count())

    with pytest.raises(ActionRefused):
        perform(publish_advert, by=world.officer, advert=world.advert)

    assert (Advert.objects.get().draft_version, AuditEvent.objects.count()) == before
