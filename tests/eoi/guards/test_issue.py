"""Known issues, going round the application: kept by who keeps them, released in one's own name as they stand, never deleted."""

import pytest

from eoi.actions.advert import publish_advert
from eoi.actions.issue import report_nothing
from eoi.identity import perform
from tests.factories.issues import choose, close, keeper_of, make_issue, make_manager, release, withdraw
from tests.factories.people import make_officer
from tests.factories.services import service_of
from tests.factories.world import OPENS, decide, make_draft

pytestmark = pytest.mark.django_db

RECORD = (
    "INSERT INTO eoi_knownissue (reference, scope, service_id, kind, horizon, title, matter, partner_help, version,"
    " recorded_by_id, changed_by_id, outcome, closing_reason)"
    " VALUES ('ISS-2222-2222', %s, %s, 'problem-area', 'now', 'Title', 'Matter', '', %s, %s, %s, '', '')"
)
EDIT = "UPDATE eoi_knownissue SET title = 'Other', version = version + %s, changed_by_id = %s WHERE id = %s"
CLOSE = "UPDATE eoi_knownissue SET closed_at = now(), closed_by_id = %s, outcome = 'resolved', closing_reason = 'So' WHERE id = %s"
RELEASE = (
    "INSERT INTO eoi_issuerelease (issue_id, number, version, horizon, title, text, released_by_id)"
    " VALUES (%s, 1, %s, 'now', 'Title', 'Text', %s)"
)
WITHDRAW = "INSERT INTO eoi_issuereleasewithdrawal (release_id, reason, withdrawn_by_id) VALUES (%s, 'So', %s)"
INCLUDE = "INSERT INTO eoi_advertissue (advert_id, release_id, included_by_id) VALUES (%s, %s, %s)"
NOTHING = "INSERT INTO eoi_nothingtoreport (service_id, stated_by_id) VALUES (%s, %s)"


@pytest.fixture
def issue(clock):
    clock.set(OPENS)
    return make_issue()


@pytest.fixture
def keeper(issue):
    return issue.recorded_by


def test_only_the_keeper_records_an_issue_of_a_service_in_their_own_name_with_its_first_version(
    issue, keeper, refused_with, run_sql
):
    service, stranger = issue.service.pk, make_manager()

    refused_with("EOI17", RECORD, "service", service, 1, stranger.pk, stranger.pk, by=stranger)
    refused_with("EOI17", RECORD, "service", service, 1, keeper.pk, keeper.pk, by=make_officer())
    refused_with("EOI17", RECORD, "service", service, 1, keeper.pk, keeper.pk)
    refused_with("EOI09", RECORD, "service", service, 1, stranger.pk, keeper.pk, by=keeper)
    refused_with("EOI17", RECORD, "service", service, 2, keeper.pk, keeper.pk, by=keeper)
    assert run_sql(RECORD, "service", service, 1, keeper.pk, keeper.pk, by=keeper) == 1


def test_those_of_the_whole_are_recorded_by_any_service_manager_and_nobody_else(issue, refused_with, run_sql):
    manager, officer = make_manager(), make_officer()

    refused_with("EOI17", RECORD, "personnel", None, 1, officer.pk, officer.pk, by=officer)
    assert run_sql(RECORD, "personnel", None, 1, manager.pk, manager.pk, by=manager) == 1


def test_an_issue_is_of_one_service_or_of_the_whole(issue, keeper, refused_with):
    refused_with("23514", RECORD, "service", None, 1, keeper.pk, keeper.pk, by=keeper)
    refused_with("23514", RECORD, "personnel", issue.service.pk, 1, keeper.pk, keeper.pk, by=keeper)


def test_an_edit_is_by_the_keeper_in_their_own_name_one_version_on(issue, keeper, refused_with, run_sql):
    stranger = make_manager()

    refused_with("EOI17", EDIT, 1, stranger.pk, issue.pk, by=stranger)
    refused_with("EOI09", EDIT, 1, stranger.pk, issue.pk, by=keeper)
    refused_with("EOI10", EDIT, 0, keeper.pk, issue.pk, by=keeper)
    refused_with("EOI10", EDIT, 2, keeper.pk, issue.pk, by=keeper)
    assert run_sql(EDIT, 1, keeper.pk, issue.pk, by=keeper) == 1


@pytest.mark.parametrize("change", ["scope = 'personnel', service_id = NULL", "reference = 'ISS-3333-3333'"])
def test_an_issue_stays_with_what_it_was_recorded_for(issue, keeper, refused_with, change):
    refused_with("EOI17", f"UPDATE eoi_knownissue SET {change}, version = 2 WHERE id = %s", issue.pk, by=keeper)


def test_an_issue_is_closed_in_ones_own_name_and_then_no_longer_changes(issue, keeper, refused_with, run_sql):
    refused_with("EOI09", CLOSE, make_manager().pk, issue.pk, by=keeper)
    assert run_sql(CLOSE, keeper.pk, issue.pk, by=keeper) == 1

    refused_with("EOI17", EDIT, 1, keeper.pk, issue.pk, by=keeper)
    refused_with("EOI17", "UPDATE eoi_knownissue SET closing_reason = 'Other' WHERE id = %s", issue.pk, by=keeper)
    [[closed_at]] = run_sql("SELECT closed_at FROM eoi_knownissue WHERE id = %s", issue.pk)
    assert closed_at == OPENS


def test_an_issue_is_never_deleted(issue, keeper, refused_with):
    refused_with("EOI12", "DELETE FROM eoi_knownissue", by=keeper)
    refused_with("EOI12", "TRUNCATE eoi_knownissue CASCADE", by=keeper)


def test_a_wording_is_released_by_keeper_or_officer_in_their_own_name_of_the_version_that_stands(
    issue, keeper, refused_with, run_sql
):
    officer, stranger = make_officer(), make_manager()

    refused_with("EOI09", RELEASE, issue.pk, 1, officer.pk, by=keeper)
    refused_with("EOI17", RELEASE, issue.pk, 1, stranger.pk, by=stranger)
    run_sql(EDIT, 1, keeper.pk, issue.pk, by=keeper)
    refused_with("EOI10", RELEASE, issue.pk, 1, officer.pk, by=officer)
    assert run_sql(RELEASE, issue.pk, 2, officer.pk, by=officer) == 1
    [[released_at]] = run_sql("SELECT released_at FROM eoi_issuerelease")
    assert released_at == OPENS


def test_nothing_of_a_closed_issue_is_released(issue, keeper, refused_with):
    close(issue)

    refused_with("EOI17", RELEASE, issue.pk, 1, keeper.pk, by=keeper)


def test_a_wording_is_taken_back_by_keeper_or_officer_once_in_their_own_name(issue, keeper, refused_with, run_sql):
    wording, stranger = release(issue), make_manager()

    refused_with("EOI09", WITHDRAW, wording.pk, stranger.pk, by=keeper)
    refused_with("EOI17", WITHDRAW, wording.pk, stranger.pk, by=stranger)
    assert run_sql(WITHDRAW, wording.pk, keeper.pk, by=keeper) == 1
    refused_with("23505", WITHDRAW, wording.pk, keeper.pk, by=keeper)


@pytest.mark.parametrize("table", ["eoi_issuerelease", "eoi_issuereleasewithdrawal", "eoi_nothingtoreport"])
def test_what_was_released_taken_back_and_stated_is_kept_as_it_was_made(issue, keeper, table, refused_with):
    release(issue)
    withdraw(issue)
    close(issue)
    perform(report_nothing, by=keeper, services=[issue.service])

    refused_with("EOI12", f"UPDATE {table} SET id = id", by=keeper)
    refused_with("EOI12", f"DELETE FROM {table}", by=keeper)
    refused_with("EOI12", f"TRUNCATE {table} CASCADE", by=keeper)


def test_nothing_to_report_is_stated_by_the_keeper_of_a_service_without_open_issues(
    issue, keeper, refused_with, run_sql
):
    refused_with("EOI17", NOTHING, issue.service.pk, keeper.pk, by=keeper)
    close(issue)
    stranger = make_manager()
    refused_with("EOI09", NOTHING, issue.service.pk, keeper.pk, by=stranger)
    refused_with("EOI09", NOTHING, issue.service.pk, stranger.pk, by=stranger)

    assert run_sql(NOTHING, issue.service.pk, keeper.pk, by=keeper) == 1


def test_what_an_advert_says_is_chosen_by_its_officer_from_what_is_public(clock, refused_with, run_sql):
    world = make_draft(clock)
    finance, other = make_issue(), make_issue(service=service_of("it-services"))
    old, new, gone = release(finance), release(finance), release(other)
    withdraw(other)
    advert, officer = world.advert.pk, world.officer

    refused_with("EOI09", INCLUDE, advert, new.pk, officer.pk, by=make_officer())
    refused_with("EOI09", INCLUDE, advert, new.pk, officer.pk, by=keeper_of(service_of()))
    refused_with("EOI17", INCLUDE, advert, old.pk, officer.pk, by=officer)
    refused_with("EOI17", INCLUDE, advert, gone.pk, officer.pk, by=officer)
    assert run_sql(INCLUDE, advert, new.pk, officer.pk, by=officer) == 1


def test_what_a_published_advert_says_is_frozen(clock, refused_with, run_sql):
    draft = make_draft(clock)
    wording, another = release(make_issue()), release(make_issue(service=service_of("it-services")))
    choose(draft, wording)
    decide(draft)
    perform(publish_advert, by=draft.officer, advert=draft.advert)

    officer = draft.officer
    refused_with("EOI03", INCLUDE, draft.advert.pk, another.pk, officer.pk, by=officer)
    refused_with("EOI03", "DELETE FROM eoi_advertissue", by=officer)
    refused_with("EOI03", "UPDATE eoi_advertissue SET release_id = %s", another.pk, by=officer)
