"""Working on the answers: saving loses nothing, refuses nothing for incompleteness, and never overwrites unseen."""

import pytest

from eoi.actions.expression_of_interest import AnswerChange, StaleAnswers, save_answers, start_expression
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ExpressionOfInterest
from eoi.problems import ActionRefused
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, make_open, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


def save(expression, partner, *changes):
    return perform(save_answers, by=partner, expression=expression, changes=changes)


def text_of(expression, partner, key):
    with acting_as(partner):
        return expression.answers.get(question_key=key).text


def test_a_second_start_finds_the_first(world, partner, expression):
    colleague = make_partner(organisation_of(partner), lead=False)

    assert start(world, colleague) == expression
    assert ExpressionOfInterest.objects.count() == 1
    assert AuditEvent.objects.filter(action="expression.start").count() == 1


def test_nobody_starts_for_an_organisation_that_is_not_theirs(world, partner):
    stranger = make_partner()

    with pytest.raises(ActionRefused, match="do not act for"):
        perform(start_expression, by=stranger, advert=world.advert, organisation=organisation_of(partner))


def test_half_an_answer_is_saved_and_raises_the_draft_version(expression, partner):
    saved = save(expression, partner, AnswerChange("objective-1", 0, text="Half a sen"))

    assert text_of(expression, partner, "objective-1") == "Half a sen"
    assert saved.draft_version == expression.draft_version + 1
    assert saved.missing_count == 5
    assert saved.changed_by == partner


def test_saving_what_stands_already_changes_nothing(expression, partner):
    once = save(expression, partner, AnswerChange("objective-1", 0, text="The same"))
    twice = save(expression, partner, AnswerChange("objective-1", 1, text="The same"))
    stale_but_equal = save(expression, partner, AnswerChange("objective-1", 0, text="The same"))

    assert once.draft_version == twice.draft_version == stale_but_equal.draft_version


def test_an_empty_answer_to_an_unanswered_question_changes_nothing(expression, partner):
    assert save(expression, partner, AnswerChange("objective-1", 0)).draft_version == expression.draft_version


def test_a_second_tab_cannot_overwrite_the_first_unseen(expression, partner):
    save(expression, partner, AnswerChange("objective-1", 0, text="First tab"))

    with pytest.raises(StaleAnswers) as stale:
        save(expression, partner, AnswerChange("objective-1", 0, text="Second tab"))

    [(theirs, mine)] = stale.value.pairs
    assert (theirs.text, mine.text) == ("First tab", "Second tab")
    assert text_of(expression, partner, "objective-1") == "First tab"


def test_two_colleagues_on_different_answers_do_not_collide(expression, partner):
    colleague = make_partner(organisation_of(partner), lead=False)
    save(expression, partner, AnswerChange("objective-1", 0, text="Mine"))
    save(expression, colleague, AnswerChange("objective-2", 0, text="Yours"))

    assert text_of(expression, partner, "objective-1") == "Mine"
    assert text_of(expression, partner, "objective-2") == "Yours"


def test_one_stale_answer_keeps_all_of_the_save_back(expression, partner):
    save(expression, partner, AnswerChange("objective-1", 0, text="First"))

    with pytest.raises(StaleAnswers):
        save(
            expression,
            partner,
            AnswerChange("objective-1", 0, text="Second"),
            AnswerChange("objective-2", 0, text="With it"),
        )
    with acting_as(partner):
        assert not expression.answers.filter(question_key="objective-2").exists()


def test_saving_after_the_closing_time_is_refused_in_a_sentence(world, expression, partner):
    world.clock.set(CLOSES)

    with pytest.raises(ActionRefused, match="closing time has passed"):
        save(expression, partner, AnswerChange("objective-1", 0, text="Late"))


def test_saves_are_not_audited(expression, partner):
    before = AuditEvent.objects.count()
    save(expression, partner, AnswerChange("objective-1", 0, text="Quiet"))

    assert AuditEvent.objects.count() == before
