"""What is public is the released wording of one version, in drafts only while it stands, in published adverts for good."""

import pytest
from post_office.models import Email

from eoi.actions.advert import edit_advert, publish_advert
from eoi.actions.issue import edit_issue
from eoi.actions.issue_release import choose_advert_issues, release_issue, withdraw_issue_release
from eoi.identity import perform
from eoi.issue_assembly import fallen_out_of
from eoi.models import Advert, IssueRelease, IssueScope, KnownIssue, Service
from eoi.problems import ActionRefused
from tests.factories.issues import choose, close, make_issue, release, withdraw, words
from tests.factories.people import make_officer
from tests.factories.services import service_of
from tests.factories.world import decide, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def issue(world):
    return make_issue()


def refused(action, *, by, **arguments):
    with pytest.raises(ActionRefused) as refusal:
        perform(action, by=by, **arguments)
    return [problem.code for problem in refusal.value.problems]


def said(world):
    return [each.title for each in IssueRelease.objects.public_for(world.advert)]


def publish(world):
    world.clock.advance(hours=1)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
    world.clock.advance(hours=1)


def test_an_officer_or_the_keeper_releases_a_wording_in_their_own_name(issue):
    by_keeper = release(issue, title="As the keeper says")
    by_officer = release(issue, by=make_officer(), title="As the officer says")

    assert [by_keeper.number, by_officer.number] == [1, 2]
    assert by_officer.released_by.roles == {"procurement-officer"}
    assert [each.title for each in IssueRelease.objects.public()] == ["As the officer says"]


def test_an_edit_afterwards_stays_internal_until_it_is_released_again(issue):
    release(issue)
    perform(
        edit_issue,
        by=issue.recorded_by,
        issue=issue,
        version=1,
        words=words(title="Worse now", matter="Much worse.", horizon="future"),
    )

    found = KnownIssue.objects.with_parts().get(pk=issue.pk)
    public = IssueRelease.objects.public().get()
    assert found.state == "changed"
    assert (public.title, public.text, public.horizon) == ("Paying suppliers", "Invoices take too long.", "now")
    release(issue, title="Worse")
    assert KnownIssue.objects.with_parts().get(pk=issue.pk).state == "released"


def test_a_wording_of_an_older_version_is_not_released(issue):
    perform(edit_issue, by=issue.recorded_by, issue=issue, version=1, words=words(title="Changed"))

    given = {"version": 1, "title": "Old", "text": "Old."}
    assert refused(release_issue, by=issue.recorded_by, issue=issue, **given) == ["changed-meanwhile"]
    assert not IssueRelease.objects.exists()


def test_nothing_of_a_closed_issue_is_released_and_nothing_taken_back_twice(issue):
    release(issue)
    withdraw(issue)
    assert refused(withdraw_issue_release, by=issue.recorded_by, issue=issue, reason="Again") == ["internal"]
    close(issue)

    given = {"version": 1, "title": "Paying", "text": "Late."}
    assert refused(release_issue, by=issue.recorded_by, issue=issue, **given) == ["closed"]


def test_a_wording_taken_back_does_not_bring_an_earlier_one_back(issue):
    release(issue, title="Earlier")
    release(issue, title="Later")
    withdraw(issue)

    assert not IssueRelease.objects.public().exists()


def test_what_a_draft_carries_is_chosen_and_needs_a_new_decision(world, issue):
    before = world.advert.draft_version
    other = make_issue(scope=IssueScope.CORPORATE)
    choose(world, release(issue, title="Of Finance"), release(other, title="Of the whole"))
    assert said(world) == ["Of Finance", "Of the whole"]
    assert world.advert.draft_version == before + 1

    choose(world)
    assert said(world) == []


@pytest.mark.parametrize("loses", [withdraw, close, lambda issue: release(issue, title="Newer")])
def test_a_wording_that_is_taken_back_or_replaced_falls_out_of_a_draft_and_its_officers_are_told(
    world, issue, loses, mail_queue
):
    choose(world, release(issue))
    before = world.advert.draft_version
    loses(issue)

    assert world.refresh().draft_version == before + 1
    assert said(world) == []
    [fallen] = fallen_out_of(world.advert)
    assert fallen.release.title == "Paying suppliers"
    mails = Email.objects.filter(subject__contains="has lost an issue")
    assert {mail.to[0] for mail in mails} == {world.officer.email, world.second_officer.email}
    assert all(issue.reference in mail.message and issue.title not in mail.message for mail in mails)


def test_a_wording_that_no_draft_carries_changes_no_draft(world, issue):
    release(issue)
    before = world.refresh().draft_version
    withdraw(issue)

    assert world.refresh().draft_version == before


@pytest.mark.parametrize("happens", [withdraw, close, lambda issue: release(issue, title="Newer")])
def test_a_published_advert_keeps_what_it_was_published_with(world, issue, happens):
    choose(world, release(issue))
    publish(world)
    happens(issue)

    assert said(world) == ["Paying suppliers"]
    assert [*Advert.objects.saying(issue)] == [world.advert]
    assert fallen_out_of(world.advert) == []


@pytest.mark.parametrize("happens", [withdraw, lambda issue: release(issue, title="Newer")])
def test_what_fell_out_before_publication_is_not_published(world, issue, happens):
    choose(world, release(issue))
    world.clock.advance(minutes=1)
    happens(issue)
    publish(world)

    assert said(world) == []
    assert not Advert.objects.saying(issue).exists()


def test_a_wording_of_a_service_out_of_scope_is_not_said(world, issue):
    choose(world, release(issue))
    rest = list(Service.objects.exclude(pk=issue.service.pk))
    world.advert = perform(edit_advert, by=world.officer, advert=world.advert, changes={}, services=rest)

    assert said(world) == []
    assert [each.why for each in fallen_out_of(world.advert)] == ["Finance is no longer in scope."]
    wording = IssueRelease.objects.get()
    given = {"advert": world.advert, "releases": [wording]}
    assert refused(choose_advert_issues, by=world.officer, **given) == ["not-public"]


def test_choosing_from_an_older_page_or_after_publication_is_refused(world, issue):
    wording = release(issue)
    given = {"advert": world.advert, "releases": [wording]}
    assert refused(choose_advert_issues, by=world.officer, draft_version=0, **given) == ["changed-meanwhile"]
    publish(world)

    assert refused(choose_advert_issues, by=world.officer, **given) == ["frozen"]


def test_a_wording_of_another_service_in_scope_is_said_in_the_order_of_the_services(world, issue):
    choose(
        world,
        release(issue, title="Second"),
        release(make_issue(service=service_of("law-and-administration")), title="First"),
    )

    assert said(world) == ["First", "Second"]
