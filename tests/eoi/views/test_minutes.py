"""Minutes on the pages: recorded, confirmed, corrected, answered; both versions kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.models import MinutesState
from tests.factories.correspondence import MINUTES, correct, minute, reread
from tests.factories.people import make_officer, make_partner
from tests.factories.world import make_opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_opened(clock)


@pytest.fixture
def submission(world):
    return world.submissions[0]


@pytest.fixture
def partner(submission):
    return submission.submitted_by


def ours(name, world, *more):
    return reverse(f"eoi:minutes-{name}", args=[world.advert.reference, *more])


def theirs(name, minutes):
    return reverse(f"eoi:minutes-{name}", args=[minutes.expression.reference, minutes.reference])


def state(world, minutes):
    return reread(minutes, by=world.officer).state


def test_recorded_then_confirmed_and_never_changed_again(client, world, submission, partner):
    client.force_login(world.officer)
    said = {**MINUTES, "held_on": "2026-03-30", "expression": submission.expression.reference}
    assertContains(client.post(ours("record", world), said, follow=True), "is asked by mail to confirm it")

    client.force_login(partner)
    assertContains(client.get(reverse("eoi:partner-start")), "Minutes wait")
    listed = client.get(reverse("eoi:letter-list", args=[submission.expression.reference]))
    assertContains(listed, "Waits for the organisation")
    minutes = listed.context["minutes_page"].object_list[0]
    assertContains(client.get(theirs("detail", minutes)), "We spoke about payroll.")
    assertContains(client.get(theirs("confirm", minutes)), "do not change any more")
    assertContains(client.post(theirs("confirm", minutes), {"number": 2}), "Edition 1 was written", status_code=409)
    assertContains(client.post(theirs("confirm", minutes), {"number": 1}, follow=True), "You confirmed")
    for name in ("confirm", "correct"):
        assertContains(client.get(theirs(name, minutes)), "is confirmed, and no longer changes")
        assert client.post(theirs(name, minutes), {"number": 1, "text": "x"}).status_code == 409
    assert client.get(theirs("pdf", minutes)).content.startswith(b"%PDF")
    assert state(world, minutes) == MinutesState.CONFIRMED


def test_a_correction_that_is_taken_makes_an_edition_that_is_confirmed_in_turn(client, world, submission, partner):
    minutes = minute(world, submission)
    client.force_login(partner)
    assertContains(
        client.post(theirs("correct", minutes), {"number": 1, "text": ""}),
        "Write what you would correct",
        status_code=422,
    )
    done = client.post(theirs("correct", minutes), {"number": 1, "text": "And of pensions."}, follow=True)
    assertContains(done, "You asked for a correction")
    again = client.post(theirs("correct", minutes), {"number": 1, "text": "Typed twice."})
    assertContains(again, "asked for a correction", status_code=409)
    assertContains(again, "Typed twice.", status_code=409)

    client.force_login(world.officer)
    assertContains(client.get(reverse("eoi:officer-start")), "which corrects minutes")
    assertContains(client.get(ours("answer", world, minutes.reference)), "And of pensions.")
    same = {"was_taken": "yes", "reason": "So it was.", "text": "We spoke about payroll."}
    assertContains(client.post(ours("answer", world, minutes.reference), same), "the same as before", status_code=409)
    taken = {**same, "text": "We spoke about payroll and pensions."}
    assertContains(client.post(ours("answer", world, minutes.reference), taken, follow=True), "is answered")
    assertContains(client.get(ours("answer", world, minutes.reference)), "No correction of")

    client.force_login(partner)
    page = client.get(theirs("detail", minutes))
    for words in ("Edition 1", "Edition 2", "And of pensions.", "Taken into the next edition", "payroll and pensions"):
        assertContains(page, words)
    assertContains(client.post(theirs("confirm", minutes), {"number": 1}), "Edition 2 was written", status_code=409)
    assert client.post(theirs("confirm", minutes), {"number": 2}).status_code == 302
    assert state(world, minutes) == MinutesState.CONFIRMED


def test_a_correction_that_is_not_taken_stays_beside_the_minutes(client, world, submission, partner):
    minutes = correct(minute(world, submission), partner)
    client.force_login(world.officer)
    answer = {"was_taken": "no", "reason": "Nobody spoke of it.", "text": ""}
    assert client.post(ours("answer", world, minutes.reference), answer).status_code == 302

    assert state(world, minutes) == MinutesState.BOTH_KEPT
    client.force_login(partner)
    page = client.get(theirs("detail", minutes))
    assertContains(page, "Not taken: both are kept")
    assertContains(page, "Nobody spoke of it.")
    assertContains(client.get(theirs("confirm", minutes)), "kept with your correction beside it")


@pytest.mark.parametrize(
    ("field", "value", "status", "sentence"),
    [
        ("expression", "", 422, "Choose an organisation."),
        ("held_on", "", 422, "Enter the day of the conversation."),
        ("held_on", "0001-01-01", 422, "between 2000 and 2100"),
        ("held_on", "2026-12-31", 409, "That day lies ahead"),
        ("place", "", 422, "Say where, or how"),
        ("present", "", 422, "Say who took part."),
        ("text", "", 422, "Write down what was said."),
    ],
)
def test_a_wrong_field_gets_a_sentence(client, world, submission, field, value, status, sentence):
    client.force_login(world.officer)
    said = {**MINUTES, "held_on": "2026-03-30", "expression": submission.expression.reference, field: value}

    assertContains(client.post(ours("record", world), said), sentence, status_code=status)


def test_nobody_else_reads_them(client, world, submission):
    minutes = minute(world, submission, text="canary")
    for person in (make_partner(), world.partners[1]):
        client.force_login(person)
        for name in ("detail", "pdf", "confirm", "correct"):
            assert client.get(theirs(name, minutes)).status_code == 404
    client.force_login(make_officer())
    assert client.get(ours("manage", world, minutes.reference)).status_code == 403
    client.force_login(world.approver)
    assertContains(client.get(ours("manage", world, minutes.reference)), "canary")
    assertNotContains(client.get(ours("index", world)), "canary")


def test_the_list_asks_as_little_for_three_as_for_one(client, world, submission, partner):
    client.force_login(world.officer)

    def queries():
        with CaptureQueriesContext(connection) as context:
            client.get(ours("index", world))
        return len(context)

    minute(world, submission)
    queries()
    one = queries()
    for _ in range(2):
        correct(minute(world, submission), partner)
    assert queries() == one
