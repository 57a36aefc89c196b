"""What evaluation puts on start pages."""

import pytest

from eoi.clock import database_now
from eoi.registry import cards_for
from tests.evaluation.world import declare, make_panel, make_scoring, score
from tests.factories.people import make_evaluator
from tests.factories.world import make_open, make_opened

pytestmark = pytest.mark.django_db


def cards(user):
    mine = cards_for(user, at=database_now())
    return [card for card in mine if "panel" in f"{card.title} {card.url}".lower() or "/evaluation/" in card.url]


def test_an_evaluator_is_led_from_declaration_to_ranking(clock):
    it = make_scoring(clock, submissions=2, declared=False)
    chair = it.chair.user
    assert [card.title for card in cards(chair)] == ["Declare your conflicts: Corporate Services panel"]
    declare(it, it.chair)
    [card] = cards(chair)
    assert card.text.startswith("0 of 2 locked. Next: ")
    for submission in it.submissions:
        score(it, it.refresh().chair, submission, 1, 2, 3, 4, 5)
    [card] = cards(chair)
    assert (card.title, card.needs_you) == ("You have finished: Corporate Services panel", False)


def test_an_evaluator_hears_of_the_conclusion(concluded):
    [card] = cards(concluded.chair.user)
    assert (card.title, card.needs_you) == ("Corporate Services panel has concluded", False)


def test_before_scoring_nothing_waits_for_an_evaluator(forming):
    assert not cards(forming.chair.user)
    assert not cards(make_evaluator())


def test_an_officer_is_told_to_form_the_panel_and_to_open_scoring(clock):
    world = make_open(clock)
    [card] = cards(world.officer)
    assert card.title == f"Form the panel for {world.advert.title}"
    assert not card.needs_you
    opened = make_opened(clock, reference="SAL-2026-030", submissions=1)
    assert [card.needs_you for card in cards(opened.officer)] == [True]
    it = make_panel(clock, reference="SAL-2026-031")
    assert [card.title for card in cards(it.officer)] == ["Open scoring for Corporate Services panel"]
