"""What one advert aims at: its set, its wordings, its needs; and the conditions on them (S1, S8, S16)."""

from decimal import Decimal

import pytest

from eoi.actions.advert import publish_advert
from eoi.actions.aims import choose_objective_set, state_needs, take_newer_wordings
from eoi.actions.criteria import CriterionChange, edit_criteria
from eoi.actions.need import retire_need
from eoi.actions.objective import make_default_set, retire_objective_set
from eoi.actions.readiness import give_readiness_reason
from eoi.aims import newer_wordings
from eoi.conditions.aims import needs, objectives
from eoi.forms.criteria import CriteriaForm
from eoi.identity import perform
from eoi.models import Need, ObjectiveSet, ObjectiveWording, Question
from eoi.problems import ActionRefused
from eoi.registry import ConditionState
from tests.factories.aims import first_objective, make_set, reword
from tests.factories.people import make_officer
from tests.factories.ready_criteria import agree_criteria
from tests.factories.world import OPENS, decide, make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


def choose(world, objective_set, **options):
    facts = {"advert": world.advert, "objective_set": objective_set, **options}
    world.advert = perform(choose_objective_set, by=world.officer, **facts)


def test_another_set_replaces_the_criteria_with_equal_weightings(world):
    version = world.advert.draft_version
    choose(world, make_set(world.officer), draft_version=version)

    criteria = list(world.advert.criteria.all())
    assert [criterion.key for criterion in criteria] == [f"objective-{number}" for number in range(1, 9)]
    assert [criterion.weighting for criterion in criteria] == [Decimal("12.5")] * 8
    assert world.advert.draft_version == version + 1


def test_an_advert_on_a_set_of_eight_asks_eight_questions(world):
    choose(world, make_set(world.officer))
    agree_criteria(world)
    decide(world)
    perform(publish_advert, by=world.officer, advert=world.advert)

    assert Question.objects.of(world.advert).filter(kind="criterion").count() == 8


def test_the_criteria_page_offers_the_objectives_of_the_chosen_set(world):
    choose(world, make_set(world.officer))

    assert [wording.short_title for wording in CriteriaForm(advert=world.advert).wordings][:2] == ["Goal 1", "Goal 2"]


def test_which_set_is_not_chosen(world):
    other = make_set(world.officer)
    perform(retire_objective_set, by=world.officer, objective_set=other)

    with pytest.raises(ActionRefused, match="is retired"):
        choose(world, other)
    with pytest.raises(ActionRefused, match="already"):
        choose(world, ObjectiveSet.objects.default())


def test_criteria_that_a_colleague_changed_meanwhile_are_not_replaced_unread(world):
    [first, *_] = ObjectiveWording.objects.current()
    read, changes = world.advert.draft_version, [CriterionChange(first, Decimal(100))]
    perform(edit_criteria, by=world.second_officer, advert=world.advert, criteria=changes)

    with pytest.raises(ActionRefused, match="Look at its criteria again"):
        choose(world, make_set(world.officer), draft_version=read)


def test_a_draft_keeps_its_wording_until_it_takes_the_newer_one(world):
    reword(first_objective(), world.officer, "Other words.")
    [newer] = newer_wordings(world.advert)
    form = CriteriaForm(advert=world.advert)
    assert (newer.name, form.wordings[0].edition) == ("1-2", 1)

    world.advert = perform(take_newer_wordings, by=world.officer, advert=world.advert, read=["1-2"])
    assert newer_wordings(world.advert) == []
    assert world.advert.criteria.first().wording.wording == "Other words."
    assert world.advert.criteria.first().weighting == Decimal(20)


def test_a_wording_that_nobody_read_is_not_taken(world):
    with pytest.raises(ActionRefused, match="current wording already"):
        perform(take_newer_wordings, by=world.officer, advert=world.advert)
    for words in ("Other words.", "Yet others."):
        reword(first_objective(), world.officer, words)

    with pytest.raises(ActionRefused, match="reworded again"):
        perform(take_newer_wordings, by=world.officer, advert=world.advert, read=["1-2"])


def test_the_needs_are_stated_as_chosen(world):
    chosen = list(Need.objects.all()[:3])
    world.advert = perform(state_needs, by=world.officer, advert=world.advert, needs=chosen)

    assert list(world.advert.needs.all()) == chosen


def test_a_retired_need_is_not_chosen_anew(world):
    need = Need.objects.first()
    perform(state_needs, by=world.officer, advert=world.advert, needs=[])
    need = perform(retire_need, by=world.officer, need=need)

    with pytest.raises(ActionRefused, match="is retired"):
        perform(state_needs, by=world.officer, advert=world.advert, needs=[need])


def test_a_published_advert_refuses_all_of_it(clock):
    world = make_published(clock)
    other = make_set(world.officer)
    reword(first_objective(), world.officer, "Other words.")
    assert newer_wordings(world.advert) == []

    for attempt in (
        lambda: choose(world, other),
        lambda: perform(take_newer_wordings, by=world.officer, advert=world.advert),
        lambda: perform(state_needs, by=world.officer, advert=world.advert, needs=[]),
    ):
        with pytest.raises(ActionRefused, match="no longer change"):
            attempt()


def test_the_objectives_are_a_condition(world):
    assert objectives(world.advert, OPENS).state == ConditionState.MET
    reword(first_objective(), world.officer, "Other words.")
    condition = objectives(world.advert, OPENS)

    assert condition.state == ConditionState.NOT_MET
    assert "Objective 1 has been reworded" in condition.why
    assert condition.url.endswith("/aims/#wordings")


def test_several_newer_wordings_are_named_together(world):
    for objective in ObjectiveSet.objects.default().objectives.all()[:2]:
        reword(objective, world.officer, "Other words.")

    assert "Objectives 1, 2 have been reworded" in objectives(world.advert, OPENS).why


def test_a_retired_set_is_a_condition_not_met(world):
    colleague = make_officer()
    perform(make_default_set, by=colleague, objective_set=make_set(colleague))
    perform(retire_objective_set, by=colleague, objective_set=world.advert.objective_set)
    world.refresh()

    condition = objectives(world.advert, OPENS)
    assert (condition.state, condition.url[-5:]) == (ConditionState.NOT_MET, "#sets")


def test_stating_no_need_takes_a_reason(world):
    assert "states 8 needs" in needs(world.advert, OPENS).why
    perform(state_needs, by=world.officer, advert=world.advert, needs=[])
    condition = needs(world.advert, OPENS)
    assert (condition.state, condition.takes_reason) == (ConditionState.NOT_MET, True)

    facts = {"condition": condition.key, "about": condition.about, "reason": "It is about one thing."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **facts)
    condition = needs(world.advert, OPENS)
    assert condition.state == ConditionState.REASONED
    assert "It is about one thing." in condition.why


def test_one_need_is_one_need(world):
    perform(state_needs, by=world.officer, advert=world.advert, needs=[Need.objects.first()])

    assert "states 1 need." in needs(world.advert, OPENS).why


def test_the_conditions_cost_few_queries(world, django_assert_max_num_queries):
    world.refresh()
    with django_assert_max_num_queries(4):
        objectives(world.advert, OPENS), needs(world.advert, OPENS)
