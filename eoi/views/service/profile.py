"""Reading a service's profile: the edition that stands, earlier ones, and what changed between two (S10)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.models import Service, ServiceProfile
from eoi.permissions import may_keep_service
from eoi.policies.profile import problems_with_ownership
from eoi.profile_differences import differences_between
from eoi.requests import PersonRequest
from eoi.views.service.access import for_council_staff, service_to_see
from eoi.working_days import uk_day


@require_safe
@for_council_staff
def profile_detail(request: PersonRequest, key: str) -> HttpResponse:
    """The edition that stands, with the list of editions; or the invitation to draft the first."""
    service = service_to_see(key)
    editions = list(ServiceProfile.objects.of(service).readable_by(request.user).newest_first())
    signed_off = [edition for edition in editions if edition.is_signed_off]
    profile = ServiceProfile.objects.with_rows().get(pk=signed_off[0].pk) if signed_off else None
    facts = {
        "service": service,
        "profile": profile,
        "editions": editions,
        "draft": next((edition for edition in editions if not edition.is_signed_off), None),
        "review": profile.review_state(uk_day(request.now)) if profile else None,
        "keeps": may_keep_service(request.user, service),
        "reasons": problems_with_ownership(service),
    }
    return TemplateResponse(request, "eoi/service/profile_detail.html", facts)


@require_safe
@for_council_staff
def profile_edition(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """One edition, earlier ones as they were; a draft only for those who keep the service, and officers."""
    service = service_to_see(key)
    profile = _edition(request, service, number)
    facts = {
        "service": service,
        "profile": profile,
        "keeps": may_keep_service(request.user, service),
        "later": ServiceProfile.objects.of(service).signed_off().after(profile).first(),
    }
    return TemplateResponse(request, "eoi/service/profile_edition.html", facts)


@require_safe
@for_council_staff
def profile_compare(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """What changed since the edition before, or since the one that `?with=` names."""
    service = service_to_see(key)
    profile = _edition(request, service, number)
    readable = ServiceProfile.objects.of(service).readable_by(request.user)
    others = [edition for edition in readable.newest_first() if edition.number != number]
    wanted = request.GET.get("with", "")
    chosen = [edition for edition in others if str(edition.number) == wanted] if wanted else others
    earlier = next((edition for edition in chosen if wanted or edition.number < number), None)
    if wanted and earlier is None:
        raise Http404(f"{service.name} has no edition {wanted} to compare with.")
    before = ServiceProfile.objects.with_rows().get(pk=earlier.pk) if earlier else None
    facts = {
        "service": service,
        "profile": profile,
        "before": before,
        "others": others,
        "differences": differences_between(before, profile) if before else None,
    }
    return TemplateResponse(request, "eoi/service/profile_compare.html", facts)


def _edition(request: PersonRequest, service: Service, number: int) -> ServiceProfile:
    """404 where there is none, and where it is a draft of which this person may not know."""
    readable = ServiceProfile.objects.of(service).readable_by(request.user).with_rows()
    return get_object_or_404(readable, number=number)
