"""Asking people to agree the criteria, asking again, taking off, answering: each refusal and what stays on record."""

from decimal import Decimal

import pytest

from eoi.actions.criteria import CriterionChange, edit_criteria, edit_criterion
from eoi.actions.criteria_agreement import answer_criteria, ask_again, ask_to_agree, take_off
from eoi.actions.readiness import give_readiness_reason
from eoi.conditions.criteria import criteria_agreed, criteria_drafted, no_contract_vehicle
from eoi.criteria_standing import AgreementState, criteria_to_read, standings_of
from eoi.identity import perform
from eoi.models import Advert, AuditEvent, CriteriaAgreer, CriteriaOpinion, Role
from eoi.problems import ActionRefused
from eoi.registry import ConditionState
from tests.factories.people import make_evaluator, make_person
from tests.factories.world import OPENS, make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock, ready=False)


def reweigh(world, *weightings):
    """The first criteria get these weightings."""
    criteria = criteria_to_read(world.advert)
    wanted = [Decimal(weighting) for weighting in weightings]
    wanted += [criterion.weighting for criterion in criteria[len(wanted) :]]
    changes = [CriterionChange(criterion.wording, weight) for criterion, weight in zip(criteria, wanted, strict=True)]
    world.advert = perform(edit_criteria, by=world.officer, advert=world.advert, criteria=changes)


def ask(world, person=None):
    return perform(ask_to_agree, by=world.officer, advert=world.advert, person=person or make_evaluator())


def answer(world, agreer, *, agrees=True, comment="", version=None):
    return perform(
        answer_criteria,
        by=agreer.user,
        advert=world.advert,
        criteria_version=version or world.refresh().criteria_version,
        agrees=agrees,
        comment=comment,
    )


def refused(code, action, **arguments):
    with pytest.raises(ActionRefused) as refusal:
        perform(action, **arguments)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_nobody_is_asked_twice_but_somebody_taken_off_can_be_asked_anew(world):
    agreer = ask(world)
    refused("asked-already", ask_to_agree, by=world.officer, advert=world.advert, person=agreer.user)
    perform(take_off, by=world.officer, agreer=agreer, reason="On leave.")

    again = ask(world, agreer.user)

    assert CriteriaAgreer.objects.of(world.advert).count() == 2
    assert standings_of(world.advert, [], [again])[0].state == AgreementState.WAITING
    refused("taken-off", take_off, by=world.officer, agreer=agreer, reason="On leave.")


@pytest.mark.parametrize("fields", [{"is_active": False}, {}])
def test_only_active_people_of_the_council_are_asked(world, fields):
    role = Role.EVALUATOR if fields else Role.AUDITOR

    refused("not-eligible", ask_to_agree, by=world.officer, advert=world.advert, person=make_person(role, **fields))


def test_the_last_answer_counts_and_the_earlier_ones_stay(world):
    agreer = ask(world)
    answer(world, agreer, agrees=False, comment="Weigh the first more.")
    answer(world, agreer)

    [standing] = standings_of(world.advert, criteria_to_read(world.advert), [agreer])

    assert standing.state == AgreementState.AGREED
    assert [opinion.comment for opinion in standing.earlier] == ["Weigh the first more."]
    event = AuditEvent.objects.filter(action="criteria-agreement.answer").last()
    assert event.after == {"criteria_version": world.advert.criteria_version, "agrees": True}


def test_the_same_answer_in_the_same_words_is_not_recorded_twice(world):
    agreer = ask(world)
    answer(world, agreer, comment="Fine.")

    with pytest.raises(ActionRefused, match="recorded already"):
        answer(world, agreer, comment="Fine.")
    assert CriteriaOpinion.objects.count() == 1


def test_any_change_raises_the_version_and_what_was_agreed_before_no_longer_counts(world):
    agreer = ask(world)
    answer(world, agreer)
    first, *_ = criteria_to_read(world.advert)
    changes = [
        {"guidance": "Where, and when?"},
        {"levels": {**first.levels, "5": "Excellent: All of it."}},
        {"guidance": "Where, and when?", "levels": first.levels},
    ]
    versions = [world.refresh().criteria_version]
    for change in changes:
        wanted = CriterionChange(first.wording, first.weighting, **change)
        world.advert = perform(edit_criterion, by=world.officer, advert=world.advert, change=wanted)
        versions.append(world.advert.criteria_version)
    reweigh(world, "25", "15")
    versions.append(world.advert.criteria_version)

    [standing] = standings_of(world.advert, criteria_to_read(world.advert), [agreer])

    assert versions == sorted(set(versions))
    assert standing.state == AgreementState.EARLIER
    assert [change.sentence for change in standing.changes] == [
        "Objective 1, “Better services, sooner”: weighting 20 → 25.",
        "Objective 1, “Better services, sooner”: the guidance changed.",
        "Objective 2, “Value for money”: weighting 20 → 15.",
    ]


def test_asking_again_concerns_those_who_have_not_answered_what_stands(world):
    answered, waiting = ask(world), ask(world)
    answer(world, answered)
    refused("nobody-to-ask", ask_again, by=world.officer, advert=world.advert)
    reweigh(world, "25", "15")
    answer(world, answered)

    told = perform(ask_again, by=world.officer, advert=world.advert)

    assert told == [waiting]
    refused("nobody-to-ask", ask_again, by=world.officer, advert=world.advert)


def test_nobody_answers_who_is_not_asked_or_was_taken_off(world):
    stranger, agreer = make_evaluator(), ask(world)
    version = world.refresh().criteria_version
    wanted = {"advert": world.advert, "criteria_version": version, "agrees": True}
    refused("not-asked", answer_criteria, by=stranger, **wanted)
    perform(take_off, by=world.officer, agreer=agreer, reason="Left.")

    refused("not-asked", answer_criteria, by=agreer.user, **wanted)


def test_an_answer_to_an_earlier_version_is_refused(world):
    agreer = ask(world)
    read = world.refresh().criteria_version
    reweigh(world, "25", "15")

    with pytest.raises(ActionRefused, match="changed while you were reading"):
        answer(world, agreer, version=read)


def test_after_publication_nobody_is_asked_taken_off_or_answers(clock):
    world = make_published(clock)
    agreer = CriteriaAgreer.objects.get()

    refused("frozen", ask_to_agree, by=world.officer, advert=world.advert, person=make_evaluator())
    refused("frozen", ask_again, by=world.officer, advert=world.advert)
    refused("frozen", take_off, by=world.officer, agreer=agreer, reason="Late.")
    with pytest.raises(ActionRefused, match="published"):
        answer(world, agreer, comment="Late.")


def test_a_criterion_that_was_taken_out_meanwhile_is_not_changed(world):
    first, *others = criteria_to_read(world.advert)
    changes = [CriterionChange(criterion.wording, criterion.weighting) for criterion in others]
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=changes)

    change = CriterionChange(first.wording, first.weighting, guidance="Gone?")
    refused("not-scored", edit_criterion, by=world.officer, advert=world.advert, change=change)


def test_one_criterion_saved_as_it_stands_changes_nothing(world):
    first, *_ = criteria_to_read(world.advert)

    advert = perform(
        edit_criterion, by=world.officer, advert=world.advert, change=CriterionChange(first.wording, first.weighting)
    )

    assert advert.draft_version == world.advert.draft_version
    assert not AuditEvent.objects.filter(action="criterion.edit").exists()


def test_the_condition_on_drafting_names_each_gap_and_leads_to_it(world):
    first, *_ = criteria_to_read(world.advert)
    levels = {**first.levels, "3": "", "0": " "}
    change = CriterionChange(first.wording, Decimal("19.5"), levels=levels)
    world.advert = perform(edit_criterion, by=world.officer, advert=world.advert, change=change)

    condition = criteria_drafted(world.advert, OPENS)

    assert condition.state == ConditionState.NOT_MET
    assert "The weightings total 99.5" in condition.why
    assert "Objective 1 has no guidance" in condition.why
    assert "Objective 1 has no descriptor for 3, 0" in condition.why
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=[])
    assert "No objective is scored" in criteria_drafted(world.advert, OPENS).why


def test_the_condition_on_agreement_names_who_is_missing_and_what_they_said(world):
    assert "Nobody has been asked" in criteria_agreed(world.advert, OPENS).why
    agreed, asks, waits = (
        ask(world, make_evaluator(full_name=name)) for name in ("Ann Agreed", "Cal Change", "Wyn Waits")
    )
    answer(world, agreed)
    answer(world, asks, agrees=False, comment="More.")

    mixed = criteria_agreed(world.advert, OPENS)
    assert mixed.why == "A change is asked for by Cal Change. Still to answer: Wyn Waits."
    assert mixed.state == ConditionState.NOT_MET
    reweigh(world, "25", "15")
    assert criteria_agreed(world.advert, OPENS).why == (
        "Agreed to an earlier version only: Ann Agreed. A change to an earlier version was asked for by Cal Change. "
        "Still to answer: Wyn Waits."
    )
    for agreer in (agreed, asks, waits):
        answer(world, agreer)
    met = criteria_agreed(world.advert, OPENS)
    assert met.state == ConditionState.MET
    assert met.why == "Agreed by Ann Agreed, Cal Change and Wyn Waits."


def test_a_form_of_contract_needs_a_reason_for_exactly_these_words(world):
    assert no_contract_vehicle(world.advert, OPENS).state == ConditionState.MET
    Advert.objects.filter(pk=world.advert.pk).update(body="A joint venture, perhaps. Or a Joint Venture.")
    named = no_contract_vehicle(world.refresh(), OPENS)
    assert named.state == ConditionState.NOT_MET
    assert named.about == "joint venture in the text of the advert"
    assert named.takes_reason
    assert named.url.endswith("/edit/#id_body")
    reason = {"condition": named.key, "about": named.about, "reason": "A quotation."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **reason)

    reasoned = no_contract_vehicle(world.advert, OPENS)
    assert reasoned.state == ConditionState.REASONED
    assert "A quotation." in reasoned.why
    Advert.objects.filter(pk=world.advert.pk).update(summary="A lease.")
    assert no_contract_vehicle(world.refresh(), OPENS).state == ConditionState.NOT_MET
