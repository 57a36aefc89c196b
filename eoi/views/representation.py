"""`/consultation/representations/`: one representation, read and taken further by the body and by the council (S12)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.representation import (
    acknowledge_representation,
    agree_to_close,
    answer_representation,
    close_representation,
    reply_to_representation,
    withdraw_representation,
)
from eoi.forms.representation import AnswerForm, CloseForm, ReplyForm, StepForm, WithdrawForm
from eoi.models import ConsultationBody, Representation
from eoi.permissions import (
    is_representative,
    may_answer_representations,
    may_read_representation,
    may_represent,
    may_run_advert,
    may_see_officer_pages,
)
from eoi.policies.representation import (
    problems_with_acknowledging,
    problems_with_agreeing_to_close,
    problems_with_answering_representation,
    problems_with_closing_representation,
    problems_with_replying_to_representation,
    problems_with_withdrawing_representation,
)
from eoi.problems import ActionRefused, Problem
from eoi.representation_life import decisions_that_went_ahead, life_of_representation, next_steps
from eoi.requests import PersonRequest


@dataclass(frozen=True)
class Written:
    """A step that needs words: its form, the rule, the action and what the page says."""

    form: type[StepForm]
    problems: Callable[..., list[Problem]]
    act: Callable[..., Any]
    title: str
    button: str
    done: str
    tone: str = ""


ANSWER = Written(
    AnswerForm,
    problems_with_answering_representation,
    lambda it, text, seen, request: answer_representation(
        representation=it, text=text, seen=seen, by=request.user, at=request.now
    ),
    "Answer",
    "Send this answer",
    "Your answer to {0.reference} is sent. {0.body.name} has been told.",
)
REPLY = Written(
    ReplyForm,
    problems_with_replying_to_representation,
    lambda it, text, seen, request: reply_to_representation(representation=it, text=text, seen=seen, by=request.user),
    "Reply",
    "Send this reply",
    "Your reply about {0.reference} is sent. The officers have been told.",
)
CLOSE = Written(
    CloseForm,
    problems_with_closing_representation,
    lambda it, text, seen, request: close_representation(
        representation=it, reasons=text, seen=seen, by=request.user, at=request.now
    ),
    "Close with reasons",
    "Close this representation",
    "{0.reference} is closed with your reasons. {0.body.name} has been told.",
    "warning",
)
WITHDRAW = Written(
    WithdrawForm,
    problems_with_withdrawing_representation,
    lambda it, text, seen, request: withdraw_representation(
        representation=it, reason=text, seen=seen, by=request.user, at=request.now
    ),
    "Withdraw",
    "Withdraw this representation",
    "{0.reference} is withdrawn. The officers have been told.",
    "warning",
)


@require_safe
def representation_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """Its words, all that happened to it with names and times, and what this person may do next."""
    it = _readable(request, reference)
    facts = {**_facts(request, it), "next_steps": next_steps(it, request.user)}
    return TemplateResponse(request, "eoi/consultation/representation_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def representation_acknowledge(request: PersonRequest, reference: str) -> HttpResponse:
    it = _for_council(request, reference)
    return _confirm(
        request,
        it,
        problems=problems_with_acknowledging(it),
        act=lambda: acknowledge_representation(representation=it, by=request.user, at=request.now),
        done=f"{it.reference} is acknowledged in your name.",
        title="Acknowledge",
        consequences=[
            f"{it.body.name} sees that the council has it, with your name and the time.",
            "It still waits for an answer. Nobody is told by mail.",
        ],
        button="Acknowledge this representation",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def representation_answer(request: PersonRequest, reference: str) -> HttpResponse:
    return _written(request, _for_council(request, reference), ANSWER)


@require_http_methods(["GET", "HEAD", "POST"])
def representation_close(request: PersonRequest, reference: str) -> HttpResponse:
    it = _readable(request, reference)
    if not may_run_advert(request.user, it.advert):
        raise PermissionDenied(f"Only the officers of {it.advert.reference} close a representation with reasons.")
    return _written(request, it, CLOSE)


@require_http_methods(["GET", "HEAD", "POST"])
def representation_reply(request: PersonRequest, reference: str) -> HttpResponse:
    return _written(request, _for_body(request, reference), REPLY)


@require_http_methods(["GET", "HEAD", "POST"])
def representation_withdraw(request: PersonRequest, reference: str) -> HttpResponse:
    return _written(request, _for_body(request, reference), WITHDRAW)


@require_http_methods(["GET", "HEAD", "POST"])
def representation_agree(request: PersonRequest, reference: str) -> HttpResponse:
    it = _for_body(request, reference)
    consequences = [
        f"{it.reference} is closed by agreement, with your name and the time. Nothing more can be added to it.",
        f"The officers of {it.advert.reference} are told by mail.",
    ]
    if not it.is_answered:
        consequences.insert(0, "It has not been answered in writing. Agree only if it was settled otherwise.")
    return _confirm(
        request,
        it,
        problems=problems_with_agreeing_to_close(it),
        act=lambda: agree_to_close(representation=it, by=request.user, at=request.now),
        done=f"{it.reference} is closed by agreement.",
        title="Agree to close",
        consequences=consequences,
        button="Agree to close it",
    )


def _readable(request: PersonRequest, reference: str) -> Representation:
    """404 where there is none; 403 with whose it is, and nothing of what it says. Five queries."""
    it = get_object_or_404(Representation.objects.with_steps(), reference=reference)
    if may_read_representation(request.user, it):
        return it
    if not is_representative(request.user):
        raise PermissionDenied("A representation is read by the body that made it, by officers and by approvers.")
    names = ", ".join(body.name for body in ConsultationBody.objects.represented_by(request.user))
    raise PermissionDenied(
        f"{it.reference} was made by {it.body.name}, and is read by its representatives, officers and approvers only. "
        + (f"You speak for {names}." if names else "You speak for no body yet.")
    )


def _for_council(request: PersonRequest, reference: str) -> Representation:
    it = _readable(request, reference)
    if not may_answer_representations(request.user, it.advert):
        raise PermissionDenied(f"Only the officers of {it.advert.reference} and approvers acknowledge and answer.")
    return it


def _for_body(request: PersonRequest, reference: str) -> Representation:
    it = _readable(request, reference)
    if not may_represent(request.user, it.body):
        raise PermissionDenied(f"Only somebody who speaks for {it.body.name} does this.")
    return it


def _facts(request: PersonRequest, it: Representation) -> dict[str, Any]:
    return {
        "representation": it,
        "advert": it.advert,
        "life": life_of_representation(it),
        "is_council": may_see_officer_pages(request.user),
        "went_ahead": decisions_that_went_ahead(it.advert),
    }


def _written(request: PersonRequest, it: Representation, step: Written) -> HttpResponse:
    """A form page that keeps what was typed when somebody else was quicker (P13)."""
    if found := step.problems(it):
        return _not_now(request, it, step.title, found)
    form = step.form(request.POST if request.method == "POST" else None, representation=it)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            step.act(it, form.cleaned_data["text"], form.cleaned_data["seen"], request)
        except ActionRefused as refusal:
            problems = refusal.problems
            it = _readable(request, it.reference)
            form.show_as_it_stands(it)
        else:
            messages.success(request, step.done.format(it))
            return redirect("eoi:representation-detail", it.reference)
    words = {"form": form, "problems": problems, "title": step.title, "button": step.button, "tone": step.tone}
    status = 409 if problems else 422 if form.is_bound else 200
    facts = {**_facts(request, it), **words}
    return TemplateResponse(request, "eoi/consultation/representation_step.html", facts, status=status)


def _confirm(
    request: PersonRequest,
    it: Representation,
    *,
    problems: list[Problem],
    act: Callable[[], Any],
    done: str,
    **words: Any,
) -> HttpResponse:
    """Says what will happen and to whom, then does it."""
    if problems:
        return _not_now(request, it, words["title"], problems)
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            return _not_now(request, _readable(request, it.reference), words["title"], refusal.problems)
        messages.success(request, done)
        return redirect("eoi:representation-detail", it.reference)
    return TemplateResponse(request, "eoi/consultation/representation_confirm.html", {**_facts(request, it), **words})


def _not_now(request: PersonRequest, it: Representation, title: str, problems: list[Problem]) -> HttpResponse:
    facts = {**_facts(request, it), "title": title, "reasons": problems}
    if request.method == "POST":
        facts["typed"] = [("Your words", text)] if (text := request.POST.get("text", "")) else []
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/consultation/representation_confirm.html", facts, status=status)
