"""The machine's own Chromium, driven by Playwright: fixtures of the browser tests and of the journeys.

Where there is no Chromium the tests say so and are skipped; with CI=true that is a failure.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from eoi.models import User
from tests.browser.visitor import Visitor

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
MISSING = "The browser tests did not run: no Chromium was found. Install it, or name it in CHROMIUM."
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]
WIDE = {"width": 1280, "height": 900}
PICTURES = settings.VAR / "browser"

Visit = Callable[..., Visitor]


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *NAMES)))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module, in a new profile.

    Playwright keeps an event loop running in this thread, on account of which Django would refuse to use its database here.
    """
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium_itself = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium_itself
        chromium_itself.close()


@pytest.fixture
def visit(browser: Browser, live_server, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens a browser for somebody: `visit(person)`, signed in already; `visit()` for a visitor. Pictures where a test fails."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def visit(person: User | None = None, *, javascript: bool = True, fresh: bool = True) -> Visitor:
        context = browser.new_context(viewport=WIDE, java_script_enabled=javascript, base_url=live_server.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if person:
            context.add_cookies(
                [{"name": "sessionid", "value": _session_of(person, fresh=fresh), "url": live_server.url}]
            )
        visitors.append(Visitor(context.new_page(), name=person.full_name if person else "visitor"))
        return visitors[-1]

    yield visit
    if getattr(request.node, "failed", False):
        for visitor in visitors:
            visitor.picture(PICTURES / f"{file_name(request.node.name)}-{file_name(visitor.name)}.png")
    for visitor in visitors:
        visitor.lets_it_finish()
    for context in contexts:
        context.close()


def _session_of(person: User, *, fresh: bool) -> str:
    """Signed in without the form; `fresh`: as if password and code had been asked for again a moment ago."""
    client = Client()
    client.force_login(person)
    session = client.session
    asked = [{"method": method, "at": time.time(), "reauthenticated": fresh} for method in ("password", "mfa")]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = asked
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return str(session.session_key)


def file_name(words: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in words).strip("-").lower()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Lets the fixture know that its test failed."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True
    return report
