"""Pages of known issues: who, when, sentences, and queries that do not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.issue import edit_issue
from eoi.identity import perform
from eoi.models import IssueRelease, IssueScope, KnownIssue, Need, NothingToReport
from tests.factories.aims import make_set
from tests.factories.issues import close, make_issue, make_manager, release, withdraw, words
from tests.factories.people import make_approver, make_auditor, make_evaluator, make_officer, make_partner
from tests.factories.services import make_deputy, make_owner, service_of
from tests.factories.world import OPENS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_is_another_matter(settings, clock):
    settings.DEMO = True
    clock.set(OPENS)


@pytest.fixture
def keeper():
    return make_owner()


@pytest.fixture
def issue(keeper):
    return make_issue(by=keeper)


def page(issue, verb="detail"):
    return reverse(f"eoi:issue-{verb}", args=[issue.reference])


def as_typed(**changes):
    return {
        "kind": "problem-area",
        "horizon": "now",
        "title": "Invoices wait for weeks",
        "matter": "Each is opened by hand.",
        "partner_help": "",
        "needs": ["skills-gaps"],
        "objectives": [],
        **changes,
    }


@pytest.mark.parametrize("make", [make_manager, make_officer, make_approver, make_evaluator])
def test_those_who_may_read_issues_read_every_one(client, issue, make):
    client.force_login(make())

    assertContains(client.get(reverse("eoi:issue-list")), issue.title)
    assertContains(client.get(page(issue)), "opened by hand")


@pytest.mark.parametrize("make", [make_partner, make_auditor])
def test_nobody_else_learns_that_there_is_one(client, issue, make):
    client.force_login(make())

    for address in (reverse("eoi:issue-list"), page(issue), page(issue, "edit"), page(issue, "release")):
        assertNotContains(client.get(address), issue.title, status_code=403)


def test_an_address_without_an_issue_is_not_found(client, keeper):
    client.force_login(keeper)

    assert client.get(reverse("eoi:issue-detail", args=["ISS-0000-0000"])).status_code == 404


def test_a_keeper_records_an_issue_of_their_service(client, keeper):
    client.force_login(keeper)
    there = reverse("eoi:issue-create") + "?service=finance"
    assertContains(client.get(there), 'value="service-finance"')

    answer = client.post(there, as_typed(about="service-finance"), follow=True)
    issue = KnownIssue.objects.get()
    assertRedirects(answer, page(issue))
    assertContains(answer, "is recorded for Finance. It is internal")
    assert [need.key for need in issue.needs.all()] == ["skills-gaps"]


def test_who_keeps_nothing_records_for_the_whole_only(client):
    client.force_login(make_manager())

    answer = client.post(reverse("eoi:issue-create"), as_typed(about="service-finance"))
    assertContains(answer, "You keep no such service", status_code=422)
    client.post(reverse("eoi:issue-create"), as_typed(about="personnel"))
    assert KnownIssue.objects.get().scope == IssueScope.PERSONNEL


def test_bad_input_gets_sentences_and_keeps_what_was_typed(client, keeper):
    client.force_login(keeper)
    answer = client.post(reverse("eoi:issue-create"), {"title": "Half a thought", "matter": "x" * 4001})

    assertContains(answer, "“What does it concern?” is missing. Choose one.", status_code=422)
    assertContains(answer, "“What the matter is” may have at most 4000 characters; it has 4001.", status_code=422)
    assertContains(answer, "Half a thought", status_code=422)
    assert not KnownIssue.objects.exists()


def test_an_officer_reads_and_releases_but_neither_changes_nor_closes(client, issue):
    client.force_login(make_officer())

    for verb in ("edit", "close", "reopen"):
        assertContains(client.get(page(issue, verb)), "Only who keeps the service", status_code=403)
    assert client.get(page(issue, "release")).status_code == 200


def test_a_service_manager_of_another_service_reads_only(client, issue):
    client.force_login(make_manager())

    assertContains(client.get(page(issue)), "Who keeps Finance changes it")
    for verb in ("edit", "close", "release", "release-withdraw"):
        assert client.get(page(issue, verb)).status_code == 403


def test_two_people_at_once_see_both_texts_and_the_second_saves_again(client, issue, keeper):
    deputy = make_deputy()
    perform(edit_issue, by=deputy, issue=issue, version=1, words=words(matter="What the deputy wrote."))
    client.force_login(keeper)

    answer = client.post(page(issue, "edit"), as_typed(matter="What the owner wrote.", version=1))
    for text in ("Somebody else changed the issue", "What the deputy wrote.", "What the owner wrote."):
        assertContains(answer, text, status_code=409)
    assertContains(answer, 'name="version" value="2"', status_code=409)
    client.post(page(issue, "edit"), as_typed(matter="Both.", version=2))
    assert KnownIssue.objects.get().matter == "Both."


def test_nothing_is_released_before_it_was_shown_as_the_public_will_read_it(client, issue, keeper):
    client.force_login(keeper)
    typed = {"title": "Paying suppliers", "text": "Invoices take long.", "version": 1}

    shown = client.post(page(issue, "release"), {**typed, "step": "look"})
    assertContains(shown, "This is what the public will read")
    assertContains(shown, "Invoices take long.")
    assertNotContains(shown, "opened by hand")
    assert not IssueRelease.objects.exists()
    assertContains(client.post(page(issue, "release"), {**typed, "step": "change"}), "Invoices take long.")
    assert not IssueRelease.objects.exists()

    answer = client.post(page(issue, "release"), {**typed, "step": "release"}, follow=True)
    assertContains(answer, "is released in your name")
    assert IssueRelease.objects.get().released_by == keeper


@pytest.mark.parametrize("step", ["look", "release"])
def test_a_wording_of_a_version_that_has_gone_shows_the_present_one_and_keeps_the_words(client, issue, keeper, step):
    perform(edit_issue, by=keeper, issue=issue, version=1, words=words(matter="Much worse."))
    client.force_login(make_officer())

    typed = {"title": "Paying", "text": "My careful words.", "version": 1, "step": step}
    answer = client.post(page(issue, "release"), typed)
    for text in ("The issue changed since you read it", "Much worse.", "My careful words."):
        assertContains(answer, text, status_code=409)
    assert not IssueRelease.objects.exists()


def test_live_words_and_public_wording_stand_side_by_side_with_the_history(client, issue, keeper):
    release(issue, text="The first wording.")
    withdraw(issue, reason="It named a person.")
    release(issue, text="The second wording.")
    perform(edit_issue, by=keeper, issue=issue, version=1, words=words(matter="Much worse."))
    client.force_login(keeper)

    answer = client.get(page(issue))
    for text in ("Much worse.", "The second wording.", "Changed since", "The first wording.", "It named a person."):
        assertContains(answer, text)


def test_a_wording_is_taken_back_with_a_reason(client, issue, keeper):
    release(issue)
    client.force_login(keeper)

    assertContains(client.post(page(issue, "release-withdraw"), {"reason": ""}), "is missing", status_code=422)
    client.post(page(issue, "release-withdraw"), {"reason": "It named a person."})
    assert not IssueRelease.objects.public().exists()
    assert client.post(page(issue, "release-withdraw"), {"reason": "Again"}).status_code == 409


def test_an_issue_is_closed_with_a_reason_reopened_and_meanwhile_left_alone(client, issue, keeper):
    release(issue)
    client.force_login(keeper)
    assertContains(client.get(page(issue, "close")), "Its public wording is taken back with it.")
    assert client.post(page(issue, "close"), {"outcome": "resolved"}).status_code == 422

    client.post(page(issue, "close"), {"outcome": "resolved", "reason": "Posts are filled."})
    for verb in ("edit", "release", "close"):
        assertContains(client.get(page(issue, verb)), "The issue")
        assertContains(client.get(page(issue, verb)), "cannot be done now")
        assert client.post(page(issue, verb), as_typed()).status_code == 409
    assertContains(client.post(page(issue, "reopen"), follow=True), "is open again")
    assert client.post(page(issue, "reopen")).status_code == 409


def test_the_list_is_narrowed_by_what_stands_in_the_address(client, issue, keeper):
    release(issue)
    other = make_issue(
        scope=IssueScope.PERSONNEL,
        by=keeper,
        title="Sickness",
        kind="known-issue",
        horizon="future",
        needs=[Need.objects.get(key="e-government")],
    )
    close(make_issue(by=keeper, title="Gone by"))
    client.force_login(keeper)

    def found(query):
        answer = client.get(reverse("eoi:issue-list") + query)
        return {each.title for each in answer.context["page_obj"].object_list}

    first, second, third = issue.title, other.title, "Gone by"
    assert found("") == {first, second, third}
    assert found("?about=service-finance") == {first, third}
    assert found("?about=personnel") == found("?kind=known-issue") == found("?horizon=future") == {second}
    assert found("?need=e-government") == {second}
    assert found("?state=released") == {first}
    assert found("?state=internal") == {second}
    assert found("?state=closed") == {third}
    assert found("?state=changed") == set()
    assert found("?words=sickness") == {second}
    assert found(f"?words={issue.reference}") == {first}
    assert found("?words=invoices+sickness") == set()
    assert found("?state=nonsense&kind=nonsense") == {first, second, third}


def test_an_empty_list_leads_to_the_first_step(client):
    client.force_login(make_manager())
    assertContains(client.get(reverse("eoi:issue-list")), "Begin with the one thing")
    assertContains(client.get(reverse("eoi:issue-list") + "?words=zebra"), "No issue fits")
    client.force_login(make_evaluator())
    assertContains(client.get(reverse("eoi:issue-list")), "It appears here.")


def test_a_keeper_says_that_there_is_nothing_to_report(client, keeper):
    client.force_login(keeper)
    there = reverse("eoi:nothing-to-report-create")
    assert client.post(there, {}).status_code == 422
    answer = client.post(there, {"services": ["finance"]}, follow=True)

    assertContains(answer, "nothing to report for Finance. It counts for six months.")
    assert NothingToReport.objects.get().stated_by == keeper


def test_where_there_is_no_such_service_the_page_says_why(client, issue, keeper):
    client.force_login(keeper)
    there = reverse("eoi:nothing-to-report-create")

    assertContains(client.get(there), "There is no service for which you could say so")
    assert client.post(there, {"services": ["finance"]}).status_code == 409
    client.force_login(make_officer())
    assert client.get(there).status_code == 403


def test_a_service_manager_is_asked_for_what_nobody_has_said_yet(client, keeper):
    client.force_login(keeper)
    assertContains(client.get(reverse("eoi:start"), follow=True), "Record what is hard in Finance")
    make_issue(by=keeper)
    assertNotContains(client.get(reverse("eoi:start"), follow=True), "Record what is hard in Finance")


@pytest.mark.parametrize("address", ["list", "detail"])
def test_the_pages_make_the_same_queries_however_many_rows(client, issue, keeper, address):
    client.force_login(keeper)
    there = page(issue) if address == "detail" else reverse("eoi:issue-list")
    release(issue)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(there).status_code == 200
        return len(captured)

    one = queries()
    for service in ("it-services", "customer-services"):
        release(make_issue(service=service_of(service), by=make_owner(service_of(service))))
    for _ in range(2):
        release(issue)
    assert queries() == one


def test_objectives_of_the_default_set_can_be_linked_and_of_another_only_those_that_are(client, issue, keeper):
    other, linked = make_set(make_officer(), objectives=2).objectives.all()
    client.force_login(keeper)
    assertNotContains(client.get(reverse("eoi:issue-create")), f'value="{other.pk}"')

    issue.objectives.add(linked)

    page_of_it = client.get(page(issue, "edit"))
    assertContains(page_of_it, f'value="{linked.pk}"')
    assertNotContains(page_of_it, f'value="{other.pk}"')
