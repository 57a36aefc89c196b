"""Starting an expression of interest, and its task list."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from eoi.actions.expression_of_interest import start_expression
from eoi.forms.organisation import OrganisationChoiceForm
from eoi.models import (
    Advert,
    AnswerEdition,
    Assistance,
    ExpressionOfInterest,
    ExtensionRequest,
    Organisation,
    Question,
    StagedFile,
    Submission,
)
from eoi.policies.expression_of_interest import problems_with_starting
from eoi.problems import ActionRefused
from eoi.progress import Strip, strip_of
from eoi.reconfirming import change_to_confirm
from eoi.requests import PersonRequest
from eoi.task_list import answer_tasks, check_task, consortium_task, file_task, organisation_task
from eoi.views.partner.access import own_expression, partners_and_assistants, partners_only, reasons_or_problems


@require_http_methods(["GET", "POST"])
@partners_only
def expression_start(request: PersonRequest, reference: str) -> HttpResponse:
    """From the advert's button. Who has no organisation yet registers one first and comes back here."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    organisations = list(Organisation.objects.of(request.user)[:2])
    problems = problems_with_starting(advert, at=request.now)
    if not organisations and not problems:
        here = urlencode({"next": request.path})
        messages.info(request, "Register your organisation first. You come back to this advert afterwards.")
        return redirect(f"{reverse('eoi:organisation-create')}?{here}")
    only = organisations[0] if len(organisations) == 1 else None
    form = OrganisationChoiceForm(_chosen(request, only), user=request.user)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            expression = start_expression(advert=advert, organisation=organisation, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            return redirect("eoi:expression-detail", expression.reference)
    page = {"advert": advert, "form": form, "only": only, **reasons_or_problems(request, problems)}
    status = 409 if problems and request.method == "POST" else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/partner/expression_start.html", page, status=status)


@require_GET
@partners_and_assistants
def expression_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """The task list: what is asked, how far each answer is, who changed it last."""
    expression = own_expression(request, reference)
    questions = list(Question.objects.of(expression.advert))
    answers = expression.answers.select_related("changed_by").by_key()
    files = list(StagedFile.objects.of_expression(expression).standing())
    facts = page_facts(request, expression)
    waiting = AnswerEdition.objects.waiting_keys(expression) if facts["is_open"] else set()
    return TemplateResponse(
        request,
        "eoi/partner/expression_detail.html",
        {
            **facts,
            "organisation_tasks": [
                *([] if facts["assists"] else [organisation_task(expression)]),
                consortium_task(expression, expression.consortium_members.count()),
            ],
            "answer_tasks": answer_tasks(expression, questions, answers, waiting),
            "file_tasks": [file_task(expression, files, at=request.now)],
            "check_tasks": [check_task(expression, facts["standing"], at=request.now)],
            "colleagues": expression.organisation.memberships.current().select_related("user"),
            "submissions": Submission.objects.of_expression(expression),
            "takes_questions": expression.advert.takes_questions(at=request.now),
            "asks_to_confirm": facts["is_open"] and bool(facts["standing"]) and bool(change_to_confirm(expression)),
            "time_requests": list(ExtensionRequest.objects.of_expression(expression)),
        },
    )


def page_facts(request: PersonRequest, expression: ExpressionOfInterest) -> dict[str, Any]:
    """What every page of an expression of interest shows: the permanent strip, and whether anything can still change."""
    standing = Submission.objects.standing().of_expression(expression).first()
    assisting = Assistance.objects.of_expression(expression).live().with_assistant().first()
    return {
        "expression": expression,
        "assisting": assisting,
        "assists": bool(assisting and assisting.assistant_id == request.user.pk),
        "advert": expression.advert,
        "organisation": expression.organisation,
        "standing": standing,
        "strip": _strip(request, expression, standing),
        "is_open": request.now < expression.closes_at() and not expression.advert.is_withdrawn,
        "closes_at": expression.closes_at(),
        "over": "The advert has been withdrawn" if expression.advert.is_withdrawn else "The closing time has passed",
    }


def _strip(request: PersonRequest, expression: ExpressionOfInterest, standing: Submission | None) -> Strip:
    was_withdrawn = standing is None and expression.withdrawals.exists()
    return strip_of(expression, standing, at=request.now, was_withdrawn=was_withdrawn)


def _chosen(request: PersonRequest, only: Organisation | None) -> Any:
    """The advert's own button names no organisation: somebody with one organisation means that one."""
    if request.method != "POST":
        return None
    if only and "organisation" not in request.POST:
        return {"organisation": only.reference}
    return request.POST
