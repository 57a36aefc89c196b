"""What a page that saves by itself is told: as data, because it stays where it is (P3). Without scripts nobody gets here."""

from collections.abc import Mapping, Sequence

from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from eoi.actions.expression_of_interest import StaleAnswers
from eoi.models import ExpressionOfInterest
from eoi.problems import Problem
from eoi.requests import PersonRequest
from eoi.templatetags.times import uk_clock


def is_autosave(request: PersonRequest) -> bool:
    return request.method == "POST" and "autosave" in request.POST


def saved(request: PersonRequest, fields: Mapping[str, str]) -> HttpResponse:
    """Saved, when by the server's clock, and what the page's hidden fields have to say from now on."""
    return _reply({"state": "saved", "at": uk_clock(request.now), "fields": dict(fields)})


def set_aside(expression: ExpressionOfInterest, stale: StaleAnswers, fields: Mapping[str, str]) -> HttpResponse:
    """A colleague saved first: both texts are kept, and where they can be put together. `fields` are of what else was saved."""
    theirs = stale.pairs[0][0]
    message = (
        f"{theirs.changed_by.full_name} saved this answer at {uk_clock(theirs.changed_at)}. "
        "What you typed is kept beside it, not lost. Go on typing; when you are ready, put the two together."
    )
    url = reverse("eoi:answer-settle", args=[expression.reference, theirs.question_key])
    return _reply({"state": "set-aside", "message": message, "url": url, "fields": dict(fields)}, status=409)


def refused(problems: Sequence[Problem]) -> HttpResponse:
    """Not saved, and trying again will not help: too late, or the advert is withdrawn."""
    return _reply({"state": "refused", "message": " ".join(str(problem) for problem in problems)}, status=409)


def invalid(form: BaseForm) -> HttpResponse:
    """Not saved until what was typed is mended."""
    message = next(iter(form.errors.values()))[0]
    return _reply({"state": "invalid", "message": str(message)}, status=422)


def _reply(facts: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = JsonResponse(facts, status=status)
    response["Cache-Control"] = "no-store"
    return response
