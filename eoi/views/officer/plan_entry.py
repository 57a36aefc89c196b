"""What milestones and communication activities have in common on their pages: added, changed, done, removed (S13, S14)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from eoi.actions.plan_entry import finish_plan_entry, remove_plan_entry, take_back_plan_entry
from eoi.forms.plan import DoneForm, PlanEntryForm
from eoi.models import Advert
from eoi.permissions import may_finish_plan_entry
from eoi.plan import read_plan
from eoi.policies.plan import problems_with_changing_entry, problems_with_removing_entry
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_weekday_date
from eoi.timetable import day_note
from eoi.views.officer.access import page_facts
from eoi.views.officer.plan_access import entry_of, plan_facts, plan_to_change, plan_to_see
from eoi.views.officer.plan_moves import Confirmation, wants_back
from eoi.views.officer.refusal import confirm, not_now
from eoi.working_days import uk_day


@dataclass(frozen=True)
class Kind:
    """One of the two kinds of entry: its model, form, actions, pages and words."""

    model: type[Any]
    form: type[PlanEntryForm]
    add: Callable[..., Any]
    edit: Callable[..., Any]
    argument: str
    name: str
    list_page: str

    @property
    def here(self) -> str:
        return self.list_page.removeprefix("eoi:")


def create(request: PersonRequest, reference: str, kind: Kind) -> HttpResponse:
    advert = plan_to_change(request, reference)
    data = request.POST if request.method == "POST" else None
    form = kind.form(data, plan=read_plan(advert), by=request.user)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            entry = kind.add(advert=advert, details=form.details(), by=request.user)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            return _kept(request, advert, entry, kind)
    return _form_page(request, advert, form, kind, title=f"Add a {kind.name}", problems=problems)


def edit(request: PersonRequest, reference: str, entry_reference: str, kind: Kind, *, address: str) -> HttpResponse:
    """Where the change moves others, what moves is shown first."""
    advert = plan_to_change(request, reference)
    entry = entry_of(advert, kind.model, entry_reference)
    title = f"Change a {kind.name}"
    if problems := problems_with_changing_entry(entry, None):
        return not_now(request, advert, title, problems, here=kind.here)
    plan = read_plan(advert)
    form = kind.form(request.POST if request.method == "POST" else None, plan=plan, entry=entry, by=request.user)
    if request.method == "POST" and not wants_back(request) and form.is_valid():
        node = form.details().dating.node(entry.reference, entry.title)
        moves = plan.moves(node, today=uk_day(request.now))
        confirmation = Confirmation(request, plan, moves, own=entry.reference)
        if confirmation.is_missing:
            return confirmation.page(advert, form.data, title="What would move", back=address, here=kind.here)
        given = {"version": form.cleaned_data["version"], **confirmation.arguments}
        try:
            entry = kind.edit(**{kind.argument: entry}, details=form.details(), by=request.user, **given)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(entry_of(advert, kind.model, entry_reference).version)
        else:
            return _kept(request, advert, entry, kind)
    return _form_page(request, advert, form, kind, title=title, problems=problems, entry=entry)


def finish(request: PersonRequest, reference: str, entry_reference: str, kind: Kind) -> HttpResponse:
    """Whoever it belongs to, or an officer of the advert, marks it as done; or takes that back."""
    advert = plan_to_see(request, reference)
    entry = entry_of(advert, kind.model, entry_reference)
    if not may_finish_plan_entry(request.user, entry):
        raise PermissionDenied(f"Only {entry.owner.full_name} or an officer of {advert.reference} marks this as done.")
    today, problems = uk_day(request.now), list[Problem]()
    form = DoneForm(request.POST if request.method == "POST" else None, entry=entry, today=today)
    if request.method == "POST" and (entry.is_done or form.is_valid()):
        try:
            if entry.is_done:
                take_back_plan_entry(entry=entry, by=request.user)
            else:
                finish_plan_entry(entry=entry, **form.cleaned_data, by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            outcome = "is not marked as done any more" if entry.is_done else "is done"
            messages.success(request, f"“{entry.title}” {outcome}.")
            return redirect(kind.list_page, advert.reference)
    facts = {**plan_facts(request, advert, kind.here), "entry": entry, "form": form, "list_page": kind.list_page}
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/officer/plan_entry_done.html", facts | {"problems": problems}, status=status)


def remove(request: PersonRequest, reference: str, entry_reference: str, kind: Kind) -> HttpResponse:
    """Only what nothing hangs on; otherwise says what does."""
    advert = plan_to_change(request, reference)
    entry = entry_of(advert, kind.model, entry_reference)
    return confirm(
        request,
        advert,
        problems=problems_with_removing_entry(read_plan(advert), entry),
        act=lambda: remove_plan_entry(entry=entry, by=request.user),
        done=f"“{entry.title}” is removed from the plan.",
        title=f"Remove “{entry.title}”",
        consequences=[
            f"It disappears from the plan, from calendars and from what {entry.owner.full_name} is reminded of.",
            "What is recorded about its moves stays in the plan’s history.",
        ],
        button=f"Remove this {kind.name}",
        tone="warning",
        here=kind.here,
        back=kind.list_page,
    )


def _kept(request: PersonRequest, advert: Advert, entry: Any, kind: Kind) -> HttpResponse:
    """Says what day it is planned for, and whether somebody may not have meant that day."""
    planned = f"planned for {uk_weekday_date(entry.planned_on)}" if entry.planned_on else "without a date for now"
    messages.success(request, f"“{entry.title}” is saved, {planned}.")
    if entry.planned_on and (note := day_note(entry.planned_on)):
        messages.warning(
            request, f"{uk_weekday_date(entry.planned_on)} is {note}. Move it if somebody has to work on it."
        )
    return redirect(kind.list_page, advert.reference)


def _form_page(
    request: PersonRequest,
    advert: Advert,
    form: PlanEntryForm,
    kind: Kind,
    *,
    title: str,
    problems: list[Problem],
    entry: Any = None,
) -> HttpResponse:
    facts = {
        **page_facts(request, advert, kind.here),
        "form": form,
        "entry": entry,
        "title": title,
        "problems": problems,
        "list_page": kind.list_page,
        "kind": kind.name,
    }
    status = 409 if problems else 422 if form.is_bound and not form.is_valid() else 200
    return TemplateResponse(request, "eoi/officer/plan_entry_form.html", facts, status=status)
