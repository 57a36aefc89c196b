"""The database refuses by itself: raw SQL that goes round the application, as an attacker or a careless shell would."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from eoi.actions.advert import add_officer
from eoi.guard_inventory import EXPECTED_TRIGGERS, live_triggers
from eoi.identity import acting_as, perform
from eoi.models import Role
from eoi.problems import ActionRefused
from evaluation.actions.panel import add_member, choose_chair, form_panel
from evaluation.registration import TRIGGERS
from tests.evaluation.world import close, declare, lock, make_panel, make_scoring, save, score, step_back
from tests.factories.people import make_evaluator, make_officer, make_organisation, make_person
from tests.factories.world import make_open, make_opened

pytestmark = pytest.mark.django_db


@contextmanager
def refused(code, words):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.pgcode == code
    assert words in str(caught.value)


def run(user, statement, *values):
    with acting_as(user), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def test_the_inventory_of_triggers_holds():
    live = live_triggers()
    assert all(EXPECTED_TRIGGERS[table] == live[table] for table in TRIGGERS)


# Panel and members

PANEL = "INSERT INTO evaluation_panel (reference, advert_id, name, created_by_id) VALUES ('PAN-TEST', %s, 'Panel', %s)"
MEMBER = "INSERT INTO evaluation_panelmember (panel_id, user_id, appointed_by_id, is_chair) VALUES (%s, %s, %s, false)"


def test_only_an_officer_of_the_advert_forms_its_panel(clock):
    world = make_opened(clock, submissions=1)
    stranger = make_officer()
    with refused("EOI09", "Only an officer who runs the advert"):
        run(stranger, PANEL, world.advert.pk, stranger.pk)
    with refused("EOI09", "Only an officer who runs the advert"):
        run(stranger, PANEL, world.advert.pk, world.officer.pk)


def test_a_member_has_to_be_an_evaluator(forming):
    approver = forming.world.approver
    with refused("EOI21", "has to be an evaluator"):
        run(forming.officer, MEMBER, forming.panel.pk, approver.pk, forming.officer.pk)


def test_an_officer_of_the_advert_is_refused_as_member(forming):
    both = make_person(Role.PROCUREMENT_OFFICER, Role.EVALUATOR)
    perform(add_officer, by=forming.officer, advert=forming.world.advert, officer=both)
    with refused("EOI21", "does not score it"):
        run(forming.officer, MEMBER, forming.panel.pk, both.pk, forming.officer.pk)


def test_a_member_is_refused_as_officer_of_the_advert(forming):
    statement = "INSERT INTO eoi_advertofficer (advert_id, user_id, assigned_by_id) VALUES (%s, %s, %s)"
    with refused("EOI21", "does not run the advert"):
        run(forming.officer, statement, forming.world.advert.pk, forming.chair.user_id, forming.officer.pk)


def test_only_the_officer_changes_members_and_only_before_scoring(scoring):
    with refused("EOI24", "no longer change"):
        run(scoring.officer, MEMBER, scoring.panel.pk, make_evaluator().pk, scoring.officer.pk)
    with refused("EOI24", "no longer change"):
        run(scoring.officer, "DELETE FROM evaluation_panelmember WHERE id = %s", scoring.members[1].pk)
    with refused("EOI24", "no longer change"):
        run(scoring.officer, "UPDATE evaluation_panelmember SET is_chair = false WHERE id = %s", scoring.chair.pk)


def test_a_stranger_does_not_change_members(forming):
    stranger = make_officer()
    with refused("EOI09", "in their own name"):
        run(stranger, MEMBER, forming.panel.pk, make_evaluator().pk, forming.officer.pk)
    with refused("EOI09", "in the officer's own name"):
        run(forming.officer, MEMBER, forming.panel.pk, make_evaluator().pk, stranger.pk)


def test_a_place_is_not_passed_on(forming):
    statement = "UPDATE evaluation_panelmember SET user_id = %s WHERE id = %s"
    with refused("EOI24", "not passed on"):
        run(forming.officer, statement, make_evaluator().pk, forming.chair.pk)


def test_two_chairs_are_refused(forming):
    with pytest.raises(DatabaseError, match="one_chair_a_panel"), transaction.atomic():
        run(forming.officer, "UPDATE evaluation_panelmember SET is_chair = true WHERE panel_id = %s", forming.panel.pk)


OPEN = "UPDATE evaluation_panel SET scoring_opened_at = now(), scoring_opened_by_id = %s WHERE id = %s"


@pytest.mark.parametrize(("options", "words"), [({"members": 1}, "two members"), ({"chair": False}, "needs a chair")])
def test_scoring_needs_two_members_and_a_chair(clock, options, words):
    it = make_panel(clock, **options)
    with refused("EOI24", words):
        run(it.officer, OPEN, it.officer.pk, it.panel.pk)


def test_scoring_needs_the_opening_of_the_submissions(clock):
    world = make_open(clock)
    panel = perform(form_panel, by=world.officer, advert=world.advert, name="Early panel")
    members = [perform(add_member, by=world.officer, panel=panel, person=make_evaluator()) for _ in range(2)]
    perform(choose_chair, by=world.officer, member=members[0])
    with refused("EOI24", "after the submissions have been opened"):
        run(world.officer, OPEN, world.officer.pk, panel.pk)


def test_scoring_is_opened_by_the_officer_in_their_own_name(forming):
    with refused("EOI09", "in their own name"):
        run(forming.chair.user, OPEN, forming.officer.pk, forming.panel.pk)


def test_opening_is_never_undone_and_the_advert_never_changed(scoring):
    with refused("EOI24", "never undone"):
        run(
            scoring.officer,
            "UPDATE evaluation_panel SET scoring_opened_at = NULL, scoring_opened_by_id = NULL WHERE id = %s",
            scoring.panel.pk,
        )
    with refused("EOI24", "stays with its advert"):
        run(scoring.officer, "UPDATE evaluation_panel SET reference = 'PAN-OTHER' WHERE id = %s", scoring.panel.pk)


CLOSE = "UPDATE evaluation_panel SET scoring_closed_at = now(), scoring_closed_by_id = %s WHERE id = %s"
CONCLUDE = "UPDATE evaluation_panel SET concluded_at = now(), concluded_by_id = %s WHERE id = %s"


def test_only_the_chair_closes(scoring):
    for person in (scoring.officer, scoring.members[1].user):
        with refused("EOI09", "Only the chair"):
            run(person, CLOSE, person.pk, scoring.panel.pk)


def test_closing_with_something_unfinished_is_refused(scoring):
    with refused("EOI24", "unfinished"):
        run(scoring.chair.user, CLOSE, scoring.chair.user_id, scoring.panel.pk)


def test_closing_before_opening_is_refused(forming):
    with refused("EOI24", "opened before it is closed"):
        run(forming.chair.user, CLOSE, forming.chair.user_id, forming.panel.pk)


def test_closing_and_conclusion_are_never_undone(concluded):
    chair, panel = concluded.chair.user, concluded.panel
    with refused("EOI24", "closed once"):
        run(chair, "UPDATE evaluation_panel SET scoring_closed_at = now() WHERE id = %s", panel.pk)
    with refused("EOI24", "concluded once"):
        run(chair, "UPDATE evaluation_panel SET concluded_at = NULL, concluded_by_id = NULL WHERE id = %s", panel.pk)
    with refused("EOI24", "no longer change"):
        run(chair, "UPDATE evaluation_panel SET name = 'Other' WHERE id = %s", panel.pk)


def test_concluding_is_the_chairs(clock):
    it = make_scoring(clock, submissions=1)
    for member in it.members:
        score(it, member, it.submissions[0], 3, 3, 3, 3, 3)
    run(it.chair.user, CLOSE, it.chair.user_id, it.panel.pk)
    with refused("EOI09", "Only the chair concludes"):
        run(it.officer, CONCLUDE, it.officer.pk, it.panel.pk)


# Declarations

DECLARE = (
    "INSERT INTO evaluation_conflictdeclaration (member_id, organisation_id, edition, outcome, nature, details)"
    " VALUES (%s, %s, 1, %s, %s, %s)"
)


def organisation(it, number=0):
    return it.submissions[number].expression.organisation_id


def test_a_declaration_is_the_members_own_about_a_submitting_organisation(clock):
    it = make_scoring(clock, declared=False)
    with refused("EOI09", "in their own name"):
        run(it.officer, DECLARE, it.chair.pk, organisation(it), "none", "", "")
    other = make_organisation(created_by=it.officer)
    with refused("EOI21", "no submission before this panel"):
        run(it.chair.user, DECLARE, it.chair.pk, other.pk, "none", "", "")


def test_nothing_is_declared_before_scoring_opens(forming):
    with refused("EOI20", "once scoring has been opened"):
        run(forming.chair.user, DECLARE, forming.chair.pk, organisation(forming), "none", "", "")


def test_after_closing_only_a_recusal_is_declared(concluded):
    with refused("EOI20", "only a recusal"):
        run(concluded.chair.user, DECLARE, concluded.chair.pk, organisation(concluded), "none", "", "")
    assert run(concluded.chair.user, DECLARE, concluded.chair.pk, organisation(concluded), "recused", "actual", "Mine.")


def test_a_recusal_stands(scoring):
    step_back(scoring, scoring.chair, scoring.submissions[0])
    with refused("EOI21", "never taken back"):
        run(scoring.chair.user, DECLARE, scoring.chair.pk, organisation(scoring), "none", "", "")


def test_declaring_is_complete_before_it_counts(clock):
    it = make_scoring(clock, declared=False)
    run(it.chair.user, DECLARE, it.chair.pk, organisation(it), "none", "", "")
    statement = "UPDATE evaluation_panelmember SET declared_at = now() WHERE id = %s"
    with refused("EOI21", "every organisation"):
        run(it.chair.user, statement, it.chair.pk)
    run(it.chair.user, DECLARE, it.chair.pk, organisation(it, 1), "none", "", "")
    with refused("EOI09", "in their own name"):
        run(it.officer, statement, it.chair.pk)
    assert run(it.chair.user, statement, it.chair.pk) == 1
    with refused("EOI24", "never undone"):
        run(it.chair.user, "UPDATE evaluation_panelmember SET declared_at = NULL WHERE id = %s", it.chair.pk)


# Assessments and scores

ASSESS = "INSERT INTO evaluation_assessment (member_id, submission_id, edition) VALUES (%s, %s, 1)"
SCORE = (
    "INSERT INTO evaluation_score (assessment_id, criterion_id, value, not_addressed, rationale, version)"
    " VALUES (%s, %s, %s, false, %s, %s)"
)


def test_nobody_scores_for_another(scoring):
    with refused("EOI09", "in their own name"):
        run(scoring.officer, ASSESS, scoring.chair.pk, scoring.submissions[0].pk)


def test_nobody_scores_before_opening_or_after_closing(forming, clock):
    with refused("EOI20", "not been opened"):
        run(forming.chair.user, ASSESS, forming.chair.pk, forming.submissions[0].pk)


def test_nobody_scores_after_closing(scoring):
    assessment = save(scoring, scoring.chair, scoring.submissions[0], 4).assessment
    close(scoring, reason="Ill.")
    with refused("EOI20", "has closed individual scoring"):
        run(scoring.chair.user, SCORE, assessment.pk, scoring.criteria[1].pk, 3, "Late", 1)
    with refused("EOI20", "has closed individual scoring"):
        run(scoring.chair.user, ASSESS, scoring.chair.pk, scoring.submissions[1].pk)


def test_nobody_scores_before_declaring(clock):
    it = make_scoring(clock, declared=False)
    with refused("EOI21", "Declare your conflicts"):
        run(it.chair.user, ASSESS, it.chair.pk, it.submissions[0].pk)


def test_nobody_scores_what_they_are_recused_from(clock):
    it = make_scoring(clock, declared=False)
    declare(it, it.chair, recused=(it.submissions[0],))
    with refused("EOI21", "conflict of interest"):
        run(it.chair.user, ASSESS, it.chair.pk, it.submissions[0].pk)
    assert run(it.chair.user, ASSESS, it.chair.pk, it.submissions[1].pk) == 1


def test_a_later_recusal_ends_scoring(scoring):
    assessment = save(scoring, scoring.chair, scoring.submissions[0], 4).assessment
    step_back(scoring, scoring.chair, scoring.submissions[0])
    with refused("EOI21", "conflict of interest"):
        run(scoring.chair.user, SCORE, assessment.pk, scoring.criteria[1].pk, 3, "Still", 1)


def test_a_version_goes_up_by_exactly_one(scoring):
    assessment = save(scoring, scoring.chair, scoring.submissions[0], 4).assessment
    [stored] = assessment.scores.all()
    for version in (1, 3):
        with refused("EOI10", "changed while you were writing"):
            run(
                scoring.chair.user,
                "UPDATE evaluation_score SET value = 2, version = %s WHERE id = %s",
                version,
                stored.pk,
            )
    with refused("EOI10", "first version"):
        run(scoring.chair.user, SCORE, assessment.pk, scoring.criteria[1].pk, 3, "Why", 2)


def test_a_score_stays_with_its_criterion(scoring):
    assessment = save(scoring, scoring.chair, scoring.submissions[0], 4).assessment
    statement = "UPDATE evaluation_score SET criterion_id = %s, version = version + 1 WHERE assessment_id = %s"
    with refused("EOI22", "stays with its assessment"):
        run(scoring.chair.user, statement, scoring.criteria[1].pk, assessment.pk)


@pytest.mark.parametrize(
    ("value", "not_addressed", "constraint"), [(6, False, "score_runs"), (3, True, "score_is_a_value")]
)
def test_a_score_is_a_value_from_0_to_5_or_not_addressed(scoring, value, not_addressed, constraint):
    assessment = save(scoring, scoring.chair, scoring.submissions[0], 4).assessment
    statement = (
        "UPDATE evaluation_score SET value = %s, not_addressed = %s, version = version + 1 WHERE assessment_id = %s"
    )
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        run(scoring.chair.user, statement, value, not_addressed, assessment.pk)


LOCK = "UPDATE evaluation_assessment SET locked_at = now() WHERE id = %s"


def test_locking_needs_a_score_and_a_reason_for_every_criterion(scoring):
    chair, submission = scoring.chair, scoring.submissions[0]
    assessment = save(scoring, chair, submission, 4, 3, 2, None).assessment
    with refused("EOI23", "Every objective needs"):
        run(chair.user, LOCK, assessment.pk)
    run(chair.user, SCORE, assessment.pk, scoring.criteria[4].pk, 3, " \n\t ", 1)
    with refused("EOI23", "Every objective needs"):
        run(chair.user, LOCK, assessment.pk)


def test_locking_needs_every_choice_made(scoring):
    chair, submission = scoring.chair, scoring.submissions[0]
    save(scoring, chair, submission, 4, 3, 2, None, 1)
    saved = save(scoring, chair, submission, 5, version=0)
    assert len(saved.alternatives) == 1
    with refused("EOI23", "choose which one stands"):
        run(chair.user, LOCK, saved.assessment.pk)


def test_what_is_locked_never_changes(scoring):
    chair = scoring.chair
    assessment = score(scoring, chair, scoring.submissions[0], 4, 3, 2, None, 1)
    with refused("EOI22", "locked"):
        run(chair.user, "UPDATE evaluation_assessment SET locked_at = NULL WHERE id = %s", assessment.pk)
    with refused("EOI22", "locked"):
        run(
            chair.user,
            "UPDATE evaluation_score SET value = 0, version = version + 1 WHERE assessment_id = %s",
            assessment.pk,
        )
    alternative = (
        "INSERT INTO evaluation_scorealternative (score_id, value, not_addressed, rationale) VALUES (%s, 1, false, '')"
    )
    with refused("EOI22", "locked"):
        run(chair.user, alternative, assessment.scores.first().pk)


def test_a_kept_alternative_is_settled_once_and_never_reworded(scoring):
    chair, submission = scoring.chair, scoring.submissions[0]
    save(scoring, chair, submission, 4)
    [alternative] = save(scoring, chair, submission, 5).alternatives
    reword = "UPDATE evaluation_scorealternative SET rationale = 'Other' WHERE id = %s"
    settle = "UPDATE evaluation_scorealternative SET settled_at = now(), chosen = false WHERE id = %s"
    with refused("EOI12", "kept as it was"):
        run(chair.user, reword, alternative.pk)
    run(chair.user, settle, alternative.pk)
    with refused("EOI12", "settled once"):
        run(chair.user, settle, alternative.pk)


LEAVE_OUT = "INSERT INTO evaluation_leftoutassessment (member_id, submission_id, reason, left_out_by_id) VALUES (%s, %s, %s, %s)"


def test_only_the_chair_leaves_out_and_never_what_is_locked(scoring):
    member, submission = scoring.members[1], scoring.submissions[0]
    with refused("EOI09", "Only the chair"):
        run(scoring.officer, LEAVE_OUT, member.pk, submission.pk, "Ill", scoring.officer.pk)
    score(scoring, member, submission, 1, 1, 1, 1, 1)
    with refused("EOI22", "it counts"):
        run(scoring.chair.user, LEAVE_OUT, member.pk, submission.pk, "Ill", scoring.chair.user_id)


@pytest.mark.parametrize(
    "table",
    [
        "evaluation_panel",
        "evaluation_panelmember",
        "evaluation_conflictdeclaration",
        "evaluation_assessment",
        "evaluation_score",
        "evaluation_scorealternative",
        "evaluation_leftoutassessment",
    ],
)
def test_nothing_is_deleted_or_truncated(scoring, table):
    chair, submission = scoring.chair, scoring.submissions[0]
    save(scoring, chair, submission, 4)
    save(scoring, chair, submission, 5)
    close(scoring, reason="Ill.")
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        run(scoring.officer, f"DELETE FROM {table}")
    assert caught.value.__cause__.pgcode in ("EOI12", "EOI24")
    with refused("EOI12", ""):
        run(scoring.officer, "SET CONSTRAINTS ALL IMMEDIATE")
        run(scoring.officer, f"TRUNCATE {table} CASCADE")


def test_locking_twice_through_the_action_is_locking_once(scoring):
    first = score(scoring, scoring.chair, scoring.submissions[0], 1, 2, 3, 4, 5)
    assert lock(scoring, scoring.chair, scoring.submissions[0]).locked_at == first.locked_at


# Reading

GRANT = (
    "INSERT INTO eoi_readinggrant (submission_id, user_id, purpose, granted_at, revoked_reason)"
    " VALUES (%s, %s, 'approver', now(), '')"
)


def test_a_member_of_the_panel_is_given_no_leave_before_declaring_whatever_their_role(clock):
    scoring = make_scoring(clock, declared=False)
    member = scoring.members[0]
    with refused("EOI21", "only after declaring conflicts"):
        run(scoring.officer, GRANT, scoring.submissions[0].pk, member.user.pk)


def test_a_member_who_stepped_back_is_never_given_leave_again(clock):
    scoring = make_scoring(clock)
    member, submission = scoring.members[0], scoring.submissions[0]
    step_back(scoring, member, submission)
    with refused("EOI21", "have stepped back from"):
        run(scoring.officer, GRANT, submission.pk, member.user.pk)


def test_somebody_who_may_read_already_is_not_appointed(forming):
    approver = make_person(Role.EVALUATOR, Role.APPROVER)
    with refused("EOI21", "before reading anything"):
        run(forming.officer, MEMBER, forming.panel.pk, approver.pk, forming.officer.pk)
    reader = make_evaluator()
    run(forming.officer, GRANT, forming.world.submissions[0].pk, reader.pk)
    with refused("EOI21", "before reading anything"):
        run(forming.officer, MEMBER, forming.panel.pk, reader.pk, forming.officer.pk)


def test_an_approver_is_refused_for_a_panel_in_a_sentence(forming):
    approver = make_person(Role.EVALUATOR, Role.APPROVER)
    with pytest.raises(ActionRefused, match="is an approver"):
        perform(add_member, by=forming.officer, panel=forming.panel, person=approver)
