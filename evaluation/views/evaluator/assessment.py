"""The scoring page, the choice between two versions, and locking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eoi.models import Criterion, Submission
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.sealed_files import files_to_read
from evaluation.actions.assessment import lock_assessment, save_scores, settle_alternative
from evaluation.forms.assessment import ScoreForm, SettleForm
from evaluation.forms.together import all_valid, faults_of
from evaluation.models import Assessment, PanelMember, Score, ScoreAlternative
from evaluation.policies import (
    problems_with_locked,
    problems_with_locking,
    problems_with_phase,
    problems_with_scoring,
    recusal_from,
)
from evaluation.reading import SealedAnswer, SealedWords, read_submission
from evaluation.views.access import EVALUATORS, for_audience, not_now, own_place, posted, submission_before
from evaluation.workload import work_of


@dataclass(frozen=True)
class Desk:
    """One objective on the scoring page: the answer beside its score."""

    criterion: Criterion
    answer: SealedAnswer | None
    score: Score | None
    form: ScoreForm | None
    unsettled: bool


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def assessment_edit(request: PersonRequest, reference: str, submission: str) -> HttpResponse:
    """All objectives on one page, answer beside score. Saves in part; once locked or closed, shows what was given."""
    place = own_place(request, reference)
    wanted = submission_before(place, submission)
    words = _words_or_refusal(request, place, wanted)
    if isinstance(words, HttpResponse):
        return words
    criteria = list(place.panel.advert.criteria.select_related("wording__objective"))
    assessment, scores, unsettled = _scores(place, wanted)
    is_open = _is_open(place, assessment)
    forms = [ScoreForm(posted(request), criterion=each, score=scores.get(each.pk)) for each in criteria]
    page = {
        "place": place,
        "panel": place.panel,
        "submission": wanted,
        "organisation": wanted.expression.organisation,
        "words": words,
        "files": files_to_read(wanted, words.files),
        "assessment": assessment,
        "is_open": is_open,
        "desks": _desks(criteria, words, scores, forms if is_open else None, unsettled),
        "scored_count": sum(score.is_marked for score in scores.values()),
    }
    if request.method == "GET":
        return TemplateResponse(request, "evaluation/evaluator/assessment_edit.html", page)
    if not is_open:
        problems = problems_with_phase(place.panel) or problems_with_locked(assessment)
        return _too_late(request, problems, forms, page)
    if all_valid(forms):
        try:
            return _save(request, place, wanted, forms)
        except ActionRefused as refusal:
            return _too_late(request, refusal.problems, forms, page)
    page["problems"] = faults_of(forms)
    return TemplateResponse(request, "evaluation/evaluator/assessment_edit.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def score_settle(request: PersonRequest, reference: str, submission: str, position: int) -> HttpResponse:
    """Two pages saved one score: both texts, and which stands (P13)."""
    place = own_place(request, reference)
    wanted = submission_before(place, submission)
    if refused := _refusal(request, place, wanted):
        return refused
    _, scores, unsettled = _scores(place, wanted)
    score = next((each for each in scores.values() if each.criterion.position == position), None)
    if score is None:
        raise Http404
    waiting = [alternative for alternative in unsettled if alternative.score_id == score.pk]
    if not waiting:
        messages.success(
            request, f"“{score.criterion.wording.short_title}” has one version: there is nothing to choose."
        )
        return redirect("evaluation:assessment-edit", reference, submission)
    form = SettleForm(posted(request), score=score, waiting=waiting)
    page = {"panel": place.panel, "submission": wanted, "score": score, "waiting": waiting, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            settle_alternative(score=score, chosen=form.chosen(), version=version, by=request.user, at=request.now)
        except ActionRefused as refusal:
            page["problems"] = refusal.problems
            page["form"] = SettleForm(score=score, waiting=waiting)
            return TemplateResponse(request, "evaluation/evaluator/score_settle.html", page, status=409)
        messages.success(
            request, f"“{score.criterion.wording.short_title}”: your choice stands. The other text is kept."
        )
        others = [alternative for alternative in unsettled if alternative.score_id != score.pk]
        if others:
            return redirect("evaluation:score-settle", reference, submission, _first_position(others))
        return redirect("evaluation:assessment-edit", reference, submission)
    return TemplateResponse(request, "evaluation/evaluator/score_settle.html", page)


@require_http_methods(["GET", "POST"])
@for_audience(*EVALUATORS)
def assessment_lock(request: PersonRequest, reference: str, submission: str) -> HttpResponse:
    """What is missing with links, or a confirmation: locked scores no longer change."""
    place = own_place(request, reference)
    wanted = submission_before(place, submission)
    if refused := _refusal(request, place, wanted):
        return refused
    criteria = list(place.panel.advert.criteria.select_related("wording__objective"))
    assessment, scores, unsettled = _scores(place, wanted)
    back = reverse("evaluation:assessment-edit", args=[reference, submission])
    if assessment and assessment.is_locked:
        return redirect(back)
    missing = problems_with_locking(criteria, scores, unsettled, page=back)
    rows = [(criterion, scores.get(criterion.pk)) for criterion in criteria]
    page = {"panel": place.panel, "submission": wanted, "missing": missing, "rows": rows, "back_url": back}
    if request.method == "POST":
        try:
            lock_assessment(member=place, submission=wanted, by=request.user, at=request.now)
        except ActionRefused:
            return TemplateResponse(request, "evaluation/evaluator/assessment_lock.html", page, status=409)
        messages.success(request, f"Your scores for {wanted.expression.organisation.name} are locked.")
        return redirect("evaluation:assessment-list", reference)
    return TemplateResponse(request, "evaluation/evaluator/assessment_lock.html", page)


def _save(
    request: PersonRequest, place: PanelMember, submission: Submission, forms: Sequence[ScoreForm]
) -> HttpResponse:
    """Save what was changed on this page; an older page's texts are kept beside what stands, and the evaluator is asked."""
    changes = [change for form in forms if (change := form.change())]
    saved = save_scores(member=place, submission=submission, changes=changes, by=request.user, at=request.now)
    if saved.alternatives:
        position = _first_position(saved.alternatives)
        return redirect("evaluation:score-settle", place.panel.reference, submission.reference, position)
    return _onward(request, place, submission)


def _too_late(
    request: PersonRequest, problems: Sequence[Problem], forms: Sequence[ScoreForm], page: dict[str, Any]
) -> TemplateResponse:
    """Locked in another tab, or closed meanwhile: nothing is saved, and what was typed is shown for copying."""
    typed = [(form.criterion.wording.short_title, form["rationale"].value()) for form in forms]
    page |= {
        "problems": problems,
        "unsaved": [(title, words) for title, words in typed if words],
        "is_open": False,
        "desks": [replace(desk, form=None) for desk in page["desks"]],
    }
    return TemplateResponse(request, "evaluation/evaluator/assessment_edit.html", page, status=409)


def _is_open(place: PanelMember, assessment: Assessment | None) -> bool:
    return place.panel.is_scoring and not (assessment and assessment.is_locked)


def _refusal(request: PersonRequest, place: PanelMember, submission: Submission) -> HttpResponse | None:
    """403 with the reason for the recused; an explanation to those who come too early or too late; None: go on."""
    if recused := recusal_from(place, submission):
        raise PermissionDenied(recused[0].message)
    problems = problems_with_scoring(place, submission)
    return _not_now(request, place, problems) if problems else None


def _words_or_refusal(request: PersonRequest, place: PanelMember, submission: Submission) -> SealedWords | HttpResponse:
    """The sealed words, which those who have declared also read after scoring has closed."""
    refused = _refusal(request, place, submission)
    if refused and not place.has_declared:
        return refused
    words = read_submission(submission)
    if words is None:
        raise PermissionDenied("You have no leave to read this submission.")
    return words


def _scores(
    place: PanelMember, submission: Submission
) -> tuple[Assessment | None, dict[int, Score], list[ScoreAlternative]]:
    """The evaluator's own assessment, its scores by criterion id, and what waits for a choice. Three queries."""
    assessment = Assessment.objects.of_member(place).current().of_submission(submission).first()
    if assessment is None:
        return None, {}, []
    scores = {score.criterion_id: score for score in Score.objects.of_assessments([assessment])}
    return assessment, scores, list(ScoreAlternative.objects.of_assessment(assessment).unsettled())


def _desks(
    criteria: Sequence[Criterion],
    words: SealedWords,
    scores: dict[int, Score],
    forms: Sequence[ScoreForm] | None,
    unsettled: Sequence[ScoreAlternative],
) -> list[Desk]:
    open_choices = {alternative.score.criterion_id for alternative in unsettled}
    by_criterion = {form.criterion.pk: form for form in forms or ()}
    return [
        Desk(
            criterion=criterion,
            answer=words.answer(criterion.key),
            score=scores.get(criterion.pk),
            form=by_criterion.get(criterion.pk),
            unsettled=criterion.pk in open_choices,
        )
        for criterion in criteria
    ]


def _onward(request: PersonRequest, place: PanelMember, submission: Submission) -> HttpResponse:
    """Where the pressed button leads."""
    reference, name = place.panel.reference, submission.expression.organisation.name
    then = request.POST.get("then")
    if then == "lock":
        return redirect("evaluation:assessment-lock", reference, submission.reference)
    messages.success(request, f"Your scores for {name} are saved.")
    if then == "next":
        [work] = work_of([place])
        following = work.after(submission)
        if following:
            return redirect("evaluation:assessment-edit", reference, following.submission.reference)
        return redirect("evaluation:assessment-list", reference)
    return redirect("evaluation:assessment-edit", reference, submission.reference)


def _first_position(alternatives: Sequence[ScoreAlternative]) -> int:
    return min(alternative.score.criterion.position for alternative in alternatives)


def _not_now(request: PersonRequest, place: PanelMember, problems: Sequence[Problem]) -> TemplateResponse:
    back = reverse("evaluation:assessment-list", args=[place.panel.reference])
    return not_now(
        request, problems, title="You cannot score this now", back_url=back, back_label="Back to my submissions"
    )
