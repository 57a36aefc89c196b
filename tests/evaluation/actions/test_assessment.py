"""Saving in part, on two pages at once, choosing, locking (P4, P13, P14)."""

from decimal import Decimal

import pytest

from eoi.identity import perform
from eoi.models import AuditEvent
from eoi.problems import ActionRefused
from evaluation.actions.assessment import ScoreChange, lock_assessment, save_scores, settle_alternative
from evaluation.models import Assessment, Score, ScoreAlternative
from tests.evaluation.world import changes, close, declare, lock, make_scoring, save, score, scores_of, step_back

pytestmark = pytest.mark.django_db


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as caught:
        perform(action, **arguments)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def begun(scoring):
    """The chair has saved a 4 for the first objective of the first submission."""
    save(scoring, scoring.chair, scoring.submissions[0], 4)
    return scoring


def first_score(it) -> Score:
    return Score.objects.select_related("assessment__member__panel", "assessment__submission").get()


def settle(it, *, chosen, version):
    stored = first_score(it)
    return perform(settle_alternative, by=it.chair.user, score=stored, chosen=chosen, version=version)


def test_anything_may_be_saved_and_nothing_is_asked_to_be_complete(scoring):
    only_words = [ScoreChange(scoring.criteria[0], version=0, rationale="First thoughts.")]
    saved = perform(
        save_scores, by=scoring.chair.user, member=scoring.chair, submission=scoring.submissions[0], changes=only_words
    )
    [stored] = scores_of(saved.assessment)
    assert (stored.value, stored.not_addressed, stored.rationale) == (None, False, "First thoughts.")
    assert stored.mark_in_words == "No score yet"


def test_saving_nothing_begins_nothing(scoring):
    empty = [ScoreChange(scoring.criteria[0], version=0, rationale=" \n")]
    saved = perform(
        save_scores, by=scoring.chair.user, member=scoring.chair, submission=scoring.submissions[0], changes=empty
    )
    assert saved.assessment is None
    assert not Assessment.objects.exists()


def test_several_criteria_are_saved_at_once(scoring):
    saved = save(scoring, scoring.chair, scoring.submissions[0], 5, None, 0)
    stored = scores_of(saved.assessment)
    assert [each.mark_in_words for each in stored] == ["5", "Not addressed", "0"]
    assert [each.mark for each in stored] == [Decimal(5), None, Decimal(0)]
    event = AuditEvent.objects.get(action="assessment.save")
    assert event.after == {"criteria": [1, 2, 3], "alternatives": 0}
    assert "Convincing" not in str(event.after)


def test_a_change_raises_the_version_and_the_same_again_changes_nothing(begun):
    save(begun, begun.chair, begun.submissions[0], 3, version=1)
    save(begun, begun.chair, begun.submissions[0], 3, version=1)
    stored = first_score(begun)
    assert (stored.value, stored.version) == (Decimal(3), 2)
    assert not ScoreAlternative.objects.exists()


def test_a_second_tab_overwrites_nothing_and_loses_nothing(begun):
    [kept] = save(begun, begun.chair, begun.submissions[0], 2, rationale="From the other tab.").alternatives
    stored = first_score(begun)
    assert (stored.value, stored.rationale, stored.version) == (Decimal(4), "Convincing (¶1).", 1)
    assert (kept.value, kept.rationale, kept.settled_at) == (Decimal(2), "From the other tab.", None)


def test_the_same_text_from_the_second_tab_twice_is_kept_once(begun):
    for _ in range(2):
        save(begun, begun.chair, begun.submissions[0], 2, rationale="From the other tab.")
    assert ScoreAlternative.objects.count() == 1


def test_choosing_the_other_text_keeps_the_first_as_history(begun):
    [kept] = save(begun, begun.chair, begun.submissions[0], 2, rationale="Other.").alternatives
    settled = settle(begun, chosen=kept, version=1)
    assert (settled.value, settled.rationale, settled.version) == (Decimal(2), "Other.", 2)
    history = {(each.rationale, each.chosen) for each in ScoreAlternative.objects.all()}
    assert history == {("Other.", True), ("Convincing (¶1).", False)}
    assert not ScoreAlternative.objects.unsettled().exists()


def test_choosing_the_saved_text_keeps_the_other_as_history(begun):
    save(begun, begun.chair, begun.submissions[0], 2, rationale="Other.")
    settled = settle(begun, chosen=None, version=1)
    assert (settled.value, settled.version) == (Decimal(4), 1)
    assert [(each.rationale, each.chosen) for each in ScoreAlternative.objects.all()] == [("Other.", False)]


def test_choosing_is_refused_when_the_saved_text_changed_meanwhile(begun):
    [kept] = save(begun, begun.chair, begun.submissions[0], 2, rationale="Other.").alternatives
    save(begun, begun.chair, begun.submissions[0], 5, version=1)
    arguments = {"by": begun.chair.user, "score": first_score(begun)}
    assert "changed while you were choosing" in refusal(settle_alternative, chosen=kept, version=1, **arguments)[0]
    settle(begun, chosen=kept, version=2)
    assert "made already" in refusal(settle_alternative, chosen=kept, version=3, **arguments)[0]


def test_locking_names_everything_that_is_missing_with_a_link(begun):
    chair, submission = begun.chair, begun.submissions[0]
    save(begun, chair, submission, 2, rationale="Other.")
    nothing = ScoreChange(begun.criteria[1], version=0, value=Decimal(3))
    perform(save_scores, by=chair.user, member=chair, submission=submission, changes=[nothing])
    problems = refusal(lock_assessment, by=chair.user, member=chair, submission=submission)
    first, second, third = (criterion.wording.short_title for criterion in begun.criteria[:3])
    assert problems[:4] == [
        f"“{first}” was saved in two versions. Choose which one stands.",
        f"“{second}” has no reason. Say why you gave this score.",
        f"“{third}” has no score. Choose one, or “not addressed”.",
        f"“{third}” has no reason. Say why you gave this score.",
    ]


def test_locking_what_was_never_begun_lists_every_objective(scoring):
    chair, submission = scoring.chair, scoring.submissions[0]
    assert len(refusal(lock_assessment, by=chair.user, member=chair, submission=submission)) == 10


def test_locking_is_dated_and_recorded(scoring):
    assessment = score(scoring, scoring.chair, scoring.submissions[0], 5, 4, 3, None, 0)
    assert assessment.is_locked
    event = AuditEvent.objects.get(action="assessment.lock")
    assert event.subject_reference == assessment.reference


def test_locked_scores_are_neither_saved_nor_settled(scoring):
    chair, submission = scoring.chair, scoring.submissions[0]
    assessment = score(scoring, chair, submission, 5, 4, 3, None, 0)
    late = {"by": chair.user, "member": chair, "submission": submission, "changes": changes(scoring, 1, version=1)}
    assert refusal(save_scores, **late) == ["You have locked these scores: they no longer change."]
    stored = Score.objects.select_related("assessment__member__panel", "assessment__submission").filter(
        assessment=assessment
    )[0]
    arguments = {"by": chair.user, "score": stored, "chosen": None, "version": 1}
    assert refusal(settle_alternative, **arguments) == ["You have locked these scores: they no longer change."]


def test_scoring_is_refused_in_the_wrong_phase(forming):
    arguments = {"by": forming.chair.user, "member": forming.chair, "submission": forming.submissions[0]}
    assert "has not been opened" in refusal(save_scores, changes=changes(forming, 4), **arguments)[0]


def test_scoring_is_refused_after_closing(begun):
    close(begun, reason="Late.")
    arguments = {"by": begun.chair.user, "member": begun.chair, "submission": begun.submissions[0]}
    assert "has closed individual scoring" in refusal(save_scores, changes=changes(begun, 1, version=1), **arguments)[0]
    assert "has closed individual scoring" in refusal(lock_assessment, **arguments)[0]


def test_scoring_is_refused_before_declaring(clock):
    it = make_scoring(clock, declared=False)
    arguments = {"by": it.chair.user, "member": it.chair, "submission": it.submissions[0]}
    assert "before you score" in refusal(save_scores, changes=changes(it, 4), **arguments)[0]


def test_scoring_is_refused_to_the_recused(begun):
    step_back(begun, begun.chair, begun.submissions[0])
    arguments = {"by": begun.chair.user, "member": begun.chair, "submission": begun.submissions[0]}
    assert "conflict of interest" in refusal(save_scores, changes=changes(begun, 1, version=1), **arguments)[0]
    assert "conflict of interest" in refusal(lock_assessment, **arguments)[0]


def test_nobody_saves_or_locks_for_another(scoring):
    other, chair = scoring.members[1], scoring.chair
    arguments = {"by": other.user, "member": chair, "submission": scoring.submissions[0]}
    assert "in their own name" in refusal(save_scores, changes=changes(scoring, 4), **arguments)[0]
    save(scoring, chair, scoring.submissions[0], 1, 1, 1, 1, 1)
    assert "in their own name" in refusal(lock_assessment, **arguments)[0]


def test_a_refused_save_leaves_nothing_of_itself(begun, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("The audit trail is down.")

    monkeypatch.setattr("evaluation.actions.assessment.record", fail)
    with pytest.raises(RuntimeError):
        save(begun, begun.chair, begun.submissions[0], 1, 1, version=1)
    assert first_score(begun).value == Decimal(4)


def test_both_members_score_the_same_submission_apart(scoring):
    first, second = scoring.members
    save(scoring, first, scoring.submissions[0], 5)
    save(scoring, second, scoring.submissions[0], 1)
    assert lock_is_refused(scoring, second)
    assert {(each.assessment.member_id, each.value) for each in Score.objects.select_related("assessment")} == {
        (first.pk, Decimal(5)),
        (second.pk, Decimal(1)),
    }


def lock_is_refused(it, member):
    with pytest.raises(ActionRefused):
        lock(it, member, it.submissions[0])
    return True


def test_declaring_late_does_not_stop_the_others(clock):
    it = make_scoring(clock, declared=False)
    declare(it, it.chair)
    assert save(it, it.chair, it.submissions[0], 4).assessment
