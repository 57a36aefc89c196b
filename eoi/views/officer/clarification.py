"""Questions about one advert, for those who answer them: without who asked, unless that was revealed to them (R1, ADR 0024)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Advert, Clarification, ClarificationAsker, ClarificationState
from eoi.permissions import may_read_clarifications
from eoi.policies.clarification import RegisteredNames
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, for_officers, page_facts
from eoi.wording_changes import changes_between

PAGE_LENGTH = 50
HERE = "clarification-list"
FILTERS = [("", "All"), *((state.value, str(state.label)) for state in ClarificationState)]


@require_safe
@for_officers
def clarification_list(request: PersonRequest, reference: str) -> HttpResponse:
    """Unanswered ones first, the oldest on top; `?state=` narrows it down. Original words are for those who answer, and approvers."""
    advert = advert_to_see(reference)
    about = Clarification.objects.about(advert)
    state = request.GET.get("state", "")
    questions = about.in_state(state).with_answers().unanswered_first()
    page_obj = Paginator(questions, PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = about.counted()
    facts = {
        **page_facts(request, advert, HERE),
        "page_obj": page_obj,
        "rows": [_row(question, request) for question in page_obj.object_list],
        "filters": [(value, label, counts[value or "all"], value == state) for value, label in FILTERS],
        "state_filter": state,
        "counts": counts,
        "may_read": may_read_clarifications(request.user, advert),
        "takes_questions": advert.takes_questions(at=request.now),
    }
    return TemplateResponse(request, "eoi/officer/clarification_list.html", facts)


@require_safe
@for_officers
def clarification_detail(request: PersonRequest, reference: str, question: str) -> HttpResponse:
    """Original and public wording side by side, every edition, the private answer with its reason, and who asked for the name."""
    advert = advert_to_see(reference)
    found = question_of(request, advert, question)
    draft = found.draft_of_answer
    names = RegisteredNames(advert).found_in(draft.wording, draft.text) if draft else None
    facts = {
        **question_facts(request, advert, found),
        "editions": found.answers.select_related("answered_by").order_by("-edition"),
        "reveals": found.reveals.select_related("revealed_by"),
        "asker": ClarificationAsker.objects.of(found),  # the database answers those to whom it was revealed
        "draft": draft,
        "names": names,
        "pieces": changes_between(found.text, draft.wording) if draft and draft.wording else [],
    }
    return TemplateResponse(request, "eoi/officer/clarification_detail.html", facts)


def question_of(request: PersonRequest, advert: Advert, reference: str) -> Clarification:
    """404 for a question about another advert, 403 for officers who do not run this one. Two queries."""
    if not may_read_clarifications(request.user, advert):
        raise PermissionDenied(
            f"Only the officers of {advert.reference} and approvers read questions before they are answered."
        )
    return get_object_or_404(Clarification.objects.about(advert).with_answers(), reference=reference)


def question_facts(request: PersonRequest, advert: Advert, question: Clarification) -> dict[str, Any]:
    return {
        **page_facts(request, advert, HERE),
        "question": question,
        "age": question.age(at=request.now),
        "too_long": question.waits_too_long(at=request.now),
    }


def _row(question: Clarification, request: PersonRequest) -> dict[str, Any]:
    return {
        "question": question,
        "age": question.age(at=request.now),
        "too_long": question.waits_too_long(at=request.now),
        "state": question.state,
    }
