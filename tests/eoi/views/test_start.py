"""Where each person is taken after signing in."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from eoi.cards import expression_cards
from eoi.models import Role
from eoi.registry import cards_for
from tests.factories.people import make_partner, make_person
from tests.factories.world import make_asked, make_open, make_opened, start, submit_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.PROSPECTIVE_PARTNER, "eoi:partner-start"),
        (Role.REPRESENTATIVE, "eoi:representative-start"),
        (Role.PROCUREMENT_OFFICER, "eoi:officer-start"),
        (Role.APPROVER, "eoi:officer-start"),
        (Role.EVALUATOR, "evaluation:evaluator-start"),
        (Role.AUDITOR, "eoi:audit-event-list"),
        (Role.ADMINISTRATOR, "eoi:person-list"),
        (Role.SERVICE_MANAGER, "eoi:service-start"),
    ],
)
def test_each_role_is_taken_to_its_own_page(client, role, name):
    client.force_login(make_person(role))

    assertRedirects(client.get("/start/"), reverse(name), fetch_redirect_response=False)


def test_others_find_a_page_that_says_that_nothing_needs_them(client):
    client.force_login(make_person(Role.LEAD_MEMBER))

    assertContains(client.get("/start/"), "Nothing needs you now")


def test_a_visitor_signs_in_first(client):
    assertRedirects(client.get("/start/"), f"{reverse('account_login')}?next=/start/", fetch_redirect_response=False)


def test_an_approver_is_shown_what_waits_for_a_decision(clock):
    world = make_asked(clock)

    (card,) = [card for card in cards_for(world.approver, at=clock.advance(minutes=1)) if card.needs_you]

    assert card.url == reverse("eoi:advert-decide", args=[world.advert.reference])


def test_a_partner_is_shown_what_is_not_submitted_and_by_when(clock):
    world = make_open(clock)
    partner = make_partner()
    start(world, partner)

    (card,) = expression_cards(partner, clock.advance(minutes=1))

    assert card.due_at == world.advert.closes_at
    submit_for(world, partner)
    assert expression_cards(partner, clock.advance(minutes=1)) == []


def test_an_auditor_is_shown_what_can_be_read(clock):
    auditor = make_person(Role.AUDITOR)
    world = make_opened(clock)

    (card,) = cards_for(auditor, at=clock.advance(minutes=1))

    assert card.url == reverse("eoi:submission-list", args=[world.advert.reference])
