"""What a partner finds after the closing time: what stands, what was not received, whom to speak to; nothing typed is lost (P18)."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from eoi.forms.plain_text import NUL, unix_lines
from eoi.models import ExpressionOfInterest, Submission
from eoi.problems import Problem
from eoi.requests import PersonRequest
from eoi.views.partner.access import own_expression, partners_and_assistants
from eoi.views.partner.expression_of_interest import page_facts


def with_advice(problems: Sequence[Problem]) -> list[Problem]:
    """A refusal for lateness also says what can still be done."""
    if not is_late(problems):
        return list(problems)
    advice = (
        f"If you tried in time and something of ours stopped you, telephone {settings.CONTACT_TELEPHONE} now "
        "and give the time at which you tried."
    )
    return [*problems, Problem("late-advice", advice)]


def is_late(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "late" for problem in problems)


@require_GET
@partners_and_assistants
def expression_late(request: PersonRequest, reference: str) -> HttpResponse:
    """From the organisation's closing time on; before it, and where the advert was withdrawn, its task list says all."""
    expression = own_expression(request, reference)
    if request.now < expression.closes_at() or expression.advert.is_withdrawn:
        return redirect("eoi:expression-detail", expression.reference)
    return late_page(request, expression)


def late_page(
    request: PersonRequest, expression: ExpressionOfInterest, refused: Sequence[Problem] = ()
) -> HttpResponse:
    """`refused`: what was sent just now and came too late; then 409, with the moment at which it reached us."""
    facts = page_facts(request, expression)
    page = {
        **facts,
        "problems": list(refused),
        "arrived_at": request.now if refused else None,
        "ended_by": None if facts["standing"] else expression.withdrawals.last(),
        "has_unsent": _has_unsent(expression, facts["standing"]),
    }
    return TemplateResponse(request, "eoi/partner/expression_late.html", page, status=409 if refused else 200)


def _has_unsent(expression: ExpressionOfInterest, standing: Submission | None) -> bool:
    """The draft holds something that no edition which stands does."""
    return standing is None or standing.draft_version != expression.draft_version


@require_http_methods(["GET", "POST"])
@partners_and_assistants
def typed_text(request: PersonRequest, reference: str) -> HttpResponse:
    """What came too late to be saved, sent back as a file. Nothing of it is kept."""
    expression = own_expression(request, reference)
    typed = unix_lines(request.POST.get("typed", "")).replace(NUL, "")
    if not typed.strip():
        return redirect("eoi:expression-detail", expression.reference)
    response = HttpResponse(typed, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-saved-{expression.reference}.txt"'
    response["Cache-Control"] = "no-store"
    return response
