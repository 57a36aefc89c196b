"""Following an advert by mail."""

from datetime import timedelta
from functools import partial

from eoi.actions import follower
from eoi.identity import perform
from eoi.models import Follower
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.world import make_open


def asked(world):
    return perform(follower.ask_to_follow, by=None, advert=world.advert, email="kim@reader.example")


@scenario("follower.ask")
def ask_to_follow(clock):
    return doing(follower.ask_to_follow, None, advert=make_open(clock).advert, email="kim@reader.example")


@scenario("follower.confirm")
def confirm_following(clock):
    return doing(follower.confirm_following, None, follower=asked(make_open(clock)))


@scenario("follower.end")
def stop_following(clock):
    return doing(follower.stop_following, None, follower=asked(make_open(clock)))


@scenario("follower.forget")
def forget_unconfirmed(clock):
    world = make_open(clock)
    asked(world)
    clock.set(Follower.objects.get().asked_at + timedelta(days=3))
    return partial(perform, follower.forget_unconfirmed, by=None), None
