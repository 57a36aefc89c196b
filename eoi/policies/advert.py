"""When a draft may be edited, decided on and published."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert
from eoi.policies.clarification import problems_with_questions_until
from eoi.policies.criteria import FULL_WEIGHT, total_weighting
from eoi.problems import Problem


def problems_with_editing(advert: Advert) -> list[Problem]:
    """A published advert is frozen (DESIGN §4)."""
    if not advert.is_published:
        return []
    return [Problem("frozen", "The advert has been published: its words, criteria and questions no longer change.")]


def problems_with_content(advert: Advert, *, at: datetime) -> list[Problem]:
    """What the draft still lacks before anybody can decide on it or publish it. Three queries, none after `with_parts`."""
    edit = reverse("eoi:advert-edit", args=[advert.reference])
    criteria = reverse("eoi:criteria-edit", args=[advert.reference])
    found = []
    for field, label in (
        ("summary", "a summary"),
        ("body", "the text of the advert"),
        ("contact_name", "a contact name"),
    ):
        if not getattr(advert, field).strip():
            found.append(
                Problem(
                    f"no-{field}", f"The advert has no {label.split(' ', 1)[1]}. Write {label}.", f"{edit}#id_{field}"
                )
            )
    if not (advert.contact_email or advert.contact_telephone):
        found.append(
            Problem(
                "no-contact",
                "The advert has neither an e-mail address nor a telephone number to ask.",
                f"{edit}#id_contact_email",
            )
        )
    found += _problems_with_dates(advert, edit=edit, at=at)
    if not advert.advert_services.all():
        found.append(Problem("no-service", "No service is in scope. Choose at least one.", f"{edit}#id_services_0"))
    for name in advert.services_to_decide():
        message = f"{name} is neither in scope nor left out for a reason. Put it in scope, or say why it is not."
        found.append(Problem("scope", message, f"{edit}#id_services_0"))
    total = total_weighting(advert)
    if total != FULL_WEIGHT:
        found.append(
            Problem(
                "weightings",
                f"The weightings total {total.normalize():f}. Change them so that they total 100.",
                criteria,
            )
        )
    return found


def _problems_with_dates(advert: Advert, *, edit: str, at: datetime) -> list[Problem]:
    if advert.opens_at is None or advert.closes_at is None:
        return [Problem("no-dates", "The advert needs an opening and a closing time.", f"{edit}#id_opens_at_0")]
    if advert.closes_at <= at:
        return [
            Problem("closes-in-the-past", "The closing time has passed. Choose a later one.", f"{edit}#id_closes_at_0")
        ]
    if advert.closes_at <= advert.opens_at:
        return [
            Problem(
                "closes-before-opening", "The closing time is not after the opening time.", f"{edit}#id_closes_at_0"
            )
        ]
    return [
        Problem(problem.code, problem.message, f"{edit}{problem.url}")
        for problem in problems_with_questions_until(
            advert.questions_until, opens_at=advert.opens_at, closes_at=advert.closes_at
        )
    ]
