"""The notice of preliminary market engagement says everything that regulation 17(2) asks for (R2)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert
from eoi.policies.notice import problems_with_notice
from eoi.registry import Condition, ConditionState


def notice_complete(advert: Advert, at: datetime) -> Condition:
    """(a) to (f): the authority, title, identifier, subject matter, closing, process. Three queries."""
    title = "The notice says what the regulations ask for"
    page = reverse("eoi:notice-detail", args=[advert.reference])
    problems = problems_with_notice(advert, at=at)
    if not problems:
        why = "Paragraphs (a) to (f) of regulation 17(2) are there, ready to be exported."
        return Condition("notice", title, ConditionState.MET, why, page)
    why = " ".join(problem.message for problem in problems)
    return Condition("notice", title, ConditionState.NOT_MET, why, problems[0].url or page, details=tuple(problems))
