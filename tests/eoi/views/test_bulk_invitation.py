"""Inviting many colleagues: shown as understood first, invited once, all of them or nobody."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.staff_invitation import Colleague, invite_many, invite_staff
from eoi.identity import perform
from eoi.models import AuditEvent, StaffInvitation
from eoi.problems import ActionRefused
from tests.factories.people import make_administrator, make_evaluator, make_officer, make_partner

pytestmark = pytest.mark.django_db

BULK, INVITATIONS = reverse("eoi:staff-invitation-bulk"), reverse("eoi:staff-invitation-list")
TWO = "Jo Bloggs <jo@salford.example>\nAnn Other, ann@salford.example, service manager"


@pytest.fixture
def administrator(client):
    administrator = make_administrator(full_name="Ada Admin")
    client.force_login(administrator)
    return administrator


def check(client, people, *roles):
    return client.post(BULK, {"people": people, "roles": roles, "check": "yes"})


def checked_in(page):
    return re.search(r'name="checked" value="(\w+)"', page.content.decode())[1]


def invite(client, people, *roles, checked=None):
    checked = checked or checked_in(check(client, people, *roles))
    return client.post(BULK, {"people": people, "roles": roles, "checked": checked, "invite": "yes"})


def test_nothing_is_sent_before_the_list_has_been_seen(client, administrator):
    page = check(client, TWO, "evaluator")

    assertContains(page, "Invite these 2 people")
    assertContains(page, "Ann Other")
    assert not StaffInvitation.objects.exists()
    assert not Email.objects.exists()


def test_a_list_is_invited_with_the_roles_of_its_lines_or_those_ticked(client, administrator, mail_queue):
    answer = invite(client, TWO, "evaluator")

    assertRedirects(answer, INVITATIONS, fetch_redirect_response=False)
    assertContains(client.get(INVITATIONS), "2 invitations are on the way")
    invited = {invitation.email: invitation for invitation in StaffInvitation.objects.all()}
    assert invited["jo@salford.example"].roles == ["evaluator"]
    assert invited["ann@salford.example"].roles == ["service-manager"]
    assert {mail.to[0] for mail in Email.objects.all()} == set(invited)
    assert AuditEvent.objects.filter(action="staff-invitation.create", actor=administrator).count() == 2
    assert AuditEvent.objects.get(action="staff-invitation.bulk").after == {"invited": 2}


def test_each_line_has_its_own_sentence(client, administrator):
    colleague, partner = make_evaluator(full_name="Eva Here"), make_partner()
    perform(invite_staff, by=administrator, email="was@salford.example", full_name="Was Invited", roles=["evaluator"])
    people = (
        f"Eva, {colleague.email}\nPat, {partner.email}\nWas, WAS@salford.example\nNo Role, no@salford.example\n"
        "Both Roles, both@salford.example, auditor; evaluator\nNobody\nFine Person, fine@salford.example, evaluator"
    )

    page = check(client, people)

    for sentence in (
        "Eva Here has an account with this address",
        "belongs to a prospective partner&#x27;s account",
        "was@salford.example has been invited already",
        "Choose at least one role",
        "An auditor changes nothing, so holds no other role",
        "There is no e-mail address on this line",
        "Invite this person",
    ):
        assertContains(page, sentence)
    assertContains(page, "Fine Person, fine@salford.example, evaluator")  # the text stays, to be corrected in place


def test_lines_with_a_problem_are_left_out(client, administrator):
    invite(client, f"{TWO}\nNobody", "evaluator")

    assertContains(client.get(INVITATIONS), "1 line was left out")
    assert StaffInvitation.objects.count() == 2


def test_a_second_click_sends_nothing_and_is_no_refusal(client, administrator):
    checked = checked_in(check(client, TWO, "evaluator"))
    invite(client, TWO, "evaluator", checked=checked)

    again = invite(client, TWO, "evaluator", checked=checked)

    assertRedirects(again, INVITATIONS, fetch_redirect_response=False)
    assertContains(client.get(INVITATIONS), "Everybody on this list has been invited already")
    assert StaffInvitation.objects.count() == 2


def test_a_list_that_changed_after_the_check_is_shown_again(client, administrator):
    checked = checked_in(check(client, TWO, "evaluator"))

    page = invite(client, f"{TWO}\nEve Extra, eve@salford.example", "evaluator", checked=checked)

    assertContains(page, "not the one that was checked", status_code=409)
    assertContains(page, "Eve Extra, eve@salford.example", status_code=409)
    assert not StaffInvitation.objects.exists()


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ("", "Paste the list of people to invite"),
        ("  \n ", "Paste the list of people to invite"),
        ("a, a@x.example\n" * 201, "The list has 201 lines. The limit is 200"),
        ("x" * 20_001, "The list has 20001 characters. The limit is 20000"),
        ("Jo\x00 Bloggs, jo@salford.example", "invisible NUL characters"),
    ],
)
def test_a_list_that_cannot_be_read_gets_a_sentence_and_stays(client, administrator, people, sentence):
    page = check(client, people, "evaluator")

    assertContains(page, sentence, status_code=422)
    assertNotContains(page, "can be invited", status_code=422)


def test_a_role_that_does_not_exist_gets_a_sentence(client, administrator):
    assertContains(check(client, TWO, "astronaut"), "is not a role of council staff", status_code=422)


def test_nobody_is_invited_when_one_is_refused(administrator):
    officer = make_officer()
    colleagues = [
        Colleague("jo@salford.example", "Jo Bloggs", ("evaluator",)),
        Colleague(officer.email, "Olive Officer", ("evaluator",)),
    ]

    with pytest.raises(ActionRefused, match=r"Olive Officer: .* has an account with this address"):
        perform(invite_many, by=administrator, colleagues=colleagues)

    assert not StaffInvitation.objects.exists()


def test_the_check_makes_the_same_queries_for_one_line_and_for_three(client, administrator, django_assert_num_queries):
    people = [f"{colleague.full_name}, {colleague.email}, evaluator" for colleague in (make_officer(), make_officer())]
    check(client, people[0])  # the session
    with django_assert_num_queries(13):
        check(client, people[0])
    with django_assert_num_queries(13):
        check(client, "\n".join([*people, "Jo Bloggs, jo@salford.example, evaluator"]))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_invite_everybody_once(mail_queue):
    """The second waits for the first, then finds everybody invited."""
    administrator = make_administrator()
    clients = [Client(), Client()]
    for each in clients:
        each.force_login(administrator)
    checked = checked_in(check(clients[0], TWO, "evaluator"))
    statuses = []

    def click(each):
        try:
            statuses.append(invite(each, TWO, "evaluator", checked=checked).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[each]) for each in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [302, 302]
    assert StaffInvitation.objects.count() == 2
