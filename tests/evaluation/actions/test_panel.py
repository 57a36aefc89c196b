"""Forming a panel, opening its scoring, closing individual scoring."""

from datetime import timedelta
from inspect import signature

import pytest
from post_office.models import Email

from eoi.actions.advert import add_officer
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, Role
from eoi.problems import ActionRefused
from evaluation.actions.panel import (
    add_member,
    choose_chair,
    close_individual_scoring,
    edit_panel,
    form_panel,
    open_scoring,
    remove_member,
)
from evaluation.models import LeftOutAssessment, Panel, PanelMember, PanelPhase
from evaluation.progress import progress_of
from tests.evaluation.world import close, make_panel, make_scoring, score, step_back
from tests.factories.people import make_evaluator, make_officer, make_person
from tests.factories.world import CLOSES, make_open, make_opened

pytestmark = pytest.mark.django_db


def events(name):
    return AuditEvent.objects.filter(action=name, refused=False)


def refusal(action, **arguments):
    """Refused within one transaction, as a request does it: the record of the attempt stays."""
    with acting_as(arguments["by"]) as now, pytest.raises(ActionRefused) as caught:
        action(**arguments, **({"at": now} if "at" in signature(action).parameters else {}))
    return str(caught.value)


def test_a_panel_is_formed_with_a_reference_of_its_own(clock):
    world = make_open(clock)
    panel = perform(form_panel, by=world.officer, advert=world.advert, name="Panel", scoring_due_at=CLOSES)
    assert panel.reference.startswith("PAN-")
    assert panel.phase is PanelPhase.PREPARING
    assert str(panel) == "Panel"
    assert events("panel.form").get().advert == world.advert


def test_an_advert_has_one_panel(forming):
    words = refusal(form_panel, by=forming.officer, advert=forming.world.advert, name="Second")
    assert "has a panel already" in words


def test_name_and_date_change_until_scoring_closes(forming):
    panel = perform(edit_panel, by=forming.officer, panel=forming.panel, name="New name", scoring_due_at=CLOSES)
    assert (panel.name, panel.scoring_due_at) == ("New name", CLOSES)
    assert events("panel.edit").count() == 1


def test_name_and_date_do_not_change_afterwards(concluded):
    words = refusal(edit_panel, by=concluded.officer, panel=concluded.panel, name="New", scoring_due_at=None)
    assert "no longer change" in words


def test_a_member_is_told_at_once_without_anything_sealed(forming, mail_queue):
    person = make_evaluator(email="new.member@example.org")
    perform(add_member, by=forming.officer, panel=forming.panel, person=person)
    mail = Email.objects.get(to="new.member@example.org")
    assert mail.subject == "You have been appointed to a panel: Corporate Services panel"
    assert f"/evaluation/{forming.panel.reference}/" in mail.message
    assert not any(each.expression.organisation.name in mail.message for each in forming.submissions)


def test_who_may_not_be_a_member_is_told_why(forming):
    by, panel = forming.officer, forming.panel
    assert "not an evaluator" in refusal(add_member, by=by, panel=panel, person=make_officer())
    assert "on this panel already" in refusal(add_member, by=by, panel=panel, person=forming.chair.user)
    both = make_person(Role.EVALUATOR, Role.PROCUREMENT_OFFICER)
    perform(add_officer, by=by, advert=forming.world.advert, officer=both)
    assert "runs this advert" in refusal(add_member, by=by, panel=panel, person=both)


def test_a_member_of_the_panel_cannot_be_made_an_officer_of_its_advert(forming):
    both = make_person(Role.EVALUATOR, Role.PROCUREMENT_OFFICER)
    perform(add_member, by=forming.officer, panel=forming.panel, person=both)
    words = refusal(add_officer, by=forming.officer, advert=forming.world.advert, officer=both)
    assert "does not run the advert it scores" in words


def test_a_member_is_removed_while_the_panel_is_formed(forming):
    perform(remove_member, by=forming.officer, member=forming.members[1])
    assert list(PanelMember.objects.of_panel(forming.panel)) == [forming.chair]
    assert events("panel-member.remove").get().before["member"] == forming.members[1].user.reference


def test_members_do_not_change_once_scoring_is_open(scoring):
    by, panel = scoring.officer, scoring.panel
    assert "no longer change" in refusal(remove_member, by=by, member=scoring.members[1])
    assert "no longer change" in refusal(choose_chair, by=by, member=scoring.members[1])
    assert "no longer change" in refusal(add_member, by=by, panel=panel, person=make_evaluator())


def test_another_chair_takes_the_place_of_the_first(forming):
    perform(choose_chair, by=forming.officer, member=forming.members[1])
    assert list(PanelMember.objects.of_panel(forming.panel).chairs()) == [forming.members[1]]
    event = events("panel-chair.choose").latest("pk")
    assert event.before == {"chair": forming.chair.user.reference}
    assert event.after == {"chair": forming.members[1].user.reference}


def test_opening_scoring_tells_every_member(forming, mail_queue):
    perform(
        edit_panel, by=forming.officer, panel=forming.panel, name="Panel", scoring_due_at=CLOSES + timedelta(days=9)
    )
    panel = perform(open_scoring, by=forming.officer, panel=forming.panel)
    assert panel.phase is PanelPhase.SCORING
    mails = Email.objects.filter(subject__startswith="Action needed by 8 April 2026: declare your conflicts")
    assert {mail.to[0] for mail in mails} == {member.user.email for member in forming.members}
    assert "There are 2 submissions to score" in mails[0].message


def test_what_is_missing_before_scoring_is_listed_at_once(clock):
    world = make_open(clock)
    panel = perform(form_panel, by=world.officer, advert=world.advert, name="Panel")
    words = refusal(open_scoring, by=world.officer, panel=panel)
    assert "have not been opened yet" in words
    assert "0 of at least 2 members" in words
    assert "no chair" in words


def test_scoring_nothing_is_not_opened(clock):
    it = make_panel(clock, submissions=0)
    assert "No submission stands" in refusal(open_scoring, by=it.officer, panel=it.panel)


def test_scoring_is_opened_once(scoring):
    assert "opened already" in refusal(open_scoring, by=scoring.officer, panel=scoring.panel)


def test_only_an_officer_of_the_advert_opens_scoring(forming):
    stranger = make_officer()
    assert "Only an officer who runs the advert" in refusal(open_scoring, by=stranger, panel=forming.panel)
    assert Panel.objects.get(pk=forming.panel.pk).is_preparing


def test_closing_concludes_the_panel_and_tells_its_members(clock, mail_queue):
    it = make_scoring(clock, submissions=1)
    for member in it.members:
        score(it, member, it.submissions[0], 4, 4, 4, 4, 4)
    close(it)
    assert it.panel.phase is PanelPhase.CONCLUDED
    assert it.panel.scoring_closed_by == it.panel.concluded_by == it.chair.user
    assert not LeftOutAssessment.objects.exists()
    mails = Email.objects.filter(subject="Individual scoring has closed: Corporate Services panel")
    assert {mail.to[0] for mail in mails} == {member.user.email for member in it.members}


def test_closing_names_whoever_has_not_finished_and_asks_why(scoring):
    score(scoring, scoring.chair, scoring.submissions[0], 4, 4, 4, 4, 4)
    words = refusal(close_individual_scoring, by=scoring.chair.user, panel=scoring.panel, reasons={})
    assert all(member.user.full_name in words for member in scoring.members)
    blank = {member.pk: " " for member in scoring.members}
    assert refusal(close_individual_scoring, by=scoring.chair.user, panel=scoring.panel, reasons=blank) == words


def test_what_is_unfinished_is_left_out_with_the_reason(scoring):
    score(scoring, scoring.chair, scoring.submissions[0], 4, 4, 4, 4, 4)
    step_back(scoring, scoring.members[1], scoring.submissions[1])
    close(scoring, reason="On sick leave.")
    left_out = {(entry.member, entry.submission): entry.reason for entry in LeftOutAssessment.objects.all()}
    assert left_out == {
        (scoring.chair, scoring.submissions[1]): "On sick leave.",
        (scoring.members[1], scoring.submissions[0]): "On sick leave.",
    }
    assert events("panel.close-scoring").get().after == {"left_out": 2}


def test_only_the_chair_closes_and_the_attempt_is_recorded(scoring):
    reasons = {member.pk: "Late." for member in scoring.members}
    words = refusal(close_individual_scoring, by=scoring.members[1].user, panel=scoring.panel, reasons=reasons)
    assert "Only the chair" in words
    assert AuditEvent.objects.get(action="panel.close-scoring").refused
    assert not LeftOutAssessment.objects.exists()


def test_closing_before_opening_or_twice_is_refused(forming):
    words = refusal(close_individual_scoring, by=forming.chair.user, panel=forming.panel, reasons={})
    assert "has not been opened" in words


def test_closing_twice_is_refused(concluded):
    words = refusal(close_individual_scoring, by=concluded.chair.user, panel=concluded.panel, reasons={})
    assert "has closed individual scoring" in words


def test_a_refused_closing_leaves_nothing_behind(scoring, monkeypatch):
    """Rolled back as a whole: mail fails last, and the rows written before it are gone."""

    def fail(**_):
        raise RuntimeError("The queue is down.")

    monkeypatch.setattr("evaluation.actions.panel.queue_mail", fail)
    with pytest.raises(RuntimeError):
        close(scoring, reason="Late.")
    assert not LeftOutAssessment.objects.exists()
    assert Panel.objects.get(pk=scoring.panel.pk).is_scoring


def test_progress_counts_what_is_locked_and_names_what_is_not(scoring):
    score(scoring, scoring.chair, scoring.submissions[0], 4, 4, 4, 4, 4)
    step_back(scoring, scoring.members[1], scoring.submissions[0])
    progress = {each.member.pk: each for each in progress_of(scoring.panel)}
    chair, other = progress[scoring.chair.pk], progress[scoring.members[1].pk]
    assert (chair.locked_count, chair.assigned_count, chair.recused_count, chair.state) == (1, 2, 0, "Scoring")
    assert chair.unfinished == (scoring.submissions[1],)
    assert (other.locked_count, other.assigned_count, other.recused_count) == (0, 1, 1)
    assert other.state == "Nothing locked yet"


def test_progress_says_who_has_not_declared(clock):
    it = make_scoring(clock, declared=False)
    assert {each.state for each in progress_of(it.panel)} == {"Conflicts not declared"}


def test_progress_of_many_costs_what_progress_of_one_costs(clock, django_assert_num_queries):
    it = make_scoring(clock, submissions=3, members=4)
    with django_assert_num_queries(4):
        assert len(progress_of(it.panel)) == 4


def test_a_panel_of_another_advert_is_not_its_officers(clock):
    first = make_panel(clock)
    second = make_opened(clock, reference="SAL-2026-015", submissions=1)
    assert list(Panel.objects.readable_by(first.officer)) == [first.panel]
    assert not Panel.objects.readable_by(second.officer)
    assert list(Panel.objects.readable_by(second.approver)) == [first.panel]
    assert list(Panel.objects.adverts_without_one(second.officer)) == [second.advert]
