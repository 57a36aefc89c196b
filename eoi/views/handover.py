"""Handing over what one holds, and naming a deputy. Administrators do it for anybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.handover import cancel_handover, end_handover, record_handover
from eoi.forms.handover import CancelHandoverForm, HandoverFilterForm, HandoverForm
from eoi.holdings import Holding, holders_of, holdings_of, name_of, subject_named
from eoi.models import ConsultationBody, Handover, HandoverKind, User
from eoi.models.handover import Subject
from eoi.permissions import is_administrator, may_change_handover, may_hand_over, may_see_handovers
from eoi.policies.handover import problems_with_cancelling_handover, problems_with_ending_handover
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_date
from eoi.views.administrator import for_administrators
from eoi.working_days import uk_day

PAGE_LENGTH = 50

View = Callable[..., HttpResponse]


def for_holders(view: View) -> View:
    """403 for everybody who can hold nothing that is handed over."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_handovers(request.user):
            raise PermissionDenied(
                "Handovers are for procurement officers, service managers, representatives and administrators."
            )
        return view(request, *args, **kwargs)

    return check_first


@require_safe
@for_administrators
def handover_list(request: PersonRequest) -> HttpResponse:
    """Every handover and deputy, the latest first day on top. Its queries do not grow with its rows."""
    form = HandoverFilterForm(request.GET)
    page = Paginator(form.handovers(), PAGE_LENGTH).get_page(request.GET.get("page"))
    facts = {
        "search": form,
        "page_obj": page,
        "total": Handover.objects.count(),
        "failed": Handover.objects.failed().count(),
    }
    return TemplateResponse(request, "eoi/administrator/handover_list.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def handover_create(request: PersonRequest) -> HttpResponse:
    """`?advert=`, `?service=` or `?body=` names the thing, `from=` the person; without them the page asks."""
    subject = subject_named({name: value.replace("\x00", "") for name, value in request.GET.dict().items()})
    if subject is None:
        return _choose(request)
    from_person = _whose_part(request, subject)
    if from_person is None:
        return _choose(request, [Holding(holder, subject, "") for holder in holders_of(subject)], subject=subject)
    if not may_hand_over(request.user, subject, from_person):
        raise PermissionDenied("Whoever holds something hands it over themselves, or asks an administrator.")
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        subject=subject,
        from_person=from_person,
        today=uk_day(request.now),
        kinds=_kinds_for(request.user, subject),
    )
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        plan, reason = form.plan(), form.cleaned_data["reason"]
        try:
            handover = record_handover(plan=plan, reason=reason, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _recorded(handover))
            return redirect("eoi:handover-detail", handover.reference)
    facts = {"form": form, "problems": problems, "name": name_of(subject), "from_person": from_person}
    status = 409 if problems else 422 if form.is_bound else 200
    return _page(request, "create", facts, status=status)


@require_safe
@for_holders
def handover_detail(request: PersonRequest, reference: str) -> HttpResponse:
    handover = _to_see(request, reference)
    facts = {
        "handover": handover,
        "name": name_of(handover.subject),
        "may_change": may_change_handover(request.user, handover),
        "may_cancel": not problems_with_cancelling_handover(handover),
        "may_end": not problems_with_ending_handover(handover),
    }
    return _page(request, "detail", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def handover_cancel(request: PersonRequest, reference: str) -> HttpResponse:
    """Before it begins; with a reason that both people read."""
    handover = _to_change(request, reference)
    problems = problems_with_cancelling_handover(handover)
    form = CancelHandoverForm(request.POST if request.method == "POST" and not problems else None)
    if form.is_bound and form.is_valid():
        try:
            cancel_handover(handover=handover, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{handover.reference} is cancelled. Both people are told by mail.")
            return redirect("eoi:handover-detail", handover.reference)
    facts = {"handover": handover, "name": name_of(handover.subject), "form": form, "reasons": problems}
    status = 422 if form.is_bound and not problems else 200
    if request.method == "POST" and problems:
        status = 409
    return _page(request, "cancel", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def handover_end(request: PersonRequest, reference: str) -> HttpResponse:
    """A deputy's time, before its last day or where the service could not end it."""
    handover = _to_change(request, reference)
    problems = problems_with_ending_handover(handover)
    if request.method == "POST" and not problems:
        try:
            end_handover(handover=handover, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, f"{handover.to_person.full_name} deputises no longer. Both are told by mail.")
            return redirect("eoi:handover-detail", handover.reference)
    facts = {"handover": handover, "name": name_of(handover.subject), "reasons": problems}
    status = 409 if request.method == "POST" else 200
    return _page(request, "end", facts, status=status)


def _page(request: PersonRequest, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    facts = {**facts, "is_administrator": is_administrator(request.user)}
    return TemplateResponse(request, f"eoi/handover/handover_{name}.html", facts, status=status)


def _choose(
    request: PersonRequest, holdings: list[Holding] | None = None, *, subject: Subject | None = None
) -> HttpResponse:
    """What is handed over: among what one holds, or among those who hold it. There is nothing to send yet: 422."""
    if subject and not is_administrator(request.user):
        raise PermissionDenied(
            "You hand over only what you hold yourself. Ask whoever holds this, or an administrator."
        )
    facts = {
        "holdings": holdings_of(request.user) if holdings is None else holdings,
        "subject_name": name_of(subject) if subject else "",
    }
    return _page(request, "choose", facts, status=422 if request.method == "POST" else 200)


def _whose_part(request: PersonRequest, subject: Subject) -> User | None:
    """Whom the address names; else the person who asks, where they hold it."""
    if reference := request.GET.get("from", "").replace("\x00", ""):
        return get_object_or_404(User, reference=reference)
    return next((holder for holder in holders_of(subject) if holder == request.user), None)


def _kinds_for(user: User, subject: Subject) -> set[str]:
    """Whoever speaks for a body names a deputy; to stop for good they ask an administrator."""
    if isinstance(subject, ConsultationBody) and not is_administrator(user):
        return {HandoverKind.DEPUTY.value}
    return set(HandoverKind.values)


def _to_see(request: PersonRequest, reference: str) -> Handover:
    """404 for those whom it does not concern."""
    found = Handover.objects.with_people()
    if not is_administrator(request.user):
        found = found.visible_to(request.user)
    return get_object_or_404(found, reference=reference)


def _to_change(request: PersonRequest, reference: str) -> Handover:
    handover = _to_see(request, reference)
    if not may_change_handover(request.user, handover):
        who = handover.from_person.full_name
        raise PermissionDenied(f"Only {who}, whoever recorded this, or an administrator changes it.")
    return handover


def _recorded(handover: Handover) -> str:
    taker = handover.to_person.full_name
    if handover.begun_at:
        what = "stands in from today" if handover.is_deputy else "has taken over"
        return f"{taker} {what}. Both people are told by mail."
    return (
        f"{handover.reference} is recorded: it begins on {uk_date(handover.starts_on)}. Both people are told by mail."
    )
