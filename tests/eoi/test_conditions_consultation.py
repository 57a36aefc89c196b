"""Readiness knows whether consultation has begun, and whether formal representations are answered (S12, S16)."""

import pytest

from eoi.actions.consultation import consult_bodies, withdraw_material
from eoi.clock import database_now
from eoi.conditions.consultation import formal_representations_are_answered, has_begun
from eoi.identity import perform
from eoi.models import BodyKind, User
from eoi.registry import ConditionState, conditions_of
from tests.factories.ready_consultation import make_body, reply_of_council, say, share, speaker_of
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock, ready=False)


def begun(world):
    return has_begun(world.advert, database_now())


def answered(world):
    return formal_representations_are_answered(world.advert, database_now())


def join(world, *bodies):
    perform(consult_bodies, by=world.officer, advert=world.advert, bodies=bodies)


def test_it_says_what_is_missing_until_nothing_is(world):
    assert "has not begun" in begun(world).why
    union = make_body(by=world.officer)
    join(world, union)
    assert "no staff group with a representative" in begun(world).why
    assert "nothing has been shared" in begun(world).why
    assert "no recognised union" not in begun(world).why
    join(world, make_body("Forum", BodyKind.STAFF_GROUP, by=world.officer))
    share(world)

    assert begun(world).state == ConditionState.MET
    assert begun(world).url.endswith(f"/{world.advert.reference}/consultation/")


def test_a_body_for_which_nobody_can_speak_does_not_count(world):
    bodies = [make_body("Forum", BodyKind.STAFF_GROUP, by=world.officer), make_body(by=world.officer, speakers=0)]
    join(world, *bodies)
    assert "no recognised union with a representative" in begun(world).why

    User.objects.get_queryset().filter(pk=speaker_of(bodies[0]).pk).update(is_active=False)

    assert "no staff group with a representative" in begun(world).why


def test_what_was_withdrawn_does_not_count_as_shared(world):
    join(world, make_body(by=world.officer), make_body("Forum", BodyKind.STAFF_GROUP, by=world.officer))
    shared = share(world)
    assert begun(world).is_met

    perform(withdraw_material, by=world.officer, material=shared, reason="Wrong.")

    assert "nothing has been shared" in begun(world).why


def test_an_unanswered_formal_representation_waits_and_the_approver_may_proceed(world):
    body = make_body(by=world.officer, advert=world.advert)
    assert answered(world).is_met
    said = say(world, body, title="CANARY-title", text="CANARY-text")

    condition = answered(world)

    assert condition.state == ConditionState.NOT_MET
    assert condition.approver_may_proceed
    assert condition.why == (
        f"One formal representation about the decision to advertise is unanswered, from {body.name}."
    )
    say(world, body)
    assert answered(world).why.startswith("2 formal representations about the decision to advertise are unanswered")
    reply_of_council(world, said)
    assert not answered(world).is_met


def test_both_are_registered_and_each_takes_one_query(world, django_assert_num_queries):
    assert {"consultation", "representations"} <= {
        condition.key for condition in conditions_of(world.advert, at=database_now())
    }
    for source in (has_begun, formal_representations_are_answered):
        with django_assert_num_queries(1):
            source(world.advert, None)
