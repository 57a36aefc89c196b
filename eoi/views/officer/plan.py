"""The plan of an advert: looked at, begun, agreed, moved (S14)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eoi.actions.plan import agree_plan, start_plan
from eoi.actions.plan_entry import move_milestone
from eoi.forms.plan import MoveToForm
from eoi.models import Milestone, PlanMove
from eoi.plan import Dating, Plan, dating_on, read_plan
from eoi.plan_rows import rows_of, state_of_entry
from eoi.policies.plan import problems_with_agreeing_plan, problems_with_changing_entry, problems_with_starting_plan
from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_weekday_date
from eoi.timeline import Point, Timeline, draw
from eoi.usual_plan import USUAL_PLAN
from eoi.views.officer.access import for_officers, page_facts
from eoi.views.officer.plan_access import entry_of, plan_facts, plan_to_change, plan_to_see
from eoi.views.officer.plan_moves import Confirmation, wants_back
from eoi.views.officer.refusal import confirm, not_now
from eoi.working_days import uk_day

PAGE_LENGTH = 50


@require_safe
def plan_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """What is late, what comes next, the picture, the table, and what has moved. Its queries do not grow with its rows."""
    advert = plan_to_see(request, reference)
    plan, today = read_plan(advert), uk_day(advert.withdrawn_at or request.now)
    moves = list(PlanMove.objects.of_advert(advert))
    page = Paginator(plan.milestones, PAGE_LENGTH).get_page(request.GET.get("page"))
    waiting = [entry for entry in sorted(plan.entries, key=_when) if not entry.is_done and entry.planned_on]
    late = [entry for entry in waiting if entry.is_late(today=today)]
    coming = [entry for entry in waiting if entry not in late]
    shared = plan_facts(request, advert, "plan-detail")
    facts = {
        **shared,
        "plan": plan,
        "page_obj": page,
        "rows": rows_of(page.object_list, moves, today=today),
        "late": late,
        "next": coming[0] if coming else None,
        "timeline": _timeline(plan, today=today),
        "moves_page": Paginator(moves, PAGE_LENGTH).get_page(request.GET.get("moves")),
        "may_agree": shared["runs"] and not problems_with_agreeing_plan(plan),
        "today": today,
    }
    return TemplateResponse(request, "eoi/officer/plan_detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def plan_start(request: PersonRequest, reference: str) -> HttpResponse:
    """Shows the usual plan before it is begun: an empty plan helps nobody."""
    advert = plan_to_change(request, reference)
    plan = read_plan(advert)
    if problems := problems_with_starting_plan(plan):
        return not_now(request, advert, "Begin with a usual plan", problems, here="plan-detail")
    if request.method == "POST":
        try:
            plan = start_plan(advert=advert, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return not_now(request, advert, "Begin with a usual plan", refusal.problems, here="plan-detail")
        messages.success(request, _begun(plan))
        return redirect("eoi:plan-detail", advert.reference)
    facts = {**page_facts(request, advert, "plan-detail"), "outline": USUAL_PLAN}
    return TemplateResponse(request, "eoi/officer/plan_start.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def plan_agree(request: PersonRequest, reference: str) -> HttpResponse:
    advert = plan_to_change(request, reference)
    return confirm(
        request,
        advert,
        problems=problems_with_agreeing_plan(read_plan(advert)),
        act=lambda: agree_plan(advert=advert, by=request.user),
        done="It is recorded that the plan is agreed. From now on a date moves only with a reason.",
        title="Record that the plan is agreed",
        consequences=[
            "From now on no date in the plan moves without a reason, which its history keeps with your name.",
            "Milestones and activities can still be added, changed, done and removed.",
            "This is recorded once, in your name, and is not undone.",
        ],
        button="Record that the plan is agreed",
        here="plan-detail",
        back="eoi:plan-detail",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def plan_move(request: PersonRequest, reference: str, milestone: str) -> HttpResponse:
    """Asks for the new day, shows all that would move with it, and moves it once that is confirmed."""
    advert = plan_to_change(request, reference)
    entry: Milestone = entry_of(advert, Milestone, milestone)
    if problems := problems_with_changing_entry(entry, None):
        return not_now(request, advert, f"Move “{entry.title}”", problems, here="plan-detail")
    plan = read_plan(advert)
    typed: QueryDict = request.POST if request.method == "POST" else request.GET
    form = MoveToForm(typed if request.method == "POST" or "on" in typed else None, plan=plan, milestone=entry)
    if not form.is_bound or not form.is_valid() or wants_back(request):
        facts = {**page_facts(request, advert, "plan-detail"), "entry": entry, "form": form, "plan": plan}
        status = 422 if form.is_bound and not form.is_valid() else 200
        return TemplateResponse(request, "eoi/officer/plan_move.html", facts, status=status)
    dating = dating_on(entry, form.cleaned_data["on"], plan)
    moves = plan.moves(dating.node(entry.reference, entry.title), today=uk_day(request.now))
    confirmation = Confirmation(request, plan, moves)
    if confirmation.is_missing:
        title, back = f"Move “{entry.title}”", reverse("eoi:plan-move", args=[advert.reference, entry.reference])
        return confirmation.page(advert, typed, title=title, back=back, here="plan-detail", saves=False)
    try:
        moved = move_milestone(milestone=entry, to=form.cleaned_data["on"], by=request.user, **confirmation.arguments)
    except ActionRefused as refusal:
        return not_now(request, advert, f"Move “{entry.title}”", refusal.problems, here="plan-detail")
    messages.success(request, _moved(moved, len(moves), dating))
    return redirect("eoi:plan-detail", advert.reference)


def _when(entry: Any) -> tuple[bool, date]:
    return entry.planned_on is None, entry.planned_on or date.max


def _timeline(plan: Plan, *, today: date) -> Timeline | None:
    points = []
    for milestone in plan.milestones:
        if milestone.planned_on and milestone.starts_on:
            state = state_of_entry(milestone, today=today)
            address = f"#{milestone.reference}"
            points.append(
                Point(milestone.title, milestone.planned_on, milestone.starts_on, address, state.words, state.tone)
            )
    return draw(points, opens_on=plan.anchors["opening"], closes_on=plan.anchors["closing"], today=today)


def _begun(plan: Plan) -> str:
    own_day = sum(entry.anchor == "fixed" for entry in plan.entries)
    text = (
        f"The plan is begun: {len(plan.milestones)} milestones and {len(plan.activities)} communication activities, all "
        "of them yours until you hand them on."
    )
    if not own_day:
        return text
    return f"{text} For {own_day} of them the usual day has passed: they stand a working week from now. Give them days of their own."


def _moved(milestone: Milestone, number: int, dating: Dating) -> str:
    hanging = f", {dating.words()}" if dating.words() else ""
    others = {1: "", 2: " One more date moved with it."}.get(number, f" {number - 1} more dates moved with it.")
    return f"“{milestone.title}” is planned for {uk_weekday_date(milestone.planned_on)}{hanging}.{others}"
