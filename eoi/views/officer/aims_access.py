"""Who gets at objectives, pledges and needs: most of the council reads, officers change (S1, S2, S8); and their page that asks first."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from eoi.permissions import may_change_aims, may_see_aims
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest

View = Callable[..., HttpResponse]


def for_readers_of_aims(view: View) -> View:
    """403 for partners, the administrator and auditors."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_aims(request.user):
            raise PermissionDenied("This page is for those at the council who prepare, decide on, or observe adverts.")
        return view(request, *args, **kwargs)

    return check_first


def for_officers_only(view: View) -> View:
    """403 for everybody but procurement officers."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_change_aims(request.user):
            raise PermissionDenied("Only procurement officers change objectives, pledges and needs.")
        return view(request, *args, **kwargs)

    return check_first


def ask_first(
    request: PersonRequest,
    *,
    problems: Sequence[Problem],
    act: Callable[[], Any],
    done: str,
    back: str,
    parent: str,
    **words: Any,
) -> HttpResponse:
    """Says what will happen and to whom, then does it. At the wrong time it says why not: 409 where something was to be changed.

    `words`: title, consequences, button, and optionally tone.
    """
    if request.method == "POST" and not problems:
        try:
            act()
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, done)
            return redirect(back)
    status = 409 if request.method == "POST" else 200
    facts = {**words, "reasons": problems, "back": back, "parent": parent}
    return TemplateResponse(request, "eoi/officer/aims_confirm.html", facts, status=status)


def not_now_about(
    request: PersonRequest, title: str, problems: Sequence[Problem], *, back: str, parent: str
) -> HttpResponse:
    """The right person at the wrong time."""
    facts = {"title": title, "reasons": problems, "back": back, "parent": parent}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "eoi/officer/aims_confirm.html", facts, status=status)
