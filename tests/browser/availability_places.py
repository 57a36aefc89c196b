"""A log with failures and gaps, round the closing time of an advert that has closed."""

from datetime import timedelta

from tests.browser.adverts import TODAY, Adverts, made
from tests.factories.availability import BROKEN, DOWN, UP, log
from tests.factories.world import CLOSES


class AvailabilityPlaces(Adverts):
    @made
    def log_of_availability(self) -> str:
        """Its day: an hour with everything in it."""
        closes_at = self.closed.advert.closes_at or CLOSES
        found = [UP] * 20 + [DOWN] * 3 + [UP] * 10 + [None] * 7 + [BROKEN] + [UP] * 19
        log(closes_at - timedelta(minutes=40), *found)
        log(TODAY - timedelta(hours=1), *([UP] * 30 + [None] * 10 + [DOWN] * 2 + [UP] * 18))
        return f"{closes_at:%Y-%m-%d}"
