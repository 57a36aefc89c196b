"""When a decision may be asked for, taken or returned, and when the advert may be published (S16)."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, DecisionRequest, DecisionToAdvertise, User
from eoi.policies.advert import problems_with_content, problems_with_editing
from eoi.problems import Problem
from eoi.registry import Condition, conditions_of

Known = Sequence[Condition] | None


def latest_decision(advert: Advert) -> DecisionToAdvertise | None:
    """The decision to advertise on the draft as it stands, or None. One query."""
    decisions = advert.decisions.filter(draft_version=advert.draft_version, outcome="advertise")
    return decisions.select_related("decided_by").first()


def waiting_request(advert: Advert) -> DecisionRequest | None:
    """What an approver is asked, on the draft as it stands; None where nothing is asked or it has been answered. One query."""
    request = DecisionRequest.objects.waiting_on(advert).select_related("requested_by").first()
    return request if request and request.draft_version == advert.draft_version else None


def problems_with_readiness(advert: Advert, *, at: datetime, conditions: Known = None) -> list[Problem]:
    """The conditions that are not met, but those past which the approver may proceed with a reason. Costs their queries.

    Here and below, `conditions` saves them where the page has asked for these already.
    """
    return [
        _problem(condition)
        for condition in _standing(advert, at, conditions)
        if not condition.is_met and not condition.approver_may_proceed
    ]


def problems_with_proceeding(advert: Advert, *, at: datetime, conditions: Known = None) -> list[Problem]:
    """What keeps the approver from deciding unless they record why they go ahead (S12)."""
    return [
        _problem(condition)
        for condition in _standing(advert, at, conditions)
        if not condition.is_met and condition.approver_may_proceed
    ]


def problems_with_giving_reason(advert: Advert, condition: str, about: str, *, at: datetime) -> list[Problem]:
    """A reason is given for a condition that asks for one, in the state in which it was read."""
    standing = next((found for found in conditions_of(advert, at=at) if found.key == condition), None)
    if standing is None or not standing.takes_reason:
        return [Problem("no-reason-needed", "This condition asks for no reason. Look at the readiness page again.")]
    if standing.about != about:
        return [Problem("changed-meanwhile", f"The condition changed while you were writing. {standing.why}")]
    return []


def problems_with_requesting_decision(advert: Advert, *, at: datetime, conditions: Known = None) -> list[Problem]:
    """Officers ask when the draft is ready, once for each version of it. An unanswered representation does not keep them from it."""
    if found := problems_with_editing(advert):
        return found
    if latest_decision(advert):
        return [Problem("decided", "The decision on this version has already been recorded.")]
    if waiting_request(advert):
        return [Problem("asked", "The decision on this version has been asked for already.")]
    return problems_with_content(advert, at=at) or problems_with_readiness(advert, at=at, conditions=conditions)


def problems_with_answering(advert: Advert, *, by: User) -> list[Problem]:
    """What keeps this approver from either answer: deciding to advertise, or returning the draft. Up to four queries."""
    if found := problems_with_editing(advert):
        return found
    if latest_decision(advert):
        return [Problem("decided", "The decision on this version has already been recorded.")]
    if waiting_request(advert) is None:
        there = reverse("eoi:advert-readiness", args=[advert.reference])
        message = f"The officers of {advert.reference} have not asked for a decision on the draft as it stands."
        return [Problem("not-asked", f"{message} The readiness page says what it still needs.", there)]
    if advert.officers.filter(user=by).exists():
        message = f"You run {advert.reference}, and nobody decides on an advert of their own. Another approver does."
        return [Problem("own-advert", message)]
    return []


def problems_with_deciding(advert: Advert, *, by: User, at: datetime, conditions: Known = None) -> list[Problem]:
    """The approver decides on a draft that is ready and that they were asked about, once for each version (S16)."""
    return (
        problems_with_answering(advert, by=by)
        or problems_with_content(advert, at=at)
        or problems_with_readiness(advert, at=at, conditions=conditions)
    )


def problems_with_publishing(advert: Advert, *, at: datetime) -> list[Problem]:
    found = problems_with_editing(advert) or problems_with_content(advert, at=at)
    if not found and latest_decision(advert) is None:
        found.append(
            Problem(
                "no-decision", "An approver has to record the decision to advertise, on the draft as it stands now."
            )
        )
    return found


def _standing(advert: Advert, at: datetime, conditions: Known) -> Sequence[Condition]:
    return conditions_of(advert, at=at) if conditions is None else conditions


def _problem(condition: Condition) -> Problem:
    return Problem(condition.key, condition.why, condition.url)
