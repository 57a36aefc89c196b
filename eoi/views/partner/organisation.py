"""Organisations: registering one, its details, and the page of its people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from eoi.actions.organisation import create_organisation, edit_organisation
from eoi.forms.organisation import OrganisationForm, RegistrationForm
from eoi.models import LeadRecovery, MembershipChange, Organisation
from eoi.problems import ActionRefused
from eoi.requests import PersonRequest
from eoi.views.partner.access import led_organisation, own_membership, own_organisation, partners_only

ROWS_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@partners_only
def organisation_create(request: PersonRequest) -> HttpResponse:
    """Register an organisation; whoever came from an advert goes back to it afterwards (`next`)."""
    onward = _safe_next(request)
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = create_organisation(details=form.details(), by=request.user)
        messages.success(request, f"{organisation.name} is registered, and you are its lead.")
        return HttpResponseRedirect(onward) if onward else redirect("eoi:partner-start")
    page = {"form": form, "onward": onward}
    return TemplateResponse(request, "eoi/partner/organisation_create.html", page, status=_status(form))


@require_GET
@partners_only
def organisation_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """Details, people, invitations and requests. What only a lead may do is shown to leads."""
    organisation = own_organisation(request, reference)
    return TemplateResponse(
        request,
        "eoi/partner/organisation_detail.html",
        {
            "organisation": organisation,
            "membership": own_membership(organisation, request),
            "memberships": organisation.memberships.current().select_related("user"),
            "invitations": organisation.invitations.waiting(at=request.now).select_related("invited_by"),
            "join_requests": organisation.join_requests.waiting().select_related("user"),
            "recovery": LeadRecovery.objects.of_organisation(organisation).undecided().with_people().first(),
        },
    )


@require_GET
@partners_only
def organisation_history(request: PersonRequest, reference: str) -> HttpResponse:
    """Who joined, left or changed part, the latest on top. Leaving keeps the record."""
    organisation = own_organisation(request, reference)
    changes = MembershipChange.objects.of_organisation(organisation).prefetch_related("made_by__groups")
    page = Paginator(changes, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(change, change.by_words(seen_by=request.user)) for change in page]
    facts = {"organisation": organisation, "page_obj": page, "rows": rows}
    return TemplateResponse(request, "eoi/partner/organisation_history.html", facts)


@require_http_methods(["GET", "POST"])
@partners_only
def organisation_edit(request: PersonRequest, reference: str) -> HttpResponse:
    """The lead changes the details; what has been submitted keeps the old ones until it is submitted again."""
    organisation = led_organisation(request, reference)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.initial_of(organisation))
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(organisation=organisation, details=form.details(), by=request.user, at=request.now)
        except ActionRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, "The organisation's details are saved.")
            _say_repeated(request, organisation, number=form.cleaned_data["company_number"])
            return redirect("eoi:organisation-detail", organisation.reference)
    page = {"form": form, "organisation": organisation, "problems": problems}
    return TemplateResponse(
        request, "eoi/partner/organisation_edit.html", page, status=409 if problems else _status(form)
    )


def _say_repeated(request: PersonRequest, organisation: Organisation, *, number: str) -> None:
    """Flagged, not blocked, and nothing said of whom (P17)."""
    if Organisation.objects.with_company_number(number).besides(organisation).exists():
        messages.warning(
            request,
            f"Another organisation is registered here with the company number {number}. If it is yours, work in one of the "
            "two: what both submit is flagged to the council as coming from one company.",
        )


def _safe_next(request: PersonRequest) -> str:
    """Where to go afterwards, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _status(form: OrganisationForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
