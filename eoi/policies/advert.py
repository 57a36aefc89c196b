"""When a draft may be edited, decided on and published."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, DecisionToAdvertise
from eoi.policies.criteria import FULL_WEIGHT, total_weighting
from eoi.problems import Problem
from eoi.registry import conditions_of


def problems_with_editing(advert: Advert) -> list[Problem]:
    """A published advert is frozen (DESIGN §4)."""
    if not advert.is_published:
        return []
    return [Problem("frozen", "The advert has been published: its words, criteria and questions no longer change.")]


def problems_with_content(advert: Advert, *, at: datetime) -> list[Problem]:
    """What the draft still lacks before anybody can decide on it or publish it. Two queries, none after `with_parts`."""
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
    return []


def latest_decision(advert: Advert) -> DecisionToAdvertise | None:
    """The decision on the draft as it stands, or None. One query."""
    return advert.decisions.filter(draft_version=advert.draft_version).select_related("decided_by").first()


def problems_with_readiness(advert: Advert, *, at: datetime) -> list[Problem]:
    """The conditions that are not met, but those past which the approver may proceed with a reason (S16). Costs their queries."""
    return [
        Problem(condition.key, condition.why, condition.url)
        for condition in conditions_of(advert, at=at)
        if not condition.is_met and not condition.approver_may_proceed
    ]


def problems_with_giving_reason(advert: Advert, condition: str, about: str, *, at: datetime) -> list[Problem]:
    """A reason is given for a condition that asks for one, in the state in which it was read."""
    standing = next((found for found in conditions_of(advert, at=at) if found.key == condition), None)
    if standing is None or not standing.takes_reason:
        return [Problem("no-reason-needed", "This condition asks for no reason. Look at the readiness page again.")]
    if standing.about != about:
        return [Problem("changed-meanwhile", f"The condition changed while you were writing. {standing.why}")]
    return []


def problems_with_deciding(advert: Advert, *, at: datetime) -> list[Problem]:
    """The approver decides on a draft that is ready, once for each version (S16)."""
    found = problems_with_editing(advert) or problems_with_content(advert, at=at)
    found = found or problems_with_readiness(advert, at=at)
    if not found and latest_decision(advert):
        found.append(Problem("decided", "The decision on this version has already been recorded."))
    return found


def problems_with_publishing(advert: Advert, *, at: datetime) -> list[Problem]:
    found = problems_with_editing(advert) or problems_with_content(advert, at=at)
    if not found and latest_decision(advert) is None:
        found.append(
            Problem(
                "no-decision", "An approver has to record the decision to advertise, on the draft as it stands now."
            )
        )
    return found
