"""Assistance on the pages: recorded, confirmed, entered, read back, submitted; ended; and hidden from everybody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import perform
from eoi.models import Assistance, Submission
from tests.factories.assistance import ask, begin, confirm, enter, record
from tests.factories.people import make_approver, make_officer, make_partner, organisation_of
from tests.factories.world import fill_in, make_open, start

pytestmark = pytest.mark.django_db

LIST, RECORD = reverse("eoi:assistance-list"), reverse("eoi:assistance-record")
DECLARED = {"name": "Paula Paper", "position": "Director", "authorised": "on", "statements_acknowledged": "on"}


@pytest.fixture
def world(clock):
    return make_open(clock)


def page(assistance, name="detail"):
    return reverse(f"eoi:assistance-{name}", args=[assistance.reference])


def on(name, expression, *more):
    return reverse(f"eoi:{name}", args=[expression.reference, *more])


def typed(world, other, **changes):
    said = {
        "name": "Paper Trading",
        "company_number": "",
        "kind": "company",
        "size": "micro",
        "address": "4 Post Road",
        "advert": world.advert.reference,
        "channel": "paper",
        "asked_by": "Paula Paper, director",
        "asked_on": "2026-03-02",
        "original": "Post book 17",
        "identity_note": "Rang the number in the register.",
        "second": other.reference,
    }
    return {**said, **changes}


def test_from_a_letter_to_a_receipt(client, world):
    officer, second = make_officer(full_name="Olive Officer"), make_officer(full_name="Sid Second")
    client.force_login(officer)
    assertContains(client.get(LIST), "Nobody has asked you")
    assertContains(client.post(RECORD, typed(world, second), follow=True), "Sid Second is asked by mail to confirm it")
    it = Assistance.objects.get()
    assertContains(client.post(page(it, "enter")), "is not running", status_code=409)

    client.force_login(second)
    assertContains(client.get(page(it, "begin")), "neither opens nor scores")
    assertContains(client.post(page(it, "begin"), follow=True), "The assistance has begun")
    assertContains(client.get(page(it, "read-back")), "Nothing has been entered yet")

    client.force_login(officer)
    assertContains(client.get(page(it, "enter")), "word for word")
    response = client.post(page(it, "enter"), follow=True)
    assertContains(response, "You are assisting Paper Trading")
    it.refresh_from_db()
    expression = it.organisation.expressions.get()
    client.post(on("answer-edit", expression, "objective-1"), {"text": "As Paula said", "version": "0"})
    expression = fill_in(expression, officer)
    check = client.get(on("expression-check", expression))
    assertContains(check, "has not been read back as it stands")
    assertNotContains(check, "Submit this expression of interest</button>")
    declared = {**DECLARED, "draft_version": expression.draft_version}
    assertContains(
        client.post(on("expression-submit", expression), declared), "has not been read back", status_code=409
    )

    client.force_login(second)
    assertContains(client.get(page(it, "read-back")), "We would help with this.")
    wrong = client.post(page(it, "read-back"), {"how": "", "draft_version": expression.draft_version})
    assertContains(wrong, "Say how it was read back", status_code=422)
    stale = client.post(page(it, "read-back"), {"how": "Rang", "draft_version": expression.draft_version - 1})
    assertContains(stale, "read them back again", status_code=409)
    right = client.post(page(it, "read-back"), {"how": "Rang", "draft_version": expression.draft_version}, follow=True)
    assertContains(right, "You confirmed it")

    client.force_login(officer)
    receipt = client.post(on("expression-submit", expression), declared, follow=True)
    assertContains(receipt, "Print this page and post it to Paper Trading")
    assertContains(receipt, "Sid Second: Rang")
    assert Submission.objects.get().submitted_by == officer


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter the name"),
        ("advert", "", "Choose an advert"),
        ("channel", "own-page", "Choose one of the ways"),
        ("asked_by", "", "Enter who asked"),
        ("asked_on", "", "Enter the day"),
        ("asked_on", "0001-01-01", "between 2000 and 2100"),
        ("identity_note", "", "Say how you made sure"),
        ("second", "", "Choose another officer"),
    ],
)
def test_a_wrong_detail_gets_a_sentence_and_keeps_the_rest(client, world, field, value, sentence):
    client.force_login(make_officer())

    response = client.post(RECORD, typed(world, make_officer(), **{field: value}))

    assertContains(response, sentence, status_code=422)
    assertContains(response, "Post book 17", status_code=422)
    assert not Assistance.objects.exists()


def test_a_lead_asks_the_officer_they_spoke_to_and_ends_it(client, world):
    lead, officer = make_partner(full_name="Lena Lead"), make_officer(full_name="Olive Officer")
    expression = start(world, lead)
    client.force_login(lead)
    address = on("assistance-ask", expression)
    assertContains(client.get(address), "neither open nor score this advert")
    assertContains(client.post(address, {"email": "x@y.example"}), "not the address of a procurement", status_code=422)
    assertContains(client.post(address, {"email": officer.email}, follow=True), "You asked Olive Officer")
    assertContains(client.get(address), "was asked already")
    assertContains(client.post(address, {"email": officer.email}), "End it before you ask again", status_code=409)
    it = Assistance.objects.get()
    assert Email.objects.latest("pk").to == [officer.email]
    begin(it)
    assertContains(client.get(on("expression-detail", expression)), "enters answers for you until")

    assertContains(client.get(page(it, "end")), "no longer sees or changes anything")
    assertContains(client.post(page(it, "end"), follow=True), "The assistance has ended")
    assertContains(client.post(page(it, "end")), "has ended already", status_code=409)
    client.force_login(officer)
    assert client.get(on("expression-detail", expression)).status_code == 403


def test_an_officer_without_whom_nobody_could_open_reads_why_they_cannot_begin(client, world):
    lead = make_partner()
    it = ask(start(world, lead), lead, world.officer)
    client.force_login(world.officer)
    refused = client.get(page(it))
    assertContains(refused, "fewer than two of its officers could")
    assertNotContains(refused, "Say yes or no")
    client.force_login(lead)
    assertNotContains(client.get(page(it)), "Before you can say yes")


def test_nobody_is_asked_once_the_advert_has_closed(client, world):
    lead, officer = make_partner(), make_officer()
    expression = start(world, lead)
    world.clock.set(world.advert.closes_at)
    client.force_login(lead)
    address = on("assistance-ask", expression)

    shown = client.get(address)
    assertContains(shown, "is not open: nothing can be entered for it")
    assertNotContains(shown, "Ask this officer")
    assertContains(client.post(address, {"email": officer.email}), "is not open", status_code=409)
    assert not Assistance.objects.exists()


def test_a_lead_reads_back_and_a_contributor_does_not(client, world):
    lead = make_partner()
    contributor = make_partner(organisation_of(lead), lead=False)
    expression = start(world, lead)
    it = begin(ask(expression, lead))
    expression = fill_in(expression, it.assistant)
    client.force_login(contributor)
    for name in ("read-back", "end"):
        assert client.get(page(it, name)).status_code == 403
    assert client.get(on("assistance-ask", expression)).status_code == 403
    assertContains(client.get(page(it)), "Assistance for")

    client.force_login(lead)
    said = {"how": "Read it here", "draft_version": expression.draft_version}
    assertRedirects(client.post(page(it, "read-back"), said), page(it))
    assertContains(client.get(page(it, "read-back")), "has been read back as it stands")


def test_nobody_else_learns_of_it(client, world):
    it = begin(record(world))
    expression = enter(it)
    for person in (world.officer, make_officer(), make_partner()):
        client.force_login(person)
        assert client.get(page(it)).status_code == 404
        assert client.get(on("expression-check", expression)).status_code in (403, 404)
    client.force_login(world.officer)
    assertNotContains(client.get(LIST), "Paper Trading")
    client.force_login(make_approver())
    assert client.get(LIST).status_code == 403
    client.force_login(it.second)
    assert client.get(on("expression-detail", expression)).status_code == 403


def test_the_assistant_reaches_that_one_and_its_receipt_only(client, world):
    it = begin(record(world))
    expression = enter(it)
    confirm(it, expression, it.second)
    other = start(world, make_partner())
    client.force_login(it.assistant)

    assert client.get(on("consortium-list", expression)).status_code == 200
    assert client.get(on("expression-detail", other)).status_code == 403
    assert client.get(on("expression-withdraw", expression)).status_code == 403
    assert client.get(reverse("eoi:organisation-detail", args=[it.organisation.reference])).status_code == 403


def test_the_assistant_reads_what_changed_since_what_stands(client, world):
    it = begin(record(world))
    officer, entered = it.assistant, enter(it)
    confirm(it, entered, it.second)
    client.force_login(officer)
    client.post(on("expression-submit", entered), {**DECLARED, "draft_version": entered.draft_version})
    perform(save_answers, by=officer, expression=entered, changes=[AnswerChange("other-ideas", 0, text="One more.")])

    response = client.get(on("expression-check", entered))

    assertContains(response, "Changed since edition 1")
    assertContains(response, "0 words before, 2 words now.")
    assertContains(response, "has not been read back as it stands")


def test_the_list_asks_as_little_for_three_as_for_one(client, world):
    officer = make_officer()
    client.force_login(officer)

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(LIST)
        return len(context)

    record(world, by=officer)
    queries()
    one = queries()
    for _ in range(2):
        record(world, by=officer)
    assert queries() == one
