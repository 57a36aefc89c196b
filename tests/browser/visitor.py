"""Somebody at a browser: goes by what is written on the page, as a person does."""

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, expect

MOST_TURNS = 250
NOTHING_MORE = "window.fetch = () => Promise.reject(new Error('The test is over.'))"
STATUS_OF_THE_PAGE = "Failed to load resource: the server responded with a status of"


class Visitor:
    def __init__(self, page: Page, *, name: str) -> None:
        self.page = page
        self.name = name
        self.complaints: list[str] = []
        self._under_way: set[Request] = set()
        page.on("request", lambda request: self._under_way.add(request))
        page.on("requestfinished", lambda request: self._under_way.discard(request))
        page.on("requestfailed", lambda request: self._under_way.discard(request))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def open(self, address: str) -> int:
        """The status of the answer."""
        response = self.page.goto(address)
        return response.status if response else 0

    def sees(self, *texts: str) -> None:
        """Each text stands somewhere in the main part of the page, where a person can see it."""
        for text in texts:
            expect(self.main.get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=text)).to_be_visible()

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def follow(self, link: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_role("link", name=link).first.click()

    def press(self, button: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_role("button", name=button).first.click()

    def fill(self, label: str, text: str, *, within: str = "body") -> None:
        self.page.locator(within).get_by_label(label).first.fill(text)

    def choose(self, label: str, *, within: str = "body", exact: bool = False) -> None:
        """Radio buttons and checkboxes; `exact` where a word of one label stands in another."""
        self.page.locator(within).get_by_label(label, exact=exact).first.check()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def lets_it_finish(self) -> None:
        """A page that saves by itself may have a save on its way, which is not to meet the emptied database of the next test.

        What is on its way is waited for; what the page would begin from now on, also as it is closed, comes to nothing.
        """
        with suppress(Error):
            self.page.evaluate(NOTHING_MORE)
            for _ in range(MOST_TURNS):
                if not self._under_way:
                    return
                self.page.wait_for_timeout(20)

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)

    def _note(self, message: ConsoleMessage) -> None:
        """The browser also notes that a page itself was answered with 4xx, which is no fault of the page."""
        if message.type in ("error", "warning") and not self._is_about_its_status(message):
            self.complaints.append(f"console: {message.text}")

    def _is_about_its_status(self, message: ConsoleMessage) -> bool:
        return message.text.startswith(STATUS_OF_THE_PAGE) and "/static/" not in message.location.get("url", "")
