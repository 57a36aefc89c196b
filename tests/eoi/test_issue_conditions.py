"""Readiness: the issues of each service in scope are assembled, those of the whole looked at (S11)."""

import pytest

from eoi.actions.issue import report_nothing
from eoi.actions.readiness import give_readiness_reason
from eoi.clock import database_now
from eoi.conditions.issue import NO_ISSUE_OF_THE_WHOLE, issues_of_services, issues_of_the_whole
from eoi.identity import perform
from eoi.models import IssueScope, KnownIssue, Service
from eoi.registry import ConditionState
from tests.factories.issues import close, keeper_of, make_issue
from tests.factories.services import service_of
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(clock):
    return make_draft(clock, ready=False)


def services(world):
    return issues_of_services(world.advert, database_now())


def whole(world):
    return issues_of_the_whole(world.advert, database_now())


def test_the_services_that_are_missing_are_named(draft):
    first, second, third, *rest = Service.objects.all()
    make_issue(service=first)
    for service in rest:
        perform(report_nothing, by=keeper_of(service), services=[service])

    condition = services(draft)
    assert condition.state == ConditionState.NOT_MET
    assert condition.why.startswith(f"{second} and {third}: no open issue")
    assert condition.url == f"/officer/adverts/{draft.advert.reference}/issues/"


def test_an_issue_or_a_statement_for_each_service_in_scope_is_enough(draft):
    keep = service_of()
    draft.advert.advert_services.exclude(service=keep).delete()
    issue = make_issue(service=keep)
    assert services(draft).is_met

    close(issue)
    assert not services(draft).is_met
    perform(report_nothing, by=issue.recorded_by, services=[keep])
    assert services(draft).is_met


@pytest.mark.parametrize("scope", [IssueScope.CORPORATE, IssueScope.PERSONNEL])
def test_one_open_issue_of_the_whole_is_enough(draft, scope):
    make_issue()
    assert not whole(draft).is_met
    issue = make_issue(scope=scope)
    assert whole(draft).why == "One is open."

    close(issue)
    assert not whole(draft).is_met


def test_an_officer_may_say_why_there_is_none_of_the_whole(draft):
    condition = whole(draft)
    assert (condition.takes_reason, condition.about) == (True, NO_ISSUE_OF_THE_WHOLE)
    perform(
        give_readiness_reason,
        by=draft.officer,
        advert=draft.advert,
        condition=condition.key,
        about=condition.about,
        reason="The directors looked in May.",
    )

    assert whole(draft).state == ConditionState.REASONED
    assert "The directors looked in May." in whole(draft).why


def test_several_issues_of_the_whole_are_counted(draft):
    make_issue(scope=IssueScope.CORPORATE)
    make_issue(scope=IssueScope.PERSONNEL)

    assert KnownIssue.objects.of_the_whole().count() == 2
    assert whole(draft).why == "2 are open."
