"""Every text of an answer is kept: what was replaced, and what came second (P3, P13)."""

import pytest

from eoi.actions.answer_edition import restore_edition, save_or_set_aside, set_aside, settle
from eoi.actions.expression_of_interest import AnswerChange, StaleAnswers, save_answers, taken_out
from eoi.identity import acting_as, perform
from eoi.models import AnswerEdition, AuditEvent
from eoi.problems import ActionRefused
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import CLOSES, make_open, start

pytestmark = pytest.mark.django_db
KEY = "objective-1"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(world):
    return make_partner()


@pytest.fixture
def colleague(partner):
    return make_partner(organisation_of(partner), lead=False)


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


def save(expression, person, version, text, **fields):
    change = AnswerChange(KEY, version, text=text, **fields)
    return perform(save_answers, by=person, expression=expression, changes=[change])


def meet(expression, person, version, text, *more):
    """As a request does it: the refusal is caught inside the transaction, so that what was set aside stays."""
    with acting_as(person) as now:
        try:
            save_or_set_aside(
                expression=expression, changes=[AnswerChange(KEY, version, text=text), *more], by=person, at=now
            )
        except StaleAnswers as stale:
            return stale.kept


def refused_late(expression, person, now):
    with pytest.raises(ActionRefused, match="closing time"):
        settle(expression=expression, key=KEY, number=1, by=person, at=now)


def texts(expression, person):
    with acting_as(person):
        editions = AnswerEdition.objects.of_answer(expression, KEY).that_stood().order_by("number")
        return [(edition.number, edition.text) for edition in editions]


def waiting(expression, person):
    with acting_as(person):
        return list(AnswerEdition.objects.of_answer(expression, KEY).waiting())


def test_what_one_person_types_within_five_minutes_is_one_edition(world, expression, partner):
    save(expression, partner, 0, "We")
    world.clock.advance(minutes=2)
    save(expression, partner, 1, "We help")
    world.clock.advance(minutes=2)
    save(expression, partner, 2, "We help people")

    assert texts(expression, partner) == [(1, "We help people")]


def test_after_five_minutes_the_next_edition_begins(world, expression, partner):
    save(expression, partner, 0, "We")
    world.clock.advance(minutes=5)
    save(expression, partner, 1, "We help")

    assert texts(expression, partner) == [(1, "We"), (2, "We help")]


def test_a_colleague_begins_an_edition_at_once(expression, partner, colleague):
    save(expression, partner, 0, "Mine")
    save(expression, colleague, 1, "Mine and yours")

    assert texts(expression, partner) == [(1, "Mine"), (2, "Mine and yours")]


def test_a_text_emptied_by_mistake_is_still_there(expression, partner):
    long = "A long answer. " * 30
    save(expression, partner, 0, long)
    save(expression, partner, 1, "")
    save(expression, partner, 2, "Begun again")

    assert texts(expression, partner) == [(1, long), (2, "Begun again")]


def test_a_text_taken_out_bit_by_bit_is_still_there(expression, partner):
    long = "word " * 100
    save(expression, partner, 0, long)
    for version, left in enumerate((70, 40, 10), start=1):
        save(expression, partner, version, "word " * left)

    assert texts(expression, partner)[0] == (1, "word " * 70)


def test_a_text_replaced_by_a_longer_one_is_still_there(expression, partner):
    save(expression, partner, 0, "a" * 300)
    save(expression, partner, 1, "b" * 900)

    assert texts(expression, partner) == [(1, "a" * 300), (2, "b" * 900)]


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("", "new", 0),
        ("same", "same", 0),
        ("abc", "", 3),
        ("one two three", "one three", 4),
        ("abab", "ab", 2),
        ("x", "y", 1),
    ],
)
def test_taken_out_counts_what_went_between_both_ends(old, new, gone):
    assert taken_out(old, new) == gone


def test_ticks_and_marks_are_kept_with_the_words(expression, partner):
    save(expression, partner, 0, "We help", is_sensitive=True, sensitive_reason="Prices.")
    change = AnswerChange("services", 0, choices=("finance",))
    perform(save_answers, by=partner, expression=expression, changes=[change])

    with acting_as(partner):
        [services] = AnswerEdition.objects.of_answer(expression, "services")
        [answer] = AnswerEdition.objects.of_answer(expression, KEY)
    assert services.choices == ["finance"]
    assert (answer.is_sensitive, answer.sensitive_reason) == (True, "Prices.")


def test_what_came_second_is_kept_and_the_rest_of_the_page_saved(expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")

    [edition] = meet(expression, partner, 0, "Mine", AnswerChange("objective-2", 0, text="Beside"))

    assert (edition.text, edition.saved_by, edition.is_waiting, edition.number) == ("Mine", partner, True, 1)
    assert texts(expression, partner) == [(1, "Theirs")]
    with acting_as(partner):
        assert expression.answers.get(question_key="objective-2").text == "Beside"


def test_the_same_text_twice_is_set_aside_once_and_a_later_one_takes_its_place(expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    for text in ("Mine", "Mine", "Mine, longer"):
        meet(expression, partner, 0, text)

    assert [edition.text for edition in waiting(expression, partner)] == ["Mine, longer"]
    with acting_as(partner):
        assert AnswerEdition.objects.of_answer(expression, KEY).numbered(1, set_aside=True).get().text == "Mine"


def test_settling_ends_the_waiting_and_keeps_the_text(expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    meet(expression, partner, 0, "Mine")

    [edition] = perform(settle, by=colleague, expression=expression, key=KEY, number=1)

    assert edition.settled_by == colleague
    assert waiting(expression, partner) == []
    assert perform(settle, by=partner, expression=expression, key=KEY, number=1) == []


def test_an_earlier_text_is_restored_as_a_new_edition(expression, partner):
    save(expression, partner, 0, "First", is_sensitive=True, sensitive_reason="Prices.")
    save(expression, partner, 1, "x" * 300)
    save(expression, partner, 2, "Last")

    perform(restore_edition, by=partner, expression=expression, key=KEY, number=1, version=3)

    kept = texts(expression, partner)
    assert [text for _, text in kept][-1] == kept[0][1]
    assert "Last" in [text for _, text in kept]


def test_restoring_over_a_colleagues_text_that_was_not_seen_is_refused(expression, partner, colleague):
    save(expression, partner, 0, "First")
    save(expression, colleague, 1, "Second")
    save(expression, partner, 2, "Third")

    with pytest.raises(StaleAnswers):
        perform(restore_edition, by=colleague, expression=expression, key=KEY, number=1, version=2)


def test_there_is_no_edition_that_was_never_saved(expression, partner):
    with pytest.raises(ActionRefused, match="no such earlier text"):
        perform(restore_edition, by=partner, expression=expression, key=KEY, number=7, version=0)


def test_after_the_closing_time_nothing_is_set_aside_or_settled(world, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    meet(expression, partner, 0, "Mine")
    world.clock.set(CLOSES)
    late = [AnswerChange(KEY, 0, text="Late")]

    with pytest.raises(ActionRefused, match="closing time has passed"):
        perform(set_aside, by=partner, expression=expression, changes=late)
    with pytest.raises(ActionRefused, match="closing time has passed"):
        perform(settle, by=partner, expression=expression, key=KEY, number=1)


def test_none_of_it_is_audited_but_lateness_under_the_seal(world, expression, partner, colleague):
    before = AuditEvent.objects.count()
    save(expression, colleague, 0, "Theirs")
    meet(expression, partner, 0, "Mine")
    perform(settle, by=partner, expression=expression, key=KEY, number=1)
    assert AuditEvent.objects.count() == before

    world.clock.set(CLOSES)
    with acting_as(partner) as now:
        refused_late(expression, partner, now)
        assert AuditEvent.objects.get(action="answer.settle").is_sealed
