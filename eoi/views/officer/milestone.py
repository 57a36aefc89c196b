"""Milestones of a plan (S14)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eoi.actions.plan_entry import add_milestone, edit_milestone
from eoi.forms.plan import MilestoneForm
from eoi.models import Milestone
from eoi.requests import PersonRequest
from eoi.views.officer import plan_entry
from eoi.views.officer.access import for_officers
from eoi.views.officer.plan_entry import Kind

MILESTONE = Kind(Milestone, MilestoneForm, add_milestone, edit_milestone, "milestone", "milestone", "eoi:plan-detail")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def milestone_create(request: PersonRequest, reference: str) -> HttpResponse:
    return plan_entry.create(request, reference, MILESTONE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def milestone_edit(request: PersonRequest, reference: str, milestone: str) -> HttpResponse:
    address = reverse("eoi:milestone-edit", args=[reference, milestone])
    return plan_entry.edit(request, reference, milestone, MILESTONE, address=address)


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_done(request: PersonRequest, reference: str, milestone: str) -> HttpResponse:
    return plan_entry.finish(request, reference, milestone, MILESTONE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def milestone_remove(request: PersonRequest, reference: str, milestone: str) -> HttpResponse:
    return plan_entry.remove(request, reference, milestone, MILESTONE)
