"""Drafting a profile, signing it off, discarding it: by whom, and what two people at once are told."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.profile import discard_profile
from eoi.actions.service import remove_service_keeper
from eoi.identity import perform
from eoi.models import Role, ServiceProfile
from tests.eoi.scenarios.profile import WORDS
from tests.factories.people import (
    make_administrator,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.profiles import begin, save, sign_off
from tests.factories.ready_profiles import ENOUGH
from tests.factories.services import make_deputy, make_owner, service_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EDIT, SIGN_OFF, DISCARD = (f"/service/services/finance/profile/{end}" for end in ("", "sign-off/", "discard/"))
DETAIL = "/services/finance/"


@pytest.fixture(autouse=True)
def _setting(settings, clock):
    settings.DEMO = True  # a second factor was just shown
    clock.set(NOW)


@pytest.fixture
def owner():
    return make_owner(full_name="Laila Rahman")


def as_sent(draft, **changes):
    """What the browser sends for a draft as it stands."""
    draft.refresh_from_db()
    sent = {name: getattr(draft, name) for name in (*draft.WORDS, *draft.FIGURES)}
    sent |= {"draft_version": draft.draft_version, "edition": draft.number, "axes": draft.framework.edition}
    for row in draft.indicators.all():
        sent |= {f"indicator_{row.position}_{name}": getattr(row, name) for name in row.CONTENTS}
    return {name: "" if value is None else value for name, value in sent.items()} | changes


@pytest.mark.parametrize("address", [EDIT, SIGN_OFF, DISCARD])
def test_only_those_who_keep_a_service_change_its_profile(client, owner, address):
    save(begin())
    former = make_deputy()
    perform(remove_service_keeper, by=make_administrator(), keeper=service_of().keepers.last())
    for person in (former, make_person(Role.SERVICE_MANAGER), make_officer(), make_partner()):
        client.force_login(person)
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    for person in (owner, make_deputy()):
        client.force_login(person)
        assert client.get(address).status_code == 200


def test_the_next_edition_is_drafted_saved_and_signed_off(client, owner):
    client.force_login(owner)
    assertContains(client.get(DETAIL), "Draft the first edition")
    assertContains(client.get(EDIT), "It begins empty.")
    assertRedirects(client.post(EDIT), EDIT)
    draft = ServiceProfile.objects.get()
    typed = {**ENOUGH, "gross_budget": "£3,344,624", "indicator_2_name": "Paid in time", "indicator_2_year": "2001/02"}
    typed |= {
        "indicator_2_value": "88",
        "indicator_2_trend": "same",
        "volume_3_label": "Invoices",
        "volume_3_number": "1,200",
    }

    assertRedirects(client.post(EDIT, as_sent(draft, **typed)), EDIT)
    draft.refresh_from_db()
    assert draft.gross_budget == 3_344_624
    assert [row.position for row in draft.indicators.all()] == [1]
    assert draft.volumes.get().number == 1200
    page = client.get(SIGN_OFF)
    assertContains(page, "Edition 1 never changes again.")
    assertRedirects(client.post(SIGN_OFF, {"draft_version": draft.draft_version}), DETAIL)
    assertContains(client.get(DETAIL), "signed off by Laila Rahman")


def test_more_rows_are_had_by_saving(client, owner):
    client.force_login(owner)
    draft = save(begin())
    assertContains(client.get(EDIT), "indicator_4_name")
    assertNotContains(client.get(EDIT), "indicator_5_name")

    answer = client.post(EDIT, as_sent(draft, indicator_2_name="Another", more="indicators"))

    assert answer.url == f"{EDIT}#indicators"
    assertContains(client.get(EDIT), "indicator_5_name")


def test_an_incomplete_draft_is_saved_and_what_is_missing_is_listed(client, owner):
    client.force_login(owner)
    draft = begin()

    client.post(EDIT, as_sent(draft, purpose="Half a sen"))

    assert ServiceProfile.objects.get().purpose == "Half a sen"
    page = client.get(SIGN_OFF)
    assertContains(page, "The customers are missing.")
    assertContains(page, f'href="{EDIT}#id_customers"')
    assertNotContains(page, "The purpose is missing.")
    assert client.post(SIGN_OFF, {"draft_version": 2}).status_code == 409


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("staff_fte", "a hundred", "has to be a number in full-time equivalents, such as 118 or 104.5"),
        ("gross_budget", "1.234.567", "has to be a number in whole pounds, such as 3,344,624"),
        ("gross_budget", "NaN", "has to be a number"),
        ("review_by", "31/02/2026", "is not a date that exists"),
        ("review_by", "0001-01-01", "is in the year 1"),
        ("position_across", "10", "has no such place"),
        ("volume_1_number", "many", "such as 41,200, in volume 1"),
        ("indicator_1_trend", "sideways", "of indicator 1 is none of the choices"),
        ("purpose", "x" * 3001, "may have at most 3000 characters"),
        ("purpose", "a\x00b", "held invisible NUL characters"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence_and_nothing_typed_is_lost(client, owner, name, typed, sentence):
    client.force_login(owner)
    draft = save(begin())

    answer = client.post(EDIT, as_sent(draft, customers="Kept as typed", **{name: typed}))

    assertContains(answer, sentence, status_code=422, html=False)
    assertContains(answer, "Kept as typed", status_code=422)
    draft.refresh_from_db()
    assert draft.customers == ENOUGH["customers"]


def test_a_colleagues_save_is_not_written_over(client, owner):
    deputy = make_deputy()
    draft = save(begin())
    mine = as_sent(draft, purpose="Mine")
    save(draft, by=deputy, purpose="Theirs")
    client.force_login(owner)

    answer = client.post(EDIT, mine)

    assertContains(answer, "while you were writing", status_code=409)
    assertContains(answer, "Mine", status_code=409)
    assert ServiceProfile.objects.get().purpose == "Theirs"
    client.post(EDIT, mine | {"draft_version": draft.draft_version + 1})
    assert ServiceProfile.objects.get().purpose == "Mine"


def test_axes_reworded_meanwhile_are_read_before_a_save_counts(client, owner):
    draft = save(begin())
    mine = as_sent(draft, purpose="Mine")
    officer = make_officer()
    client.force_login(officer)
    assertRedirects(client.post(reverse("eoi:axes-edit"), WORDS | {"edition": 1, "to_be_confirmed": ""}), "/services/")
    client.force_login(owner)

    assertContains(client.post(EDIT, mine), "The axes were reworded", status_code=409)
    client.post(EDIT, mine | {"axes": 2})
    assert ServiceProfile.objects.get().framework.edition == 2


def test_what_was_typed_into_a_draft_that_somebody_signed_off_is_shown_with_who_and_when(client, owner):
    deputy = make_deputy()
    draft = save(begin())
    mine = as_sent(draft, purpose="My long sentence", indicator_2_name="My indicator")
    sign_off(draft, by=owner)
    client.force_login(deputy)

    answer = client.post(EDIT, mine)

    assertContains(answer, "Laila Rahman signed off edition 1 at 9am", status_code=409)
    assertContains(answer, "My long sentence", status_code=409)
    assertContains(answer, "My indicator", status_code=409)


def test_the_second_of_two_who_sign_off_at_once_is_told_who_and_when(client, owner):
    """The page was open when the colleague signed off: the draft has gone by the time of the click."""
    draft = save(begin())
    deputy = make_deputy()
    client.force_login(deputy)
    assertContains(client.get(SIGN_OFF), "Sign off edition 1")
    sign_off(draft, by=owner)

    answer = client.post(SIGN_OFF, {"draft_version": draft.draft_version, "edition": 1})

    assertContains(answer, "Laila Rahman signed off edition 1 at 9am", status_code=409)
    assert ServiceProfile.objects.count() == 1


def test_what_was_typed_into_a_discarded_draft_is_shown(client, owner):
    draft = save(begin())
    mine = as_sent(draft, purpose="My long sentence")
    perform(discard_profile, by=owner, profile=draft, draft_version=draft.draft_version)
    client.force_login(owner)

    answer = client.post(EDIT, mine)

    assertContains(answer, "There is no draft", status_code=409)
    assertContains(answer, "My long sentence", status_code=409)


def test_discarding_asks_first(client, owner):
    draft = save(begin())
    client.force_login(owner)
    assertContains(client.get(DISCARD), "is deleted for good")
    assert client.post(DISCARD, {"draft_version": 1}).status_code == 409
    assert client.post(DISCARD, {"draft_version": "nonsense"}).status_code == 409

    assertRedirects(client.post(DISCARD, {"draft_version": draft.draft_version}), DETAIL)
    assert not ServiceProfile.objects.exists()
    for address in (SIGN_OFF, DISCARD):
        assertContains(client.get(address), "There is no draft")
        assert client.post(address).status_code == 409


def test_without_an_owner_nobody_drafts_and_pages_say_so(client, owner):
    deputy = make_deputy()
    perform(remove_service_keeper, by=make_administrator(), keeper=service_of().keepers.first())
    client.force_login(deputy)

    assertContains(client.get(DETAIL), "No owner.")
    assertContains(client.get("/services/"), "No owner. An administrator names one.")
    assertContains(client.get("/service/"), "Finance has no owner")
    assertContains(client.get(EDIT), "has no owner, so nobody can draft")
    assert client.post(EDIT).status_code == 409
    assert not ServiceProfile.objects.exists()


def test_a_draft_left_by_an_owner_who_has_gone_is_kept_with_what_a_deputy_typed(client, owner):
    draft = save(begin())
    deputy = make_deputy()
    mine = as_sent(draft, purpose="My long sentence")
    perform(remove_service_keeper, by=make_administrator(), keeper=service_of().keepers.first())
    client.force_login(deputy)

    assertContains(client.post(EDIT, mine), "My long sentence", status_code=409)
