"""A partner who does not give up: what broke is tried again, as a person presses the button again, and every receipt shown is kept."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.urls import reverse

from tests.load.partner import BROKEN, DECLARED, NotAsExpected, Partner, ShownReceipt, SignedOut, fields_of, unexpected

Result = TypeVar("Result")
PATIENCE = 0.3  # seconds until the button is pressed again


class TimeIsOver(Exception):
    """The run ends; what was not acknowledged is not counted."""


@dataclass
class PersistentPartner(Partner):
    """Amends and submits, again and again, until `ends`; one time in five the button is pressed twice at once."""

    ends: float = 0
    chance: random.Random = field(default_factory=random.Random)
    question: str = ""
    broken: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        try:
            self._insist(self._sign_in)
            while True:
                self._insist(self._amend)
                page = self._insist(self.check)
                second = threading.Thread(target=self._click_again, args=(page,))
                if self.chance.random() < 0.2:
                    second.start()
                self._insist_on_submitting(page)
                if second.ident:
                    second.join()
        except TimeIsOver:
            return

    def _sign_in(self) -> None:
        self.cookies.clear()
        self.sign_in(then=self.check_address)

    def _insist_on_submitting(self, page: str) -> None:
        """After what broke, the same version again, on a form that was fetched anew."""
        version = {"draft_version": fields_of(page)["draft_version"]}
        pages = [page]
        self._insist(lambda: self.submit(pages.pop() if pages else self.check(), version))

    def submit(self, page: str, version: Mapping[str, str] | None = None) -> ShownReceipt:
        """One control shows the receipt as the very answer of the click; then that is what was seen."""
        answer = self.post(
            "submit",
            reverse("eoi:expression-submit", args=[self.expression]),
            {**fields_of(page), **(version or {}), **DECLARED},
        )
        if answer.status == 200:
            return self._keep(answer.text)
        return self._keep(self.follow("submit", answer, "/submissions/"))

    def _amend(self) -> None:
        address = reverse("eoi:answer-edit", args=[self.expression, self.question])
        page = self.get("answer page", address)
        text = f"We would help with this. Seen at {time.monotonic():.3f}."
        answer = self.post("amend", address, {**fields_of(page), "text": text})
        if answer.status != 302:
            raise unexpected("amend", answer)

    def _click_again(self, page: str) -> None:
        self._try(lambda: self.submit(page))

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except (NotAsExpected, *BROKEN) as error:
            self.broken[repr(error)[:100]] += 1

    def _insist(self, step: Callable[[], Result]) -> Result:
        while time.monotonic() < self.ends:
            try:
                return step()
            except SignedOut:
                self._try(self._sign_in)
            except (NotAsExpected, *BROKEN) as error:
                self.broken[repr(error)[:100]] += 1
            time.sleep(PATIENCE)
        raise TimeIsOver
