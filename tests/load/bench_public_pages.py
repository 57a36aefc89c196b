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

from tests.factories.world import close, make_open, submit_for

pytestmark = pytest.mark.django_db
ROUNDS, WARM_UP, MOST = 200, 20, 4


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("empty/", empty), path("", include("salford_partnering.urls"))]


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
        asked[f"{name}, built"] = (address, {"Cookie": "sessionid=none"})  # not kept for others

    taken = _milliseconds(client, asked)

    for name, milliseconds in taken.items():
        print(f"{name:36}{milliseconds:8.2f} ms {milliseconds / taken['empty']:6.1f} ×")
    assert all(taken[name] < MOST * taken["empty"] for name in asked if "built" not in name)


def _milliseconds(client, asked) -> dict[str, float]:
    """The median of each; all in turn, so that a slow moment meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + WARM_UP):
        for name, (address, headers) in asked.items():
            began = perf_counter()
            client.get(address, headers=headers)
            client.cookies.clear()
            if number >= WARM_UP:
                taken[name].append((perf_counter() - began) * 1000)
    return {name: median(each) for name, each in taken.items()}
