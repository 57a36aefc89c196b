"""Sets of objectives and rewording: what is kept, and each refusal."""

import pytest

from eoi.actions.objective import (
    make_default_set,
    restore_objective_set,
    retire_objective_set,
)
from eoi.identity import perform
from eoi.models import AuditEvent, ObjectiveSet, ObjectiveWording
from eoi.problems import ActionRefused
from tests.factories.aims import first_objective, make_set, reword
from tests.factories.people import make_officer
from tests.factories.world import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def test_a_set_of_eight_is_numbered_in_the_order_given(officer):
    made = make_set(officer)
    wordings = ObjectiveWording.objects.of_set(made).current()

    assert made.key == "eight-goals"
    assert [(each.objective.number, each.short_title, each.edition) for each in wordings] == [
        (number, f"Goal {number}", 1) for number in range(1, 9)
    ]
    assert {each.worded_by for each in wordings} == {officer}


def test_the_current_wordings_of_one_set_are_not_those_of_another(officer):
    make_set(officer)
    default = ObjectiveSet.objects.default()

    assert ObjectiveWording.objects.of_set(default).current().count() == 5
    assert ObjectiveWording.objects.current().count() == 13


@pytest.mark.parametrize("number", [0, 21])
def test_a_set_has_1_to_20_objectives(officer, number):
    with pytest.raises(ActionRefused, match="1 to 20"):
        make_set(officer, objectives=number)


def test_two_sets_whose_names_give_one_key_are_told_apart(officer):
    keys = [make_set(officer, name=name, objectives=1).key for name in ("New", "Goals!", "Goals", "目標")]

    assert keys == ["new-2", "goals", "goals-2", "set"]


def test_two_sets_of_one_name_are_refused_in_a_sentence(officer):
    make_set(officer, objectives=1)

    with pytest.raises(ActionRefused, match="Somebody else saved the same thing"):
        make_set(officer, objectives=1)


def test_another_set_becomes_the_default_and_adverts_keep_theirs(clock):
    world = make_published(clock)
    other = make_set(world.officer)
    perform(make_default_set, by=world.officer, objective_set=other)

    assert ObjectiveSet.objects.default() == other
    assert world.refresh().objective_set != other


def test_a_set_is_retired_and_brought_back(officer):
    made = make_set(officer, objectives=1)
    perform(retire_objective_set, by=officer, objective_set=made)
    made.refresh_from_db()

    assert made.retired_by == officer
    assert made not in ObjectiveSet.objects.offered()
    perform(restore_objective_set, by=officer, objective_set=made)
    assert made in ObjectiveSet.objects.offered()


def test_what_a_set_refuses(officer):
    default, other = ObjectiveSet.objects.default(), make_set(officer, objectives=1)

    with pytest.raises(ActionRefused, match="another set the default first"):
        perform(retire_objective_set, by=officer, objective_set=default)
    with pytest.raises(ActionRefused, match="already"):
        perform(make_default_set, by=officer, objective_set=default)
    with pytest.raises(ActionRefused, match="not retired"):
        perform(restore_objective_set, by=officer, objective_set=other)
    perform(retire_objective_set, by=officer, objective_set=other)
    with pytest.raises(ActionRefused, match="retired already"):
        perform(retire_objective_set, by=officer, objective_set=other)
    with pytest.raises(ActionRefused, match="Bring it back first"):
        perform(make_default_set, by=officer, objective_set=other)
    with pytest.raises(ActionRefused, match="Bring it back before"):
        reword(other.objectives.get(), officer, "Other words.")


def test_a_rewording_is_the_next_edition_with_date_author_and_reason(officer):
    objective = first_objective()
    first = objective.wordings.get()
    new = reword(objective, officer, "Other words.")

    assert (new.edition, new.worded_by, new.reason) == (2, officer, "Minor phrasing amendments.")
    assert list(objective.wordings.all()) == [first, new]
    assert ObjectiveWording.objects.current()[0] == new
    assert "Other words" not in str(AuditEvent.objects.last().after)


def test_the_second_of_two_who_reword_at_once_is_refused_and_nothing_is_lost(officer):
    objective, colleague = first_objective(), make_officer(full_name="Quick Colleague")
    reword(objective, colleague, "First at the door.")

    with pytest.raises(ActionRefused, match="Quick Colleague reworded this objective while you were writing"):
        reword(objective, officer, "Second at the door.", edition=1)
    assert objective.wordings.count() == 2
    assert reword(objective, officer, "Second at the door.", edition=2).edition == 3


def test_the_same_words_are_no_rewording(officer):
    objective = first_objective()

    with pytest.raises(ActionRefused, match="stand already"):
        reword(objective, officer, objective.wordings.get().wording)


def test_a_rewording_leaves_a_published_advert_alone(clock):
    world = make_published(clock)
    pinned = world.advert.criteria.first().wording
    reword(first_objective(), world.officer, "Other words.")

    assert world.advert.criteria.first().wording == pinned
    assert world.advert.question_set.questions.get(key="objective-1").prompt == pinned.wording
