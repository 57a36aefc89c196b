"""Writing answers. A save refuses nothing for incompleteness and loses nothing, not even at the closing time (P3, P4, P13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.answer_edition import save_or_set_aside, settle
from eoi.actions.expression_of_interest import StaleAnswers
from eoi.forms.answer import AnswerForm, NeedsForm
from eoi.models import Answer, AnswerEdition, ExpressionOfInterest, Question, QuestionKind
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.partner import autosave
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.answer_settle import settle_page
from eoi.views.partner.expression_of_interest import page_facts
from eoi.views.partner.late import with_advice

NEEDS = "needs"


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def answer_edit(request: PersonRequest, reference: str, key: str) -> HttpResponse:
    """One question, one answer. A save that comes second is kept, and both texts are shown to settle which stands."""
    expression = own_expression(request, reference)
    questions = list(Question.objects.of(expression.advert))
    question = _question(questions, key)
    answer = expression.answers.select_related("changed_by").by_key().get(key)
    form = AnswerForm(request.POST or None, question=question, answer=answer)
    page = {**page_facts(request, expression), **_neighbours(questions, key), "form": form, "question": question}
    page |= {"answer": answer, "waits": AnswerEdition.objects.of_answer(expression, key).waiting().exists()}
    if request.method == "POST" and form.is_valid():
        try:
            save_or_set_aside(expression=expression, changes=form.changes(), by=request.user, at=request.now)
        except StaleAnswers as stale:
            if autosave.is_autosave(request):
                return autosave.set_aside(expression, stale, _saved_beside(expression, form, stale))
            return settle_page(request, page, typed=stale.kept[0], stands=stale.pairs[0][0], status=409)
        except ActionRefused as refusal:
            problems = with_advice(refusal.problems)
            if autosave.is_autosave(request):
                return autosave.refused(problems)
            page |= {"problems": problems, "unsaved": form.cleaned_data["text"]}
            return TemplateResponse(request, "eoi/partner/answer_edit.html", page, status=409)
        return _saved(request, page)
    if autosave.is_autosave(request):
        return autosave.invalid(form)
    return TemplateResponse(request, "eoi/partner/answer_edit.html", page, status=_status(form))


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def needs_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """All needs on one page, each with a tick and how. Where a colleague saved first, both texts stand side by side.

    404 where the advert states no needs.
    """
    expression = own_expression(request, reference)
    questions = list(Question.objects.of(expression.advert))
    needs = [question for question in questions if question.kind == QuestionKind.NEED]
    if not needs:
        raise Http404
    answers: Mapping[str, Answer] = expression.answers.select_related("changed_by").by_key()
    form = NeedsForm(request.POST or None, questions=needs, answers=answers)
    page = {**page_facts(request, expression), **_neighbours(questions, NEEDS), "form": form}
    page["waiting"] = AnswerEdition.objects.waiting_keys(expression) & {question.key for question in needs}
    status = _status(form)
    if request.method == "POST" and form.is_valid():
        try:
            _save_needs(request, expression, form)
        except StaleAnswers as stale:
            if autosave.is_autosave(request):
                return autosave.set_aside(expression, stale, _saved_beside(expression, form, stale))
            form.show_beside(stale.pairs, {edition.question_key: edition.number for edition in stale.kept})
            page["problems"] = [_beside(theirs, control=f"#id_{mine.key}-how") for theirs, mine in stale.pairs]
            status = 409
        except ActionRefused as refusal:
            page["problems"], page["is_open"], status = with_advice(refusal.problems), False, 409
            if autosave.is_autosave(request):
                return autosave.refused(page["problems"])
        else:
            return _saved(request, page)
    if autosave.is_autosave(request):
        return autosave.invalid(form)
    page["rows"] = form.rows()
    page["last"] = _last_changed(answers, needs)
    return TemplateResponse(request, "eoi/partner/needs_edit.html", page, status=status)


def _save_needs(request: PersonRequest, expression: ExpressionOfInterest, form: NeedsForm) -> None:
    """What the page showed beside a colleague's text is settled by saving the page again."""
    for key, number in form.settles().items():
        settle(expression=expression, key=key, number=number, by=request.user, at=request.now)
    save_or_set_aside(expression=expression, changes=form.changes(), by=request.user, at=request.now)


def _saved(request: PersonRequest, page: Mapping[str, Any]) -> HttpResponse:
    """Saved: the page that saved by itself is told so where it is, anybody else is led on."""
    form: AnswerForm | NeedsForm = page["form"]
    if autosave.is_autosave(request):
        expression: ExpressionOfInterest = page["expression"]
        return autosave.saved(request, form.as_saved(expression.answers.all().by_key()))
    if isinstance(form, AnswerForm):
        _say_saved(request, form)
    else:
        messages.success(request, "The needs you can meet are saved.")
    return _onward(request, page)


def _saved_beside(
    expression: ExpressionOfInterest, form: AnswerForm | NeedsForm, stale: StaleAnswers
) -> dict[str, str]:
    """Hidden fields of what the page saved while another answer of it met a colleague's: that one keeps what it was made from."""
    answers = expression.answers.all().by_key()
    return form.as_saved(answers, but={answer.question_key for answer, _ in stale.pairs})


def _beside(theirs: Answer, *, control: str) -> Problem:
    """One answer that a colleague, or one's own second tab, saved first, with the control that holds what was typed."""
    return Problem(
        "changed-meanwhile",
        f"{theirs.changed_by.full_name} saved an answer while you were writing it. Choose which text stands.",
        control,
    )


def _question(questions: Sequence[Question], key: str) -> Question:
    for question in questions:
        if question.key == key and question.kind != QuestionKind.NEED:
            return question
    raise Http404


def _last_changed(answers: Mapping[str, Answer], needs: Sequence[Question]) -> Answer | None:
    written = [answers[question.key] for question in needs if question.key in answers]
    return max(written, key=lambda answer: answer.changed_at, default=None)


def _neighbours(questions: Sequence[Question], key: str) -> dict[str, Any]:
    """Previous and next page in the order of the questions; all needs are one page."""
    places: dict[str, str] = {}
    for question in questions:
        if question.kind == QuestionKind.NEED:
            places.setdefault(NEEDS, "The needs you can meet")
        else:
            places[question.key] = question.title
    keys = list(places)
    here = keys.index(key)
    return {
        "place": here + 1,
        "places": len(keys),
        "previous": {"key": keys[here - 1], "title": places[keys[here - 1]]} if here else None,
        "next": {"key": keys[here + 1], "title": places[keys[here + 1]]} if here + 1 < len(keys) else None,
    }


def _onward(request: PersonRequest, page: Mapping[str, Any]) -> HttpResponse:
    """“Save and next” goes on; “Save” stays on the task list's side of the answer just written."""
    expression, following = page["expression"], page["next"]
    if "and_next" not in request.POST:
        return redirect(request.path)
    if following is None:
        return redirect("eoi:expression-check", expression.reference)
    if following["key"] == NEEDS:
        return redirect("eoi:needs-edit", expression.reference)
    return redirect("eoi:answer-edit", expression.reference, following["key"])


def _say_saved(request: PersonRequest, form: AnswerForm) -> None:
    title, limit, excess = form.question.title, form.question.word_limit, form.words_too_many()
    if excess and not form.cleaned_data.get("nothing_offered"):
        messages.warning(
            request,
            f"“{title}” is saved, but it has {limit + excess:,} words and the limit is {limit:,}. "
            f"Shorten it by {excess:,} before you submit.",
        )
        return
    messages.success(request, f"“{title}” is saved.")


def _status(form: AnswerForm | NeedsForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
