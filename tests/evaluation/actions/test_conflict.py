"""Declaring before anything is read, stepping back later: leave to read follows at once (R5)."""

import pytest

from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ReadingGrant, SubmissionContent
from eoi.problems import ActionRefused
from evaluation.actions.conflict import ConflictStatement, declare_conflicts, recuse
from evaluation.models import ConflictDeclaration, ConflictNature, ConflictOutcome
from evaluation.reading import read_submission
from tests.evaluation.world import declare, make_scoring, score, step_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def undeclared(clock):
    return make_scoring(clock, declared=False)


def readable(user):
    with acting_as(user):
        return set(SubmissionContent.objects.values_list("submission_id", flat=True))


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as caught:
        perform(action, **arguments)
    return str(caught.value)


def test_nothing_is_readable_before_the_declaration(undeclared):
    assert readable(undeclared.officer)  # there is something that could leak
    assert readable(undeclared.chair.user) == set()
    with acting_as(undeclared.chair.user):
        assert read_submission(undeclared.submissions[0]) is None


def test_declaring_opens_what_there_is_no_conflict_about(undeclared):
    first, second = undeclared.submissions
    member = declare(undeclared, undeclared.chair, recused=(first,))
    assert member.has_declared
    assert readable(undeclared.chair.user) == {second.pk}
    assert readable(undeclared.members[1].user) == set()
    event = AuditEvent.objects.get(action="conflict.declare")
    assert event.after == {"organisations": 2, "recused": 1}
    assert undeclared.chair.user.full_name not in str(event.after)


def test_the_sealed_words_are_read_as_they_were_sealed(undeclared):
    declare(undeclared, undeclared.chair)
    with acting_as(undeclared.chair.user):
        words = read_submission(undeclared.submissions[0])
    assert words.organisation["name"] == undeclared.submissions[0].expression.organisation.name
    assert words.answer("objective-1").text == "We would help with this. (objective-1)"
    assert words.answer("no-such-key") is None
    assert [part.key for part in words.beside_the_objectives] == ["about"]
    assert words.kind_in_words == "Company"
    assert words.size_in_words == "10 to 49 people"
    assert words.word_count == 6 * 6


def test_a_statement_is_made_about_every_organisation_once_each(undeclared):
    chair = undeclared.chair
    one = ConflictStatement(undeclared.submissions[0].expression.organisation, ConflictOutcome.NONE)
    assert "every organisation" in refusal(declare_conflicts, by=chair.user, member=chair, statements=[one])
    assert "every organisation" in refusal(declare_conflicts, by=chair.user, member=chair, statements=[one, one])
    assert not ConflictDeclaration.objects.exists()
    assert not ReadingGrant.objects.held_by(chair.user).exists()


def test_a_conflict_says_of_what_nature_it_is_and_what(undeclared):
    chair = undeclared.chair
    statements = [
        ConflictStatement(submission.expression.organisation, ConflictOutcome.RECUSED)
        for submission in undeclared.submissions
    ]
    words = refusal(declare_conflicts, by=chair.user, member=chair, statements=statements)
    assert "of what nature" in words
    assert "in a few words" in words


def test_declaring_is_done_once(scoring):
    words = refusal(declare_conflicts, by=scoring.chair.user, member=scoring.chair, statements=[])
    assert "You have declared your conflicts" in words


def test_declaring_waits_for_scoring_to_open(forming):
    words = refusal(declare_conflicts, by=forming.chair.user, member=forming.chair, statements=[])
    assert "has not been opened" in words


def test_nobody_declares_for_another(undeclared):
    statements = [
        ConflictStatement(each.expression.organisation, ConflictOutcome.NONE) for each in undeclared.submissions
    ]
    words = refusal(declare_conflicts, by=undeclared.members[1].user, member=undeclared.chair, statements=statements)
    assert "in their own name" in words


def test_a_later_recusal_revokes_at_once(scoring):
    chair, first = scoring.chair, scoring.submissions[0]
    assert readable(chair.user) == {each.pk for each in scoring.submissions}
    declaration = step_back(scoring, chair, first)
    declaration.refresh_from_db()
    assert (declaration.edition, declaration.outcome) == (2, ConflictOutcome.RECUSED)
    assert readable(chair.user) == {scoring.submissions[1].pk}
    assert readable(scoring.members[1].user) == {each.pk for each in scoring.submissions}
    latest = ConflictDeclaration.objects.of_member(chair).latest_editions()
    assert [each.outcome for each in latest] == [ConflictOutcome.RECUSED, ConflictOutcome.NONE]


def test_a_recusal_after_locking_keeps_the_scores_in_the_record(scoring):
    assessment = score(scoring, scoring.chair, scoring.submissions[0], 5, 5, 5, 5, 5)
    step_back(scoring, scoring.chair, scoring.submissions[0])
    assessment.refresh_from_db()
    assert assessment.is_locked
    assert assessment.scores.count() == 5


def test_a_recusal_after_the_conclusion_revokes_too(concluded):
    step_back(concluded, concluded.chair, concluded.submissions[0])
    assert readable(concluded.chair.user) == {concluded.submissions[1].pk}


def test_a_recusal_is_made_once_and_after_the_declaration(undeclared):
    chair, first = undeclared.chair, undeclared.submissions[0]
    arguments = {"by": chair.user, "member": chair, "submission": first, "nature": "actual", "details": "Mine."}
    assert "Declare your conflicts for every organisation first" in refusal(recuse, **arguments)
    declare(undeclared, chair)
    assert "in a few words" in refusal(recuse, **{**arguments, "details": ""})
    assert "of what nature" in refusal(recuse, **{**arguments, "nature": ConflictNature.ACTUAL + "x"})
    perform(recuse, **arguments)
    assert "you neither read nor score" in refusal(recuse, **arguments)
