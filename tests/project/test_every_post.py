"""Whatever is sent to a form, as somebody who may send it: a sentence or a result, never a failure of ours."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.browser.pages import PAGES
from tests.browser.places import Places
from tests.browser.visits import Visit
from tests.factories.people import PASSWORD
from tests.matrix.asking import signed_in
from tests.matrix.expected import ANYTIME, BY_PHASE
from tests.project.forms_on_page import PageForm, forms_on

Cookies = dict[str, str]

TAKES_NO_FORM = {
    "account_confirm_login_code": "sign-in by a code from a mail is switched off",
    "mfa_authenticate": "stands between password and session: tests/eoi/test_second_factor.py",
    "mfa_download_recovery_codes": "a text file",
    "eoi:typed-text": "stands on the page that refuses a late answer: tests/eoi/views/test_partner_late.py",
}
WOULD_DO = {
    "email": "somebody.new@salford.example",
    "password": PASSWORD,
    "telephone": "0161 496 0000",
    "code": "123456",
}
NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202egnihtemos\u202c",
    "🏗️👩🏽‍🔧",
    "<script>alert(1)</script>",
    "{{ 7 }}{% url %}",
    "'; DROP TABLE eoi_advert; --",
    "%s%(x)s\\",
    "x" * 100_001,
    "word " * 20_001,
    "-1",
    "0",
    "1",
    "2147483648",
    "9" * 40,
    "1e400",
    "NaN",
    "-Infinity",
    "²",
    "100.001",
    "2026-02-31",
    "0001-01-01",
    "9999-12-31",
    "25:61",
    "on",
    "nobody@example.org",
    "http://[",
    "PER-0000-0000",
    "//elsewhere.example/",
]


@pytest.fixture
def places(db, mail_queue, clock) -> Places:
    return Places(clock)


@pytest.fixture
def forms_of(places):
    """Every form on the pages of an audience: who sees it, where it is sent."""

    def find(audience: str) -> Iterator[tuple[Cookies, str, PageForm]]:
        seen = set()
        for visit in PAGES[audience]:
            client = Client()
            client.cookies = signed_in(visit.person(places))
            here, forms = _forms_of(client, visit, places)
            cookies = {name: cookie.value for name, cookie in client.cookies.items()}
            for form in forms:
                address = urljoin(here, form.action)
                this = (visit.who, address, form.method, *sorted(form.controls))
                if this not in seen:
                    seen.add(this)
                    yield cookies, address, form

    return find


def test_every_address_that_takes_a_form_is_sent_one(forms_of):
    sent_to = {
        resolve(address.partition("?")[0]).view_name
        for audience in PAGES
        for _cookies, address, form in forms_of(audience)
        if form.method == "post"
    }
    takes = {name for name, expected in (ANYTIME | BY_PHASE).items() if not expected.is_shown}

    assert takes - sent_to == TAKES_NO_FORM.keys()


@pytest.mark.slow
@pytest.mark.parametrize("audience", PAGES)
def test_no_form_can_be_sent_anything_that_fails(audience, forms_of):
    for cookies, address, form in forms_of(audience):
        _send_all_sorts(cookies, address, form)


def _send_all_sorts(cookies: Cookies, address: str, form: PageForm) -> None:
    client = Client()

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(typed=_typed(form))
    def send(typed: dict[str, list[str]]) -> None:
        client.cookies = SimpleCookie(cookies)  # sending may have ended the session
        with transaction.atomic():
            status = getattr(client, form.method)(address, typed).status_code
            transaction.set_rollback(True)
        assert status < 500, f"{address} answered {status}"

    send()


def _typed(form: PageForm) -> st.SearchStrategy[dict[str, list[str]]]:
    """All controls or some; in each what would do, what the page offers, something nasty, any text, or several values."""
    anything = st.sampled_from(NASTY) | st.text(max_size=50)
    controls = {}
    for name, offered in form.controls.items():
        plain = next((value for word, value in WOULD_DO.items() if word in name), "Plain words")
        would_do = st.sampled_from([value for value in offered if value] or [plain])
        controls[name] = would_do.map(lambda value: [value]) | st.lists(would_do | anything, min_size=1, max_size=3)
    return st.fixed_dictionaries(controls) | st.fixed_dictionaries({}, optional=controls)


def _forms_of(client: Client, visit: Visit, places: Places) -> tuple[str, list[PageForm]]:
    """The forms of a page, and where it stands once all redirections have been followed."""
    address = visit.address(places)
    answer = client.get(address, follow=True)
    here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    return here, forms_on(answer.content.decode())
