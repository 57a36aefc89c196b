"""The seal as officers meet it: who asks, who confirms, who reads, and what is hidden until then."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.opening import request_opening
from eoi.actions.reading import grant_reading, revoke_reading
from eoi.identity import perform
from eoi.models import AuditEvent, ReadingPurpose
from tests.factories.people import (
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_organisation,
    make_partner,
)
from tests.factories.world import close, make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def closed(clock):
    world = make_open(clock)
    submit_for(world)
    return close(world)


def page(world, name="opening-detail"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def detail(submission):
    return reverse("eoi:submission-detail", args=[submission.reference])


@pytest.mark.parametrize("name", ["opening-request", "opening-confirm", "opening-cancel"])
def test_before_closing_each_step_explains_itself_and_changes_nothing(client, clock, name):
    world = make_open(clock)
    client.force_login(world.officer)

    assertContains(client.get(page(world, name)), "This cannot be done now")
    assertContains(client.post(page(world, name)), "This cannot be done now", status_code=409)
    assert world.refresh().opening_requested_at is None


def test_a_refused_opening_is_written_to_the_audit_trail(client, clock):
    world = make_open(clock)
    client.force_login(world.officer)

    client.post(page(world, "opening-request"))

    assert AuditEvent.objects.filter(action="opening.request", refused=True, actor=world.officer).exists()


def test_one_officer_asks_and_another_confirms(client, closed):
    client.force_login(closed.officer)
    assertContains(client.get(page(closed)), "Ready to be opened")
    assertContains(client.get(page(closed, "opening-request")), "Nothing is opened yet")
    assertContains(client.post(page(closed, "opening-request"), follow=True), "Asked for, not confirmed")
    client.force_login(closed.second_officer)
    assertContains(client.get(reverse("eoi:officer-start")), "Confirm the opening")
    assertContains(client.get(page(closed, "opening-confirm")), "cannot be undone")

    response = client.post(page(closed, "opening-confirm"))

    assertRedirects(response, page(closed, "submission-list"))
    assert closed.refresh().opening_confirmed_by == closed.second_officer
    assertContains(client.get(page(closed)), closed.officer.full_name)


def test_the_officer_who_asked_does_not_confirm(client, closed):
    perform(request_opening, by=closed.officer, advert=closed.advert)
    client.force_login(closed.officer)

    assertContains(client.get(page(closed, "opening-confirm")), "another officer has to confirm it")
    assertContains(client.post(page(closed, "opening-confirm")), "another officer", status_code=409)
    assert not closed.refresh().is_opened


def test_a_request_is_taken_back(client, closed):
    perform(request_opening, by=closed.officer, advert=closed.advert)
    client.force_login(closed.second_officer)

    assertContains(client.post(page(closed, "opening-cancel"), follow=True), "is taken back")
    assert closed.refresh().opening_requested_at is None


def test_what_is_opened_is_not_opened_again(client, clock):
    world = make_opened(clock)
    client.force_login(world.officer)

    for name in ("opening-request", "opening-confirm", "opening-cancel"):
        assert client.get(page(world, name)).status_code == 200
        assert client.post(page(world, name)).status_code == 409


def test_who_may_not_confirm_is_told_so_before_a_code_is_asked_for(client, closed, settings):
    settings.DEMO = False
    for person in (closed.approver, make_officer()):
        client.force_login(person)

        assert client.get(page(closed, "opening-confirm")).status_code == 403
        assert client.post(page(closed, "opening-confirm")).status_code == 403


def test_confirming_asks_for_the_second_factor_outside_the_demonstration(client, closed, settings):
    settings.DEMO = False
    perform(request_opening, by=closed.officer, advert=closed.advert)
    client.force_login(closed.second_officer)

    response = client.post(page(closed, "opening-confirm"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not closed.refresh().is_opened


def test_before_the_opening_nobody_of_the_council_reaches_a_submission(client, closed):
    submission = closed.submissions[0]

    for person in (closed.officer, closed.approver, make_auditor(), make_evaluator()):
        client.force_login(person)
        assert client.get(detail(submission)).status_code == 404


@pytest.mark.parametrize("make", [make_approver, make_auditor])
def test_before_the_opening_the_list_explains_the_seal(client, closed, make):
    client.force_login(make())

    response = client.get(page(closed, "submission-list"))

    assertContains(response, "The submissions are sealed")
    assertNotContains(response, closed.submissions[0].expression.organisation.name)


def test_after_the_opening_officers_and_approvers_read_every_word(client, clock):
    world = make_opened(clock, submissions=1)
    organisation = world.submissions[0].expression.organisation

    for person in (world.officer, world.second_officer, world.approver):
        client.force_login(person)
        assertContains(client.get(page(world, "submission-list")), organisation.name)
        response = client.get(detail(world.submissions[0]))
        assertContains(response, "We would help with this. (objective-1)")
        assertContains(response, 'id="objective-1-paragraph-1"')
        assertContains(response, "Lead Person")
    assert not AuditEvent.objects.filter(action="submission.read").exists()


def test_an_officer_who_is_not_named_reads_nothing(client, clock):
    world = make_opened(clock, submissions=1)
    client.force_login(make_officer())

    assert client.get(page(world, "submission-list")).status_code == 403
    assert client.get(detail(world.submissions[0])).status_code == 404


def test_each_reading_by_an_auditor_is_recorded(client, clock):
    auditor = make_auditor()
    world = make_opened(clock, submissions=1)
    client.force_login(auditor)

    for _ in range(2):
        assertContains(client.get(detail(world.submissions[0])), "is recorded in the audit trail")

    assert AuditEvent.objects.filter(action="submission.read", actor=auditor).count() == 2


def test_a_panel_member_reads_while_they_have_leave(client, clock):
    world = make_opened(clock, submissions=1)
    evaluator = make_evaluator()
    perform(
        grant_reading, by=world.officer, submissions=world.submissions, user=evaluator, purpose=ReadingPurpose.PANEL
    )
    client.force_login(evaluator)
    assertNotContains(client.get(detail(world.submissions[0])), page(world, "submission-list"))

    perform(revoke_reading, by=evaluator, submissions=world.submissions, user=evaluator, reason="recused")

    assert client.get(detail(world.submissions[0])).status_code == 404


def test_partners_do_not_read_here(client, clock):
    world = make_opened(clock, submissions=1)
    client.force_login(world.partners[0])

    assert client.get(detail(world.submissions[0])).status_code == 404
    assert client.get(page(world, "submission-list")).status_code == 403


def test_one_company_number_under_several_names_is_flagged(client, clock):
    world = make_open(clock)
    for _ in range(2):
        partner = make_partner(organisation := make_organisation(created_by=make_officer(), company_number="01234567"))
        submit_for(world, partner)
    submit_for(world)
    close(world)
    client.force_login(world.officer)
    client.post(page(world, "opening-request"))
    client.force_login(world.second_officer)
    client.post(page(world, "opening-confirm"))

    response = client.get(page(world, "submission-list"))

    assertContains(response, "Several times", count=2)
    assertContains(response, "came under one company number")
    assertContains(response, organisation.name)


def test_an_advert_without_submissions_says_so(client, clock):
    world = make_opened(clock, submissions=0)
    client.force_login(world.officer)

    assertContains(client.get(page(world, "submission-list")), "Nobody submitted")


def test_an_approver_who_came_after_the_opening_is_told_why_nothing_is_listed(client, clock):
    world = make_opened(clock)
    client.force_login(make_approver())

    assertContains(client.get(page(world, "submission-list")), "You have no leave to read them")


@pytest.mark.parametrize("submissions", [1, 3])
def test_the_list_makes_the_same_queries_however_many_submissions(
    client, clock, django_assert_num_queries, submissions
):
    world = make_opened(clock, submissions=submissions)
    client.force_login(world.officer)
    client.get(page(world, "submission-list"))

    with django_assert_num_queries(LIST_QUERIES):
        client.get(page(world, "submission-list"))


LIST_QUERIES = 17
