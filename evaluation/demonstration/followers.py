"""Who follows the open advert by mail: three addresses that confirmed, and one that has not opened its link yet (S4)."""

from collections.abc import Callable
from datetime import datetime

from eoi.actions.follower import ask_to_follow, confirm_following
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert

CONFIRMED = ("reading.room@libraries.example", "skills@chamber.example", "newsdesk@irwell-voice.example")
NOT_YET = "enquiries@quayside-trainers.example"


def follow(advert: Advert, day: Callable[..., datetime]) -> None:
    for number, email in enumerate(CONFIRMED):
        stop_clock(day(-13, 9, 10 * number))
        follower = perform(ask_to_follow, by=None, advert=advert, email=email)
        stop_clock(day(-13, 12, 10 * number))
        perform(confirm_following, by=None, follower=follower)
    stop_clock(day(-1, 8, 40))
    perform(ask_to_follow, by=None, advert=advert, email=NOT_YET)
