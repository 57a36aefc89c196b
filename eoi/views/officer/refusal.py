"""The page that says why something cannot be done, and the one that asks before it is done."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from eoi.models import Advert
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.officer.access import advert_to_see, page_facts


def not_now(
    request: PersonRequest, advert: Advert, title: str, problems: Sequence[Problem], *, here: str
) -> HttpResponse:
    """The right person at the wrong time: an explanation, and 409 where something was to be changed (DESIGN §5)."""
    facts = {**page_facts(request, advert, here), "title": title, "reasons": problems}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/officer/confirm.html", facts, status=status)


def confirm(
    request: PersonRequest,
    advert: Advert,
    *,
    problems: Sequence[Problem],
    act: Callable[[], Any],
    done: str,
    here: str,
    back: str = "eoi:advert-manage",
    **words: Any,
) -> HttpResponse:
    """Says what will happen and to whom, then does it. `words`: title, consequences, button, and optionally tone."""
    if request.method == "POST":
        try:
            act()
        except ActionRefused as refusal:
            return not_now(request, advert_to_see(advert.reference), words["title"], refusal.problems, here=here)
        messages.success(request, done)
        return redirect(back, advert.reference)
    facts = {**page_facts(request, advert, here), **words, "reasons": problems, "back": back}
    return TemplateResponse(request, "eoi/officer/confirm.html", facts)
