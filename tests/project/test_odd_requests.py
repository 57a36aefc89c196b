"""Odd addresses, filters and bodies, from everybody who may see a page: a sentence, or nothing found, never a failure of ours.

What is typed into forms is tried in `test_every_post.py`.
"""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.browser.pages import PAGES
from tests.browser.places import Places
from tests.matrix.asking import signed_in

pytestmark = pytest.mark.slow
Ask = tuple[str, str, dict[str, Any]]

FILTERS = (
    *("page", "q", "state", "order", "sort", "show", "audience", "actor", "action", "since", "until"),
    *("advert", "service", "body", "from", "with", "next", "informal", "moves"),
)
ODD = ("%00", "9" * 40)
BODIES = (
    ("application/x-www-form-urlencoded", b"\xff\xfe=%00&a=%FF&=&csrfmiddlewaretoken=%00"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00"\r\n\r\n\x00',
    ),
)


@pytest.fixture
def places(db, mail_queue, clock) -> Places:
    return Places(clock)


@pytest.mark.parametrize("audience", PAGES)
def test_no_page_fails_whatever_its_address_and_body_say(audience, places):
    failed = []
    pages = {(visit.who, visit.name): visit for visit in PAGES[audience]}
    cookies = {visit.who: signed_in(visit.person(places)) for visit in pages.values()}
    for (who, _name), visit in pages.items():
        address = visit.address(places).partition("?")[0]
        asks: list[Ask] = [("GET", f"{address}?{_filters(odd)}", {}) for odd in ODD]
        asks += [("GET", odd, {}) for odd in _odd_addresses(address)]
        asks += [("POST", address, {"data": body, "content_type": kind}) for kind, body in BODIES]
        found = [f"{method} {where[:120]}" for method, where, sent in asks if _fails(cookies[who], method, where, sent)]
        failed += [f"{who or 'visitor'}: {each}" for each in found]

    assert not failed, "\n".join(failed)


def _filters(odd: str) -> str:
    return "&".join(f"{name}={odd}" for name in FILTERS)


def _odd_addresses(address: str) -> list[str]:
    """Each part that names one thing, replaced."""
    parts = address.strip("/").split("/")
    places = [place for place, part in enumerate(parts) if place and ("-" in part or ":" in part or part.isdigit())]
    return ["/".join(["", *parts[:place], odd, *parts[place + 1 :], ""]) for place in places for odd in ODD]


def _fails(cookies: SimpleCookie, method: str, where: str, sent: dict[str, Any]) -> bool:
    """Nothing of it stays: sending may end the session, too."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie({name: each.value for name, each in cookies.items()})
    with transaction.atomic():
        status = client.generic(method, where, **sent).status_code
        transaction.set_rollback(True)
    return status >= 500
