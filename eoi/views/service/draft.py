"""Drafting the next edition of a profile, signing it off, discarding it (S10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eoi.actions.profile import discard_profile, draft_profile, save_profile, sign_off_profile
from eoi.forms.profile import ProfileForm, VersionForm, typed_words
from eoi.models import PositioningFramework, Service, ServiceProfile, User
from eoi.policies.profile import (
    problems_with_drafting_profile,
    problems_with_ownership,
    problems_with_settled_profile,
    problems_with_signing_off,
)
from eoi.problems import ActionRefused, Problem
from eoi.requests import PersonRequest
from eoi.views.service.access import not_now, service_to_keep
from eoi.working_days import uk_day


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: PersonRequest, key: str) -> HttpResponse:
    """Saves what is incomplete; signing off lists what is missing (P4). Without a draft, the way to begin one."""
    service = service_to_keep(request, key)
    draft = _draft_of(service)
    if request.method == "POST" and _is_gone(request, draft):
        return _gone(request, service, "No draft to save")
    if draft is None:
        return _begin(request, service)
    if without_owner := problems_with_ownership(service):
        return not_now(request, service, "Draft", without_owner, typed=typed_words(request.POST))
    axes = PositioningFramework.objects.current()
    form = ProfileForm(request.POST if request.method == "POST" else None, draft=draft, axes=axes)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, draft, form)
        except ActionRefused as refusal:
            problems = refusal.problems
            form.show_version(_draft_of(service) or draft, PositioningFramework.objects.current())
        else:
            messages.success(request, f"The draft of edition {draft.number} is saved.")
            return redirect(f"{reverse('eoi:profile-edit', args=[key])}{_where_next(request)}")
    facts = {"service": service, "draft": draft, "axes": axes, "form": form, "problems": problems}
    facts["missing"] = problems_with_signing_off(draft, on=uk_day(request.now))
    status = 409 if problems else 422 if form.is_bound else 200
    return TemplateResponse(request, "eoi/service/profile_edit.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def profile_sign_off(request: PersonRequest, key: str) -> HttpResponse:
    """Lists what is missing, or says what signing off means and asks for a yes to the version that was read."""
    service = service_to_keep(request, key)
    draft = _draft_of(service)
    if draft is None or _is_gone(request, draft):
        return _gone(request, service, "No draft to sign off")
    title = f"Sign off edition {draft.number}"
    if request.method == "POST":
        form = VersionForm(request.POST)
        version = form.cleaned_data["draft_version"] if form.is_valid() else 0
        try:
            sign_off_profile(profile=draft, draft_version=version, by=request.user, at=request.now)
        except ActionRefused as refusal:
            return not_now(request, service, title, refusal.problems)
        messages.success(request, f"Edition {draft.number} of {service.name} is signed off, and stands from now on.")
        return redirect("eoi:profile-detail", key)
    facts = {
        "service": service,
        "draft": draft,
        "title": title,
        "reasons": problems_with_signing_off(draft, on=uk_day(request.now)),
        "consequences": _consequences_of_signing_off(draft, request.user),
        "button": title,
    }
    return TemplateResponse(request, "eoi/service/confirm.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def profile_discard(request: PersonRequest, key: str) -> HttpResponse:
    service = service_to_keep(request, key)
    draft = _draft_of(service)
    if draft is None or _is_gone(request, draft):
        return _gone(request, service, "No draft to discard")
    title = f"Discard the draft of edition {draft.number}"
    if request.method == "POST":
        form = VersionForm(request.POST)
        version = form.cleaned_data["draft_version"] if form.is_valid() else 0
        try:
            discard_profile(profile=draft, draft_version=version, by=request.user)
        except ActionRefused as refusal:
            return not_now(request, service, title, refusal.problems)
        messages.success(request, f"The draft of edition {draft.number} is discarded. What was signed off stands.")
        return redirect("eoi:profile-detail", key)
    facts = {
        "service": service,
        "draft": draft,
        "title": title,
        "consequences": _consequences_of_discarding(draft),
        "button": title,
        "tone": "warning",
    }
    return TemplateResponse(request, "eoi/service/confirm.html", facts)


def _draft_of(service: Service) -> ServiceProfile | None:
    draft = ServiceProfile.objects.of(service).drafts().with_rows().first()
    if draft:
        draft.service = service  # with its keepers
    return draft


def _is_gone(request: PersonRequest, draft: ServiceProfile | None) -> bool:
    """A form of an edition that is a draft no longer. Without an edition it is the yes to beginning one."""
    edition = request.POST.get("edition", "")
    return bool(edition) and (draft is None or edition != str(draft.number))


def _gone(request: PersonRequest, service: Service, title: str) -> HttpResponse:
    """Never begun; or signed off or discarded while this person had it open: by whom and when, and what was typed (P3, P13)."""
    sent = request.POST.get("edition", "")
    edition = next((each for each in service.profiles.with_rows() if str(each.number) == sent), None)
    problems = problems_with_settled_profile(edition) if edition else _no_draft(service)
    return not_now(request, service, title, problems, typed=typed_words(request.POST))


def _begin(request: PersonRequest, service: Service) -> HttpResponse:
    last = ServiceProfile.objects.of(service).signed_off().newest_first().first()
    title = f"Draft edition {last.number + 1 if last else 1}"
    problems = problems_with_drafting_profile(service, None)
    if request.method == "POST":
        try:
            draft = draft_profile(service=service, by=request.user)
        except ActionRefused as refusal:
            return not_now(request, service, title, refusal.problems)
        messages.success(request, f"The draft of edition {draft.number} is begun. Save as often as you like.")
        return redirect("eoi:profile-edit", service.key)
    facts = {
        "service": service,
        "title": title,
        "reasons": problems,
        "consequences": _consequences_of_beginning(last),
        "button": title,
    }
    return TemplateResponse(request, "eoi/service/confirm.html", facts)


def _save(request: PersonRequest, draft: ServiceProfile, form: ProfileForm) -> None:
    save_profile(
        profile=draft,
        changes=form.changes(),
        volumes=form.volume_rows(),
        indicators=form.indicator_rows(),
        draft_version=form.cleaned_data["draft_version"],
        axes=form.cleaned_data["axes"],
        by=request.user,
        at=request.now,
    )


def _where_next(request: PersonRequest) -> str:
    """Back to the rows where more were asked for: after a save there are blank ones again."""
    wanted = request.POST.get("more", "")
    return f"#{wanted}" if wanted in ("volumes", "indicators") else ""


def _no_draft(service: Service) -> list[Problem]:
    there = reverse("eoi:profile-edit", args=[service.key])
    return [Problem("no-draft", f"There is no draft of the profile of {service.name}. Begin the next edition.", there)]


def _consequences_of_beginning(last: ServiceProfile | None) -> list[str]:
    begins = (
        "It begins empty."
        if last is None
        else f"It begins as a copy of edition {last.number}, which stands until you sign off."
    )
    return [
        begins,
        "Only the owner of the service, the deputies and procurement officers see the draft.",
        "Nobody is told by mail.",
    ]


def _consequences_of_signing_off(draft: ServiceProfile, by: User) -> list[str]:
    owner = draft.service.owner
    before = f" in place of edition {draft.number - 1}, which stays readable" if draft.number > 1 else ""
    name = owner.full_name if owner else "nobody"
    return [
        f"Edition {draft.number} never changes again. What is new belongs in edition {draft.number + 1}.",
        f"Council staff who prepare, decide or score read it from now on{before}.",
        "An advert published from now on goes with it.",
        f"It is kept with your name, the time, and the name of the owner: {name}.",
        "Nobody is told by mail." if owner == by else f"{name} is told by mail.",
    ]


def _consequences_of_discarding(draft: ServiceProfile) -> list[str]:
    return [
        f"The draft of edition {draft.number}, last changed by {draft.changed_by.full_name}, is deleted for good.",
        "Signed-off editions stay as they are.",
        "Nobody is told by mail.",
    ]
