"""`/adverts/<reference>/follow/`: told by mail when an advert changes, without an account (S4, P20). Every answer tells the same.

These pages keep no session and set no message: a visitor stays a visitor.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.follower import ask_to_follow, confirm_following, stop_following
from eoi.asking import times_asked
from eoi.following import follower_to_confirm, follower_to_end
from eoi.forms.follower import FollowForm
from eoi.models import Advert
from eoi.policies.follower import problems_with_asking_often, problems_with_following
from eoi.problems import ActionRefused, Problem
from eoi.requests import TimedRequest


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advert_follow(request: TimedRequest, reference: str) -> HttpResponse:
    """One field. The answer is the same whether or not the address follows already."""
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    problems = problems_with_following(advert, at=request.now)
    person = request.user
    initial = {"email": person.email} if person.is_authenticated else {}
    form = FollowForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and not problems and form.is_valid():
        problems = problems_with_asking_often(times_asked(request, "follow"))
        if not problems:
            return _ask(request, advert, form)
    return _shown(request, advert, form, problems)


@login_not_required
@require_safe
def advert_follow_asked(request: TimedRequest, reference: str) -> HttpResponse:
    advert = get_object_or_404(Advert.objects.published(), reference=reference)
    return TemplateResponse(request, "eoi/public/follow_asked.html", {"advert": advert})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_confirm(request: TimedRequest, token: str) -> HttpResponse:
    """A button and not the link itself confirms: programs that check mail follow links."""
    follower = follower_to_confirm(token)
    if follower and request.method == "POST":
        follower = confirm_following(follower=follower, at=request.now)
    return TemplateResponse(request, "eoi/public/follow_confirm.html", {"follower": follower})


@csrf_exempt  # a mail program sends this for its reader, without cookies; the signed link is the proof (RFC 8058)
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_end(request: TimedRequest, token: str) -> HttpResponse:
    """Ended by the button, or by the one click of a mail program. The same answer when it was ended before."""
    follower = follower_to_end(token)
    if follower and request.method == "POST":
        stop_following(follower=follower)
        follower = None
    return TemplateResponse(request, "eoi/public/follow_end.html", {"follower": follower})


def _ask(request: TimedRequest, advert: Advert, form: FollowForm) -> HttpResponse:
    try:
        ask_to_follow(advert=advert, email=form.cleaned_data["email"], at=request.now)
    except ActionRefused as refusal:
        return _shown(request, advert, form, refusal.problems)
    return redirect("eoi:advert-follow-asked", advert.reference)


def _shown(request: TimedRequest, advert: Advert, form: FollowForm, problems: list[Problem]) -> HttpResponse:
    limited = any(problem.code == "limit" for problem in problems)
    status = 200 if not form.is_bound else 429 if limited else 409 if problems else 422
    facts = {"advert": advert, "form": form, "problems": problems, "may_ask": limited or not problems}
    return TemplateResponse(request, "eoi/public/advert_follow.html", facts, status=status)
