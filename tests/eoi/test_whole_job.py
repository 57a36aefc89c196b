"""The main line of the work, from draft to opened, through actions."""

import pytest

from eoi.identity import acting_as
from eoi.models import ReadingGrant, Submission
from tests.factories.world import make_opened

pytestmark = pytest.mark.django_db


def test_an_advert_is_drafted_decided_published_answered_closed_and_opened(clock):
    world = make_opened(clock, submissions=2)

    assert world.advert.is_opened
    assert Submission.objects.standing().for_advert(world.advert).count() == 2
    assert ReadingGrant.objects.held_by(world.officer).count() == 2
    with acting_as(world.officer):
        assert "We would help" in Submission.objects.first().content.canonical
