"""How long the public pages take, against a view that does nothing behind the same middlewares. Run by name:

    .venv/bin/python -m pytest -q -s -n 0 tests/load/bench_public_pages.py

In one process, on the tests' database, without a network; ends by itself after about a minute. The issue allows four times.
"""

from statistics import median
from time import perf_counter

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse

from eoi.conditional import FACTS, PAGES
from tests.factories.people import make_partner
from tests.factories.world import close, make_open, submit_for

pytestmark = pytest.mark.django_db
ROUNDS, WARM_UP, MOST = 200, 20, 4


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def empty_for_a_person(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.user.full_name)


urlpatterns = [
    path("empty/", empty),
    path("empty-for-a-person/", empty_for_a_person),
    path("", include("salford_partnering.urls")),
]


@pytest.fixture
def world(clock, settings):
    settings.ROOT_URLCONF = __name__
    world = make_open(clock)
    submit_for(world)
    return close(world)


def test_public_pages_against_an_empty_view(world, client):
    advert = world.advert.reference
    addresses = {name: reverse(f"eoi:{name}", args=[advert]) for name in ("advert-detail", "closing-record-detail")}
    addresses["advert-list"] = "/"
    asked = {"empty": ("/empty/", {}), "help": (reverse("eoi:help"), {})}
    for name, address in addresses.items():
        asked[name] = (address, {})
        asked[f"{name}, 304"] = (address, {"If-None-Match": client.get(address)["ETag"]})
        asked[f"{name}, session over"] = (address, {"Cookie": "sessionid=none"})

    taken = _milliseconds(client, asked)

    _show(taken, against="empty")
    assert all(taken[name] < MOST * taken["empty"] for name in asked)


def test_public_pages_of_a_partner_against_an_empty_view(world, client):
    """Put together for each, around what everybody reads."""
    client.force_login(make_partner())
    cookie = {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}
    names = ("advert-detail", "closing-record-detail")
    asked = {name: (reverse(f"eoi:{name}", args=[world.advert.reference]), cookie) for name in names}
    asked |= {
        "empty": ("/empty-for-a-person/", cookie),
        "help": (reverse("eoi:help"), cookie),
        "advert-list": ("/", cookie),
    }

    taken = _milliseconds(client, asked)

    _show(taken, against="empty")
    assert all(taken[name] < MOST * taken["empty"] for name in names)


def test_public_pages_for_the_first_visitor_after_a_change(world, client):
    """Once for each change and process: shown, and not held to the bar."""
    names = ("advert-detail", "closing-record-detail")
    asked = {name: (reverse(f"eoi:{name}", args=[world.advert.reference]), {}) for name in names}
    asked |= {"empty": ("/empty/", {}), "advert-list": ("/", {})}

    _show(_milliseconds(client, asked, after_a_change=True), against="empty")


def _show(taken: dict[str, float], *, against: str) -> None:
    for name, milliseconds in taken.items():
        print(f"{name:36}{milliseconds:8.2f} ms {milliseconds / taken[against]:6.1f} ×")


def _milliseconds(client, asked, *, after_a_change=False) -> dict[str, float]:
    """The median of each; all in turn, so that a slow moment meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + WARM_UP):
        for name, (address, headers) in asked.items():
            if after_a_change:
                PAGES.clear()
                FACTS.clear()
            began = perf_counter()
            client.get(address, headers=headers)
            client.cookies.clear()
            if number >= WARM_UP:
                taken[name].append((perf_counter() - began) * 1000)
    return {name: median(each) for name, each in taken.items()}
