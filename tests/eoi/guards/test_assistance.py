"""Assistance held when somebody goes round the application: one draft, two people, nobody who opens or scores."""

import json
from datetime import timedelta

import pytest

from eoi.actions.advert import add_officer
from eoi.actions.assistance import end_assistance
from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.opening import confirm_opening, request_opening
from eoi.actions.submission import submit, withdraw
from eoi.identity import acting_as, perform
from eoi.models import Answer, AuditEvent, Role, Submission, SubmissionContent
from eoi.problems import ActionRefused
from evaluation.actions.panel import add_member, form_panel
from tests.factories.assistance import ask, begin, confirm, enter, record
from tests.factories.people import make_evaluator, make_officer, make_partner, make_person, organisation_of
from tests.factories.world import DECLARATION, close, fill_in, make_open, start, submit_for

pytestmark = pytest.mark.django_db
READ = "INSERT INTO eoi_readback (assistance_id, expression_id, draft_version, how, confirmed_by_id) VALUES (%s, %s, %s, 'x', %s)"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def assistance(world):
    return begin(record(world))


@pytest.fixture
def expression(assistance):
    return enter(assistance, words="canary")


def texts(person):
    with acting_as(person):
        return set(Answer.objects.values_list("text", flat=True))


def submitted(expression, by):
    version = expression.draft_version
    return perform(submit, by=by, expression=expression, draft_version=version, declaration=DECLARATION)


def test_the_assistant_sees_that_one_draft_and_no_other(world, assistance, expression):
    submit_for(world, words="theirs")

    assert texts(assistance.assistant)
    assert all("canary" in text for text in texts(assistance.assistant))
    assert texts(assistance.second) == texts(assistance.assistant)
    for person in (world.officer, world.approver, make_officer(), make_partner(), None):
        assert not any("canary" in text for text in texts(person))


def test_another_advert_of_the_same_organisation_stays_hidden(world, clock):
    partner = make_partner()
    fill_in(start(world, partner), partner, words="first")
    other = make_open(clock, reference="SAL-2026-099")
    it = begin(ask(start(other, partner), partner))

    assert texts(it.assistant) == set()


def test_the_second_officer_reads_and_writes_nothing(assistance, expression, run_sql):
    assert run_sql("UPDATE eoi_answer SET text = 'x', version = version + 1", by=assistance.second) == 0


@pytest.mark.parametrize("how", ["ends", "expires"])
def test_nothing_is_seen_or_written_afterwards(assistance, expression, clock, run_sql, refused_with, how):
    if how == "ends":
        perform(end_assistance, by=assistance.second, assistance=assistance)
    else:
        clock.set(assistance.expires_at)

    assert texts(assistance.assistant) == texts(assistance.second) == set()
    refused_with("EOI09", "UPDATE eoi_expressionofinterest SET draft_version = 99", by=assistance.assistant)


def test_nothing_is_entered_before_the_second_person_said_yes(world, refused_with):
    it = record(world)
    with pytest.raises(ActionRefused, match="do not act for"):
        enter(it)
    refused_with(
        "EOI09",
        "UPDATE eoi_assistance SET begun_at = eoi_now(), expires_at = eoi_now() + interval '1 day'",
        by=it.assistant,
    )
    refused_with(
        "EOI09",
        "UPDATE eoi_assistance SET begun_at = eoi_now(), expires_at = eoi_now() + interval '1 day'",
        by=world.officer,
    )


def test_it_never_lasts_beyond_the_closing_time(world, run_sql):
    it = record(world)
    run_sql("UPDATE eoi_assistance SET begun_at = eoi_now(), expires_at = eoi_now() + interval '1 year'", by=it.second)
    it.refresh_from_db()

    assert it.expires_at == it.begun_at + timedelta(days=14)


def test_what_was_entered_is_submitted_only_once_read_back_as_it_stands(assistance, expression, refused_with):
    officer = assistance.assistant
    insert = (
        "INSERT INTO eoi_submission (expression_id, draft_version, submitted_by_id, content_digest, number, reference, receipt_digest)"
        " VALUES (%s, %s, %s, 'x', 0, '', '')"
    )
    with pytest.raises(ActionRefused, match="has not been read back"):
        submitted(expression, officer)
    refused_with("EOI35", insert, expression.pk, expression.draft_version, officer.pk, by=officer)
    confirm(assistance, expression, assistance.second)
    change = AnswerChange("objective-1", 1, text="Another word")
    changed = perform(save_answers, by=officer, expression=expression, changes=[change])
    refused_with("EOI35", insert, expression.pk, changed.draft_version, officer.pk, by=officer)
    confirm(assistance, changed, assistance.second)

    submission = submitted(changed, officer)

    with acting_as(officer):
        sealed = json.loads(SubmissionContent.objects.get(submission=submission).canonical)["assistance"]
    assert sealed["entered_by"] == officer.full_name
    assert sealed["read_back_by"] == assistance.second.full_name
    assert sealed["original"] == "Post book 17, 9am on 2 March"


def test_it_is_not_read_back_by_who_entered_nor_by_a_stranger(world, assistance, expression, refused_with):
    for person in (assistance.assistant, world.officer, make_partner()):
        refused_with("EOI09", READ, assistance.pk, expression.pk, expression.draft_version, person.pk, by=person)
    with pytest.raises(ActionRefused, match="somebody else reads it back"):
        confirm(assistance, expression, assistance.assistant)


def test_another_version_or_draft_is_not_read_back_and_a_reading_is_kept(world, assistance, expression, refused_with):
    second, other = assistance.second, submit_for(world).expression
    refused_with("EOI10", READ, assistance.pk, expression.pk, expression.draft_version - 1, second.pk, by=second)
    refused_with("EOI35", READ, assistance.pk, other.pk, other.draft_version, second.pk, by=second)
    confirm(assistance, expression, second)

    refused_with("EOI12", "UPDATE eoi_readback SET draft_version = 99", by=second)
    refused_with("EOI12", "DELETE FROM eoi_readback", by=second)


def test_the_lead_reads_back_in_their_own_session(world):
    partner = make_partner()
    expression = start(world, partner)
    it = begin(ask(expression, partner))
    filled = fill_in(expression, it.assistant)
    confirm(it, filled, partner)

    assert submitted(filled, it.assistant).submitted_by == it.assistant


def test_the_organisations_own_people_submit_without_reading_back(world):
    partner = make_partner()
    expression = start(world, partner)
    it = begin(ask(expression, partner))

    assert submitted(fill_in(expression, it.assistant), partner)


def test_an_assistant_withdraws_nothing(assistance, expression):
    confirm(assistance, expression, assistance.second)
    submitted(expression, assistance.assistant)

    with pytest.raises(ActionRefused, match="own people withdraw"):
        perform(withdraw, by=assistance.assistant, expression=expression, reason="x")


def test_whoever_assisted_does_not_open(world, refused_with):
    third, fourth = make_officer(), make_officer()
    for officer in (third, fourth):
        perform(add_officer, by=world.officer, advert=world.advert, officer=officer)
    begin(record(world, by=third, second=fourth))
    close(world)

    with pytest.raises(ActionRefused, match="neither opens nor scores"):
        perform(request_opening, by=third, advert=world.advert)
    ask_ = "UPDATE eoi_advert SET opening_requested_at = eoi_now(), opening_requested_by_id = %s WHERE id = %s"
    refused_with("EOI05", ask_, third.pk, world.advert.pk, by=third)
    perform(request_opening, by=world.officer, advert=world.advert)
    with pytest.raises(ActionRefused, match="neither opens nor scores"):
        perform(confirm_opening, by=fourth, advert=world.advert)
    perform(confirm_opening, by=world.second_officer, advert=world.advert)


def test_two_officers_are_left_who_can_open(world):
    it = record(world, by=world.officer)

    with pytest.raises(ActionRefused, match="fewer than two"):
        begin(it)


def test_whoever_assisted_does_not_score_and_the_other_way_round(world, refused_with):
    both = make_person(Role.PROCUREMENT_OFFICER, Role.EVALUATOR)
    it = begin(record(world, by=both))
    panel = perform(form_panel, by=world.officer, advert=world.advert, name="Panel")

    with pytest.raises(ActionRefused, match="entered a submission to this advert"):
        perform(add_member, by=world.officer, panel=panel, person=both)
    insert = (
        "INSERT INTO evaluation_panelmember (panel_id, user_id, is_chair, appointed_by_id) VALUES (%s, %s, false, %s)"
    )
    refused_with("EOI21", insert, panel.pk, it.assistant_id, world.officer.pk, by=world.officer)
    scorer = make_person(Role.PROCUREMENT_OFFICER, Role.EVALUATOR)
    perform(add_member, by=world.officer, panel=panel, person=scorer)
    with pytest.raises(ActionRefused, match="Whoever scores an advert"):
        record(world, by=scorer)


def test_an_organisation_with_people_asks_itself(world, refused_with):
    partner, officer, second = make_partner(), make_officer(), make_officer()
    insert = (
        "INSERT INTO eoi_assistance (reference, advert_id, organisation_id, assistant_id, second_id, channel, asked_by, asked_on,"
        " original, identity_note, requested_by_id) VALUES ('AST-1', %s, %s, %s, %s, %s, 'x', '2026-03-02', '', 'x', %s)"
    )
    facts = (world.advert.pk, organisation_of(partner).pk, officer.pk)
    refused_with("EOI35", insert, *facts, second.pk, "paper", officer.pk, by=officer)
    refused_with("EOI35", insert, *facts, None, "own-page", officer.pk, by=officer)
    refused_with("EOI09", insert, *facts, second.pk, "paper", officer.pk, by=second)
    refused_with(
        "EOI35",
        insert,
        world.advert.pk,
        organisation_of(partner).pk,
        make_evaluator().pk,
        None,
        "own-page",
        partner.pk,
        by=partner,
    )


def test_the_record_stays_as_it_was(assistance, refused_with):
    officer = assistance.assistant
    for change in ("assistant_id = second_id", "asked_by = 'x'", "expires_at = expires_at + interval '1 day'"):
        refused_with("EOI12", f"UPDATE eoi_assistance SET {change}", by=officer)
    refused_with("EOI12", "DELETE FROM eoi_assistance", by=officer)
    refused_with(
        "EOI09", "UPDATE eoi_assistance SET ended_at = eoi_now(), ended_by_id = %s", make_officer().pk, by=officer
    )


def test_its_events_are_sealed_until_the_opening(assistance, expression):
    confirm(assistance, expression, assistance.second)
    submitted(expression, assistance.assistant)

    events = AuditEvent.objects.filter(action__startswith="assistance.")
    assert events.count() == 3
    assert all(event.is_sealed for event in events)
    assert Submission.objects.count() == 1
