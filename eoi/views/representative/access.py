"""Who gets at representatives' pages: those who speak for a body that is consulted (S12, DESIGN §5)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from eoi.models import Consultation, ConsultationBody
from eoi.permissions import is_representative
from eoi.requests import PersonRequest

View = Callable[..., HttpResponse]


def for_representatives(view: View) -> View:
    """403 for everybody who is no staff or union representative."""

    @wraps(view)
    def check_first(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_representative(request.user):
            raise PermissionDenied("This page is for staff and union representatives.")
        return view(request, *args, **kwargs)

    return check_first


@dataclass(frozen=True)
class Workspace:
    """A consultation as those see it who speak for `bodies`, all of them consulted."""

    consultation: Consultation
    bodies: list[ConsultationBody]


def workspace_of(request: PersonRequest, reference: str) -> Workspace:
    """404 where no consultation has begun. 403, with whose workspace it is, for who speaks for no body consulted there.

    With `?body=` only that body's view of it. Five queries.
    """
    consultation = get_object_or_404(Consultation.objects.with_bodies(), advert__reference=reference)
    spoken_for = list(ConsultationBody.objects.represented_by(request.user))
    wanted = request.GET.get("body")
    mine = [body for body in consultation.bodies if body in spoken_for and wanted in (None, "", body.reference)]
    if not mine:
        raise PermissionDenied(_whose(consultation, spoken_for, wanted))
    return Workspace(consultation, mine)


def _whose(consultation: Consultation, spoken_for: list[ConsultationBody], wanted: str | None) -> str:
    """Names bodies only: neither what is shared nor what was said."""
    owners = [body for body in consultation.bodies if wanted in (None, "", body.reference)]
    names = _listed([body.name for body in owners]) or "another body"
    yours = (
        f"You speak for {_listed([body.name for body in spoken_for])}" if spoken_for else "You speak for no body yet"
    )
    return f"This workspace on {consultation.reference} belongs to {names}, and to officers and approvers. {yours}."


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
