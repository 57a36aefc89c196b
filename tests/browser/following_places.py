"""Somebody who has asked to follow an advert, and somebody who follows it."""

from eoi.actions.follower import ask_to_follow, confirm_following
from eoi.following import confirm_link, end_link
from eoi.identity import perform
from eoi.models import Follower
from tests.browser.adverts import Adverts, made


class FollowingPlaces(Adverts):
    @made
    def follow_token(self) -> str:
        return confirm_link(self._ask_to_follow("asked@reader.example")).split("/")[-3]

    @made
    def end_token(self) -> str:
        follower = perform(confirm_following, by=None, follower=self._ask_to_follow("follower@reader.example"))
        return end_link(follower).split("/")[-3]

    def _ask_to_follow(self, email: str) -> Follower:
        return perform(ask_to_follow, by=None, advert=self.open.advert, email=email)
