"""Criteria: any total is saved, and only 100 published."""

from decimal import Decimal

import pytest

from eoi.actions.criteria import CriterionChange, edit_criteria, equal_weightings
from eoi.identity import perform
from eoi.models import ObjectiveWording
from eoi.policies.advert import problems_with_content
from eoi.problems import ActionRefused
from tests.factories.world import OPENS, ask, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 8, 30])
def test_equal_weightings_always_total_100(count):
    weightings = equal_weightings(count)

    assert sum(weightings) == 100
    assert max(weightings) - min(weightings) < Decimal("0.5")


def test_no_objectives_have_no_weightings():
    assert equal_weightings(0) == []


def test_any_weightings_may_be_saved_but_only_100_published(world):
    [first, *_] = ObjectiveWording.objects.current()
    perform(edit_criteria, by=world.officer, advert=world.advert, criteria=[CriterionChange(first, Decimal("99.5"))])
    world.refresh()

    [problem] = problems_with_content(world.advert, at=OPENS)
    assert "99.5" in problem.message
    with pytest.raises(ActionRefused, match=r"99\.5"):
        ask(world)
