"""The last minute: who begins when, and what came of it."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.load.partner import BROKEN, NotAsExpected, Partner
from tests.load.population import let_close_in

MINUTE, RUSH = 60.0, 10.0
AFTERWARDS = 30.0  # of an even minute: until the closing time, for what it measures is how many in a minute
LAST = 2.0  # who begins to sign in later than this before the closing time may honestly come too late


@dataclass
class Rush:
    """`is_crowded`: half of the partners begin in the last ten seconds; otherwise evenly over the minute. One in five clicks twice."""

    partners: Sequence[Partner]
    chance: random.Random
    is_crowded: bool
    failures: list[str] = field(default_factory=list)
    until_receipt: list[float] = field(default_factory=list)
    clicked: int = 0
    clicked_again: int = 0

    def run(self) -> None:
        """Returns when everybody has an answer."""
        let_close_in(MINUTE if self.is_crowded else MINUTE + AFTERWARDS)
        began = time.monotonic()
        threads = []
        for number, partner in enumerate(self.partners):
            begins = began + self._moment(number)
            twice = self.chance.random() < 0.2
            threads.append(threading.Thread(target=self._take_part, args=(partner, begins, twice)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _moment(self, number: int) -> float:
        if not self.is_crowded:
            return self.chance.uniform(0, MINUTE - LAST)
        return (
            self.chance.uniform(0, MINUTE - RUSH) if number % 2 else self.chance.uniform(MINUTE - RUSH, MINUTE - LAST)
        )

    def _take_part(self, partner: Partner, begins: float, twice: bool) -> None:
        time.sleep(max(0.0, begins - time.monotonic()))
        try:
            page = partner.sign_in(then=partner.check_address)
            self.clicked += 1 + twice
            self.clicked_again += twice
            clicks = [threading.Thread(target=self._click, args=(partner, page)) for _ in range(1 + twice)]
            for click in clicks:
                click.start()
            for click in clicks:
                click.join()
        except (NotAsExpected, *BROKEN) as error:
            self.failures.append(f"{partner.expression}: {error!r}")

    def _click(self, partner: Partner, page: str) -> None:
        began = time.monotonic()
        try:
            partner.submit(page)
            self.until_receipt.append(time.monotonic() - began)
        except (NotAsExpected, *BROKEN) as error:
            self.failures.append(f"{partner.expression}: {error!r}")
