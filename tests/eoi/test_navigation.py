from types import SimpleNamespace

import pytest
from django.test import override_settings
from django.urls import include, path

from eoi import navigation
from eoi.navigation import Entry, entries_for, register


def page(request):
    """Never asked: only its address counts."""


class Addresses:
    urlpatterns = [
        path(
            "",
            include(
                (
                    [
                        path("", page, name="advert-list"),
                        path("help/", page, name="help"),
                        path("partner/", page, name="partner-start"),
                        path("officer/", page, name="officer-start"),
                    ],
                    "eoi",
                )
            ),
        ),
        path("panels/", page, name="panel-list"),
    ]


@pytest.fixture(autouse=True)
def _addresses(monkeypatch):
    monkeypatch.setattr(navigation, "_ENTRIES", {role: list(found) for role, found in navigation._ENTRIES.items()})
    with override_settings(ROOT_URLCONF=Addresses):
        yield


def person(*roles):
    return SimpleNamespace(is_authenticated=True, roles=frozenset(roles))


def labels(user, path="/"):
    return [link.label for link in entries_for(user, path)]


def test_a_visitor_sees_adverts_and_help():
    assert labels(None) == ["Adverts", "Help"]
    assert labels(SimpleNamespace(is_authenticated=False)) == ["Adverts", "Help"]


def test_somebody_with_two_roles_sees_each_entry_once():
    assert labels(person("procurement-officer", "approver")) == ["Adverts", "Help"]


def test_the_current_entry_is_the_one_with_the_longest_address():
    links = entries_for(person("prospective-partner"), "/partner/EOI-1/")
    assert [link.label for link in links if link.is_current] == ["My expressions"]


def test_an_advert_belongs_to_the_list_of_adverts():
    assert [link.label for link in entries_for(None, "/adverts/SAL-1/") if link.is_current] == ["Adverts"]
    assert not [link for link in entries_for(None, "/cookies/") if link.is_current]


def test_another_app_registers_its_entry_once():
    for _ in range(2):
        register("evaluator", Entry("My panels", "panel-list"))
    assert labels(person("evaluator")) == ["My panels", "Help"]


def test_never_more_than_five_entries():
    for number in range(6):
        register("evaluator", Entry(f"Panel {number}", "panel-list"))
    assert len(labels(person("evaluator"))) == 5
    assert labels(person("evaluator"))[-1] == "Help"


def test_an_entry_without_a_page_is_left_out():
    register("evaluator", Entry("Later", "no-such-page"))
    assert "Later" not in labels(person("evaluator"))
