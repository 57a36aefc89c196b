"""The public log of a published advert, and the pages that add to it: other words, more time for everybody (P20)."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.amendment import amend_advert, details_of
from eoi.forms.amendment import AmendmentForm, ExtensionForAllForm
from eoi.models import Advert, AdvertChange, ExpressionOfInterest, Follower
from eoi.permissions import is_approver
from eoi.plan import anchors_of, read_plan
from eoi.policies.advert_change import (
    problems_with_amending,
    problems_with_amendment,
    problems_with_public_version,
    problems_with_withdrawing_advert,
)
from eoi.problems import ActionRefused, Problem
from eoi.reconfirming import tally_of
from eoi.requests import PersonRequest
from eoi.timetable import Move, fingerprint
from eoi.views.officer.access import advert_to_change, advert_to_see, for_officers, page_facts
from eoi.views.officer.plan_moves import wants_back
from eoi.views.officer.refusal import not_now
from eoi.wording_changes import changes_between
from eoi.working_days import uk_day

PAGE_LENGTH = 50
OF_CONFIRMATION = {"csrfmiddlewaretoken", "shown", "back"}


@require_safe
@for_officers
def advert_change_list(request: PersonRequest, reference: str) -> HttpResponse:
    """What everybody reads, who made it, and how many have confirmed: numbers only."""
    advert = advert_to_see(reference)
    log = AdvertChange.objects.of(advert).select_related("made_by")
    facts = {
        **page_facts(request, advert, "advert-change-list"),
        "page_obj": Paginator(log, PAGE_LENGTH).get_page(request.GET.get("page")),
        "tally": tally_of(advert),
        "hindrances": problems_with_amending(advert, at=request.now),
        "may_withdraw": is_approver(request.user) and not problems_with_withdrawing_advert(advert),
    }
    return TemplateResponse(request, "eoi/officer/advert_change_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_change_create(request: PersonRequest, reference: str) -> HttpResponse:
    """Words, contact or closing time; confirmed on a page that shows before and after."""
    return _amend(request, reference, AmendmentForm, here="advert-change-create", title="Change this advert")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def advert_extend(request: PersonRequest, reference: str) -> HttpResponse:
    """The same path for the closing time alone."""
    return _amend(request, reference, ExtensionForAllForm, here="advert-extend", title="Give everybody more time")


def _amend(
    request: PersonRequest, reference: str, kind: type[ExtensionForAllForm], *, here: str, title: str
) -> HttpResponse:
    advert = advert_to_change(request, reference)
    if problems := problems_with_amending(advert, at=request.now):
        return not_now(request, advert, title, problems, here=here)
    form = kind.of(advert, request.POST if request.method == "POST" else None)
    refused: list[Problem] = []
    if request.method == "POST" and not wants_back(request) and form.is_valid():
        changes = form.changes(advert)
        version = form.cleaned_data["public_version"]
        refused = problems_with_public_version(advert, version) or problems_with_amendment(
            advert, changes, is_material=form.is_material, at=request.now
        )
        if not refused:
            moves = _moves(request, advert, changes)
            if request.POST.get("shown") != fingerprint(moves):
                return _confirmation(request, advert, form, changes, moves, here=here, title=title)
            try:
                _make(request, advert, form, changes, shown=fingerprint(moves))
            except ActionRefused as refusal:
                refused = refusal.problems
            else:
                messages.success(
                    request, f"{advert.reference} is changed. The change is public, and everybody concerned is told."
                )
                return redirect("eoi:advert-change-list", advert.reference)
    if refused:
        form.show_version(Advert.objects.get(pk=advert.pk))
    facts = {**page_facts(request, advert, here), "form": form, "problems": refused, "title": title}
    status = 409 if refused else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/officer/advert_change_create.html", facts, status=status)


def _make(
    request: PersonRequest, advert: Advert, form: ExtensionForAllForm, changes: dict[str, Any], *, shown: str
) -> None:
    amend_advert(
        advert=advert,
        changes=changes,
        summary=form.cleaned_data["change_summary"],
        reason=form.cleaned_data["change_reason"],
        is_material=form.is_material,
        public_version=form.cleaned_data["public_version"],
        by=request.user,
        at=request.now,
        shown_moves=shown,
    )


def _confirmation(
    request: PersonRequest,
    advert: Advert,
    form: ExtensionForAllForm,
    changes: dict[str, Any],
    moves: list[Move],
    *,
    here: str,
    title: str,
) -> HttpResponse:
    """Before and after, what follows, and how many are told; never who."""
    details = details_of(advert, changes)
    facts = {
        **page_facts(request, advert, here),
        "title": title,
        "details": [{**each, "pieces": changes_between(each["before"], each["after"])} for each in details],
        "summary": form.cleaned_data["change_summary"],
        "reason": form.cleaned_data["change_reason"],
        "is_material": form.is_material,
        "moves": moves,
        "shown": fingerprint(moves),
        "followers": Follower.objects.of(advert).told().count(),
        "begun": ExpressionOfInterest.objects.for_advert(advert).count(),
        "counts": Advert.objects.with_counts().get(pk=advert.pk),
        "typed": [
            (name, value)
            for name, values in cast(QueryDict, form.data).lists()
            if name not in OF_CONFIRMATION
            for value in values
        ],
        "address": reverse(f"eoi:{here}", args=[advert.reference]),
    }
    return TemplateResponse(request, "eoi/officer/advert_change_confirm.html", facts)


def _moves(request: PersonRequest, advert: Advert, changes: dict[str, Any]) -> list[Move]:
    """What in the plan follows the closing day. No query where it stays."""
    wanted = anchors_of(advert.opens_at, changes.get("closes_at", advert.closes_at))
    if wanted == anchors_of(advert.opens_at, advert.closes_at):
        return []
    return read_plan(advert).moves(anchors=wanted, today=uk_day(request.now))
