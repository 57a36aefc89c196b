"""Who gets at evaluation's pages: wrong audience 403, somebody else's panel 404, too early or too late an explanation (DESIGN §5)."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from eoi.models import Advert, Role, Submission
from eoi.problems import Problem
from eoi.requests import PersonRequest
from evaluation.models import Panel, PanelMember
from evaluation.permissions import may_run_panel, may_see_panel, place_of

View = Callable[..., HttpResponse]
EVALUATORS = (Role.EVALUATOR,)
OFFICERS = (Role.PROCUREMENT_OFFICER,)
OFFICERS_AND_APPROVERS = (Role.PROCUREMENT_OFFICER, Role.APPROVER)
PROGRESS_READERS = (Role.EVALUATOR, Role.PROCUREMENT_OFFICER)
RANKING_READERS = (Role.EVALUATOR, Role.PROCUREMENT_OFFICER, Role.APPROVER, Role.AUDITOR)


def for_audience(*roles: Role) -> Callable[[View], View]:
    """403 with the reason for everybody else."""
    names = {role.value for role in roles}
    people = " and ".join(f"{role.label.lower()}s" for role in roles)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not names & request.user.roles:
                raise PermissionDenied(f"This page is for {people}.")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def own_place(request: PersonRequest, reference: str) -> PanelMember:
    """The asker's place on the panel; 404 for everybody who has none. One query."""
    places = PanelMember.objects.of_user(request.user).select_related("user")
    return get_object_or_404(places, panel__reference=reference)


def readable_panel(request: PersonRequest, reference: str) -> tuple[Panel, PanelMember | None]:
    """A panel that the asker may know of, and their own place on it. Two queries."""
    panels = Panel.objects.readable_by(request.user).select_related("advert")
    panel = get_object_or_404(panels, reference=reference)
    return panel, place_of(request.user, panel)


def officers_advert(request: PersonRequest, reference: str) -> Advert:
    """The advert whose panel the asker runs: 404 when there is none, 403 when others run it. Two queries."""
    advert = get_object_or_404(Advert, reference=reference)
    if not may_run_panel(request.user, advert):
        raise PermissionDenied("Only the officers who run this advert form and change its panel.")
    return advert


def seen_advert(request: PersonRequest, reference: str) -> Advert:
    advert = get_object_or_404(Advert, reference=reference)
    if not may_see_panel(request.user, advert):
        raise PermissionDenied("Only the officers who run this advert and the approvers see its panel.")
    return advert


def officers_panel(request: PersonRequest, reference: str) -> Panel:
    """The panel of an advert that the asker runs; 404 when none has been formed. Three queries."""
    advert = officers_advert(request, reference)
    return get_object_or_404(Panel.objects.for_advert(advert))


def submission_before(place: PanelMember, reference: str) -> Submission:
    """A standing submission of the panel's advert; before opening there is none for anybody. One query."""
    if not place.panel.advert.is_opened:
        raise Http404
    standing = Submission.objects.standing().for_advert(place.panel.advert)
    return get_object_or_404(standing, reference=reference)


def not_now(
    request: PersonRequest, problems: Iterable[Problem], *, title: str, back_url: str, back_label: str
) -> TemplateResponse:
    """The right person at the wrong time: an explanation, 409 when they tried to change something."""
    page = {"reasons": list(problems), "title": title, "back_url": back_url, "back_label": back_label}
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "evaluation/not_now.html", page, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is a POST too."""
    return request.POST if request.method == "POST" else None
