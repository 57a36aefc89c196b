"""Answering questions about an advert: draft, publish, answer privately, reveal (R1, ADR 0024)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from eoi.actions.clarification import answer_privately, draft_answer, publish_answers, reveal_asker
from eoi.forms.clarification import AnswerDraftForm, PrivateAnswerForm, PublishAnswersForm, RevealForm
from eoi.models import Advert, Clarification
from eoi.policies.advert_change import problems_with_withdrawn
from eoi.policies.clarification import (
    RegisteredNames,
    problems_with_answering_privately,
    problems_with_names,
    problems_with_revealing,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_change, for_officers, page_facts
from eoi.views.officer.clarification import HERE, question_facts, question_of
from eoi.views.officer.refusal import not_now


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clarification_answer(request: PersonRequest, reference: str, question: str) -> HttpResponse:
    """Saves a draft of the answer, or of its correction; two officers at once are told, and what the second typed stays."""
    advert, found = _own_question(request, reference, question)
    form = AnswerDraftForm.of(found, request.POST if request.method == "POST" else None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            draft = draft_answer(question=found, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            problems = refusal.problems
            found = question_of(request, advert, question)
            form.show_version(found)
        else:
            done = "Read it once more, then publish it." if draft.is_complete else "It is not complete yet."
            messages.success(request, f"The answer to {found.reference} is saved as a draft. {done}")
            return redirect("eoi:clarification-detail", advert.reference, found.reference)
    facts = {**question_facts(request, advert, found), "form": form, "problems": problems}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/clarification_answer.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clarification_publish(request: PersonRequest, reference: str) -> HttpResponse:
    """Exactly what everybody will read, and who is told; then publishes it, several answers in one announcement."""
    advert = advert_to_change(request, reference)
    if withdrawn := problems_with_withdrawn(advert):
        return not_now(request, advert, "Publish answers", withdrawn, here=HERE)
    drafted = Clarification.objects.about(advert).with_draft().with_answers()
    questions = [each for each in drafted if each.draft.is_complete]
    if not questions:
        problem = Problem("nothing-drafted", "No answer is drafted completely. Draft one first, then publish it.")
        return not_now(request, advert, "Publish answers", [problem], here=HERE)
    names = RegisteredNames(advert)
    found = {each.reference: names.found_in(each.draft.wording, each.draft.text) for each in questions}
    asks = any(each.known and not each.telling for each in found.values())
    form = PublishAnswersForm(
        request.POST if request.method == "POST" else None, questions=questions, asks_about_names=asks
    )
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            answers = publish_answers(
                advert=advert, chosen=form.pairs(), names_confirmed=form.confirms_names, by=request.user
            )
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            number = len(answers)
            what = "One answer is" if number == 1 else f"{number} answers are"
            messages.success(request, f"{what} published. Followers, and everybody with a draft, are told once.")
            return redirect("eoi:clarification-list", advert.reference)
    facts = {
        **page_facts(request, advert, HERE),
        "rows": [
            (each, problems_with_names(each.reference, found[each.reference], confirmed=False)) for each in questions
        ],
        "form": form,
        "problems": problems,
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/clarification_publish.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clarification_answer_privately(request: PersonRequest, reference: str, question: str) -> HttpResponse:
    advert, found = _own_question(request, reference, question)
    title = "Answer the asker alone"
    if frozen := problems_with_answering_privately(found):
        return not_now(request, advert, title, frozen, here=HERE)
    form = PrivateAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_privately(question=found, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            return not_now(request, advert, title, refusal.problems, here=HERE)
        messages.success(request, f"{found.reference} is answered, to its asker alone. Your reason is kept with it.")
        return redirect("eoi:clarification-detail", advert.reference, found.reference)
    return _form_page(request, advert, found, form, "eoi/officer/clarification_private.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def clarification_reveal(request: PersonRequest, reference: str, question: str) -> HttpResponse:
    """Shows this officer who asked, for a reason that is kept."""
    advert, found = _own_question(request, reference, question)
    title = "See who asked"
    if frozen := problems_with_revealing(found, request.user):
        return not_now(request, advert, title, frozen, here=HERE)
    form = RevealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reveal_asker(question=found, by=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            return not_now(request, advert, title, refusal.problems, here=HERE)
        messages.success(
            request, f"Who asked {found.reference} is shown to you below. It is recorded that you looked, and why."
        )
        return redirect("eoi:clarification-detail", advert.reference, found.reference)
    return _form_page(request, advert, found, form, "eoi/officer/clarification_reveal.html")


def _own_question(request: PersonRequest, reference: str, question: str) -> tuple[Advert, Clarification]:
    """403 for everybody but the officers of the advert, 404 for a question about another one."""
    advert = advert_to_change(request, reference)
    return advert, question_of(request, advert, question)


def _form_page(
    request: PersonRequest, advert: Advert, question: Clarification, form: Any, template: str
) -> HttpResponse:
    facts = {**question_facts(request, advert, question), "form": form}
    return TemplateResponse(request, template, facts, status=422 if form.is_bound else 200)
