"""A prospective partner asks about an advert, and reads what became of their organisation's questions (R1, ADR 0024)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.clarification import ask_clarification
from eoi.forms.clarification import ClarificationForm
from eoi.models import Advert, Clarification, Organisation
from eoi.policies.clarification import problems_with_clarifying
from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from eoi.views.partner.access import partners_only

PAGE_LENGTH = 50


@require_http_methods(["GET", "HEAD", "POST"])
@partners_only
def clarification_ask(request: PersonRequest, reference: str) -> HttpResponse:
    """Who has no organisation yet registers one first and comes back here. 409 when questions have ended, 429 beyond the limit."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    problems, limited = problems_with_clarifying(advert, at=request.now), False
    organisations = list(Organisation.objects.of(request.user)[:2])
    if not organisations and not problems:
        messages.info(request, "Register your organisation first. You come back to your question afterwards.")
        return redirect(f"{reverse('eoi:organisation-create')}?{urlencode({'next': request.path})}")
    only = organisations[0] if len(organisations) == 1 else None
    form = ClarificationForm(request.POST if request.method == "POST" else None, user=request.user, only=only)
    if request.method == "POST" and not problems and form.is_valid():
        text, organisation = form.cleaned_data["text"], form.asking()
        try:
            asked = ask_clarification(
                advert=advert, organisation=organisation, text=text, by=request.user, at=request.now
            )
        except ActionRefused as refusal:
            problems, limited = refusal.problems, refusal.problems[0].code == "limit"
        else:
            return redirect("eoi:clarification-sent", advert.reference, asked.reference)
    page = {"advert": advert, "form": form, "only": only, "problems": problems, "limited": limited}
    page["typed"] = [("Your question", request.POST.get("text", ""))] if problems and request.method == "POST" else []
    status = 429 if limited else 409 if problems and request.method == "POST" else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/partner/clarification_ask.html", page, status=status)


@require_safe
@partners_only
def clarification_sent(request: PersonRequest, reference: str, question: str) -> HttpResponse:
    """404 unless an organisation of this person's asked it."""
    asked = get_object_or_404(
        Clarification.objects.asked_for(request.user).select_related("advert"),
        reference=question,
        advert__reference=reference,
    )
    page = {"question": asked, "advert": asked.advert, "may_ask": asked.advert.takes_questions(at=request.now)}
    return TemplateResponse(request, "eoi/partner/clarification_sent.html", page)


@require_safe
@partners_only
def clarification_mine(request: PersonRequest) -> HttpResponse:
    """Everything that one's organisations have asked, the latest on top, with its answer. The queries do not grow with the rows."""
    asked = Clarification.objects.asked_for(request.user).with_answers().latest_first()
    page = Paginator(asked.select_related("asker__organisation", "asker__asked_by"), PAGE_LENGTH)
    page_obj = page.get_page(request.GET.get("page"))
    return TemplateResponse(request, "eoi/partner/clarification_mine.html", {"page_obj": page_obj})
