"""`/adverts/<reference>/questions/`: what was asked and answered, for everybody, without an account (R1)."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.conditional import unless_changed
from eoi.models import Advert, Clarification
from eoi.permissions import is_partner
from eoi.question_sheet import asking_until
from eoi.requests import TimedRequest

PAGE_LENGTH = 50
LONGEST_SEARCH = 100


@login_not_required
@require_safe
@unless_changed
def question_list(request: TimedRequest, reference: str) -> HttpResponse:
    """By number, or with `?order=newest` the latest first; `?q=` looks in questions and answers. 404 for a draft."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    published = Clarification.objects.published_for(advert)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    newest = request.GET.get("order") == "newest"
    found = published.containing(words)
    person = request.user
    facts = {
        "advert": advert,
        "page_obj": Paginator(found.newest_first() if newest else found, PAGE_LENGTH).get_page(request.GET.get("page")),
        "number": published.count() if words else None,
        "words": words,
        "newest": newest,
        "until": asking_until(advert, at=request.now),
        "is_over": advert.is_closed(at=request.now) or advert.is_withdrawn,
        "takes_questions": advert.takes_questions(at=request.now),
        "may_ask": not person.is_authenticated or is_partner(person),
    }
    return TemplateResponse(request, "eoi/public/question_list.html", facts)
