"""An advert's issues, put together; what it says of them, on its public page as well."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.models import IssueRelease, IssueScope, ServiceKeeper
from tests.factories.issues import choose, close, keeper_of, make_issue, release, withdraw
from tests.factories.people import make_evaluator, make_officer, make_partner
from tests.factories.services import service_of
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_is_another_matter(settings):
    settings.DEMO = True


@pytest.fixture
def draft(clock):
    return make_draft(clock)


def page(world, name="advert-issues"):
    return reverse(f"eoi:{name}", args=[world.advert.reference])


def test_every_service_in_scope_stands_with_its_issues_its_statement_or_what_is_missing(client, draft):
    make_issue(title="Of Finance")
    close(make_issue(service=service_of("it-services")))
    draft.clock.advance(minutes=1)
    ServiceKeeper.objects.filter(service=service_of("it-services")).delete()
    client.force_login(draft.officer)

    answer = client.get(page(draft))
    states = {group.title: (len(group.issues), group.nothing is not None) for group in answer.context["groups"]}
    assert states["Finance"] == (1, True)
    assert states["Customer Services"] == (0, True)
    assert states["The whole of Corporate Services"] == (1, False)
    assert states["Personnel, for the whole council"] == (0, False)
    assertContains(answer, "Of Finance")
    assertContains(answer, f"{keeper_of(service_of('finance')).full_name} stated at")


def test_the_profile_that_counts_stands_with_its_service_and_a_missing_one_is_flagged(client, draft, clock):
    client.force_login(draft.officer)
    finance = service_of("finance")

    shown = client.get(page(draft))
    assertContains(shown, reverse("eoi:profile-edition", args=[finance.key, 1]))
    assertContains(shown, "In date")
    assertNotContains(shown, "No profile")

    clock.advance(days=4000)
    assertContains(client.get(page(draft)), "Overdue for review")


def test_a_service_that_nobody_keeps_and_nobody_reported_on_is_named(client, clock):
    draft = make_draft(clock, ready=False)
    keeper_of(service_of("it-services"))
    client.force_login(draft.approver)

    answer = client.get(page(draft))
    assertContains(answer, "Nobody keeps this service: name its owner first.")
    assertContains(answer, "No profile")
    assertContains(answer, f"Ask {keeper_of(service_of('it-services')).full_name} for one or the other.")
    assertNotContains(answer, "Choose what the advert says")


@pytest.mark.parametrize("make", [make_partner, make_evaluator])
def test_nobody_but_officers_and_approvers_sees_it_put_together(client, draft, make):
    client.force_login(make())

    for name in ("advert-issues", "advert-issues-choose"):
        assert client.get(page(draft, name)).status_code == 403


def test_its_officer_chooses_what_the_advert_says_and_the_preview_shows_it(client, draft):
    wording = release(make_issue(), title="Paying suppliers", text="Invoices take long.")
    client.force_login(draft.officer)
    assertContains(client.get(page(draft, "advert-issues-choose")), "Invoices take long.")

    typed = {"releases": [wording.reference], "draft_version": draft.advert.draft_version}
    answer = client.post(page(draft, "advert-issues-choose"), typed, follow=True)
    assertRedirects(answer, page(draft))
    assertContains(answer, "carries one released issue")
    preview = client.get(page(draft, "advert-preview"))
    assertContains(preview, "What is hard today, and what we see coming")
    assertContains(preview, "Invoices take long.")
    assertNotContains(preview, "opened by hand")


def test_another_officer_looks_and_does_not_choose(client, draft):
    client.force_login(make_officer())

    assert client.get(page(draft)).status_code == 200
    assert client.get(page(draft, "advert-issues-choose")).status_code == 403


def test_a_choice_from_an_older_page_keeps_what_was_ticked(client, draft):
    wording = release(make_issue())
    client.force_login(draft.officer)
    answer = client.post(page(draft, "advert-issues-choose"), {"releases": [wording.reference], "draft_version": 0})

    assertContains(answer, "Somebody else changed the advert", status_code=409)
    assertContains(answer, " checked>", status_code=409)


def test_a_wording_that_was_taken_back_meanwhile_is_not_chosen(client, draft):
    issue = make_issue()
    wording = release(issue)
    withdraw(issue)
    client.force_login(draft.officer)

    typed = {"releases": [wording.reference], "draft_version": draft.advert.draft_version}
    answer = client.post(page(draft, "advert-issues-choose"), typed)
    assertContains(answer, "No wording has been released", status_code=422)
    other = release(make_issue(service=service_of("it-services")))
    typed["releases"].append(other.reference)
    answer = client.post(page(draft, "advert-issues-choose"), typed)
    assertContains(answer, "One of the wordings was taken back or replaced meanwhile.", status_code=422)


def test_what_fell_out_is_said_with_the_reason(client, draft):
    first, second = make_issue(), make_issue(service=service_of("it-services"))
    choose(draft, release(first, title="Goes"), release(second, title="Is replaced"))
    withdraw(first)
    release(second, title="Newer")
    client.force_login(draft.officer)

    answer = client.get(page(draft))
    assertContains(answer, "“Goes”, wording 1 of")
    assertContains(answer, "It was taken back.")
    assertContains(answer, "A later wording has replaced it.")


def test_the_decision_paper_says_what_the_advert_says_and_no_internal_word(client, draft):
    choose(draft, release(make_issue(), title="Paying suppliers", text="Invoices take long."))
    client.force_login(draft.approver)

    paper = client.get(page(draft, "decision-paper"))
    for text in (
        "Issues facing the services",
        "1, of which the advert says 1",
        "Nothing to report: ",
        "Invoices take long.",
    ):
        assertContains(paper, text)
    for text in ("opened by hand", "Invoices wait for weeks", "Scan them."):
        assertNotContains(paper, text)


def test_after_publication_what_it_says_is_read_only(client, clock):
    world = make_open(clock)
    client.force_login(world.officer)

    assertContains(client.get(page(world, "advert-issues-choose")), "no longer change")
    assert client.post(page(world, "advert-issues-choose"), {}).status_code == 409
    assertNotContains(client.get(page(world)), "Choose what the advert says")


def test_an_advert_that_says_nothing_has_no_such_heading(client, clock):
    world = make_open(clock)
    make_issue()

    assertNotContains(client.get(reverse("eoi:advert-detail", args=[world.advert.reference])), "What is hard today")


def test_the_page_makes_the_same_queries_however_many_issues(client, draft):
    client.force_login(draft.officer)
    choose(draft, release(make_issue()))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(draft)).status_code == 200
        return len(captured)

    one = queries()
    for key in ("it-services", "customer-services", "law-and-administration"):
        release(make_issue(service=service_of(key)))
    lost = make_issue(scope=IssueScope.PERSONNEL)
    choose(draft, *IssueRelease.objects.public(), release(lost))
    withdraw(lost)
    assert queries() == one
