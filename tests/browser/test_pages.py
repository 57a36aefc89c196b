"""Every page of the service, looked at by a machine: WCAG 2.2 AA, both widths, titles, headings, refused input."""

import os
from collections.abc import Callable

import pytest

from tests.browser.chromium import PICTURES, file_name
from tests.browser.chromium import Visit as Open
from tests.browser.faults import WIDTHS, faults_of, faults_of_refusal
from tests.browser.mistakes import MISTAKES
from tests.browser.pages import NOT_PAGES, PAGES
from tests.browser.places import Places
from tests.browser.visitor import Visitor
from tests.browser.visits import Mistake, Visit, every_url_name

EMPTY_ALL = """(form) => form.querySelectorAll("input, textarea, select").forEach((each) => {
    if (each.type === "hidden") return;
    if (each.type === "radio" || each.type === "checkbox") each.checked = false;
    else each.value = "";
})"""


def test_every_url_name_is_a_page_that_is_visited_or_no_page():
    visited = {visit.name for visits in PAGES.values() for visit in visits}

    assert visited.isdisjoint(NOT_PAGES)
    assert every_url_name() == visited | NOT_PAGES.keys()


def test_every_mistake_is_made_on_a_page():
    assert PAGES.keys() >= MISTAKES.keys()


@pytest.mark.browser
@pytest.mark.parametrize("audience", PAGES)
def test_every_page_is_accessible_narrow_and_named(audience, visit: Open, places):
    someone, found, titles = _one_browser_each(visit, places), [], {}
    for each in PAGES[audience]:
        found += [f"{each}: {fault}" for fault in _look_at(each, someone(each), places, titles)]

    assert not found, _listed(found)


@pytest.mark.browser
@pytest.mark.parametrize("audience", MISTAKES)
def test_every_form_leads_from_a_mistake_to_its_control(audience, visit: Open, places):
    someone, found = _one_browser_each(visit, places), []
    for each in MISTAKES[audience]:
        found += [f"{each}: {fault}" for fault in _make_mistake(each, someone(each), places)]

    assert not found, _listed(found)


def _one_browser_each(visit: Open, places: Places) -> Callable[[Visit], Visitor]:
    visitors: dict[str, Visitor] = {}

    def someone(each: Visit) -> Visitor:
        if each.who not in visitors:
            visitors[each.who] = visit(each.person(places))
        return visitors[each.who]

    return someone


def _look_at(each: Visit, visitor: Visitor, places: Places, titles: dict[str, str]) -> list[str]:
    """A title belongs to one URL name."""
    status = visitor.open(each.address(places))
    faults = [*faults_of(visitor)]
    if status != each.status:
        faults.append(f"answered with {status}")
    title = visitor.page.title()
    if titles.setdefault(title, each.name) != each.name:
        faults.append(f"has the title of {titles[title]}: {title}")
    _keep_picture(each, visitor, faults)
    return faults


def _make_mistake(each: Mistake, visitor: Visitor, places: Places) -> list[str]:
    visitor.open(each.address(places))
    form = visitor.page.locator(each.form).first
    form.evaluate(EMPTY_ALL)
    for name, value in each.typed.items():
        form.locator(f'[name="{name}"]').fill(value)
    form.locator("button:not([type=button])").first.click()
    visitor.page.wait_for_load_state()
    faults = [*faults_of(visitor), *faults_of_refusal(visitor)]
    _keep_picture(each, visitor, faults)
    return faults


def _keep_picture(each: Visit, visitor: Visitor, faults: list[str]) -> None:
    """Of what has a fault; of everything, at both widths, with BROWSER_PICTURES=all."""
    everything = os.environ.get("BROWSER_PICTURES") == "all"
    widths = WIDTHS if everything else {1280: 900} if faults else {}
    for width, height in widths.items():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.picture(PICTURES / f"{file_name(f'{type(each).__name__} {each}')[:150]}-{width}.png")


def _listed(found: list[str]) -> str:
    return "\n".join([f"{len(found)} faults; pictures are in {PICTURES}", *found])
