"""Conditions on the criteria: drafted, agreed by named people, and no form of contract named (S5, S15)."""

from datetime import datetime

from django.urls import reverse

from eoi.contract_vehicles import about as about_mentions
from eoi.criteria_standing import AgreementState, criteria_to_read, state_of
from eoi.models import Advert, CriteriaAgreer, ReadinessReason
from eoi.policies.criteria import contract_vehicles_in, problems_with_criteria
from eoi.registry import Condition, ConditionState

NO_VEHICLE = "no-contract-vehicle"
WHY_NONE = "It is too early to choose a form of contract, and naming one can keep other ideas from being offered."


def criteria_drafted(advert: Advert, at: datetime) -> Condition:
    """S15: weightings of 100, guidance and six descriptors for each criterion. One query."""
    criteria = criteria_to_read(advert)
    problems = problems_with_criteria(advert, criteria)
    title = "The criteria are drafted"
    if problems:
        why = " ".join(problem.message for problem in problems)
        state, details = ConditionState.NOT_MET, tuple(problems)
        return Condition("criteria-drafted", title, state, why, problems[0].url, details=details)
    many = "One criterion has" if len(criteria) == 1 else f"{len(criteria)} criteria total 100 and each has"
    why = f"{many} guidance and a descriptor for every score."
    url = reverse("eoi:criteria-edit", args=[advert.reference])
    return Condition("criteria-drafted", title, ConditionState.MET, why, url)


def criteria_agreed(advert: Advert, at: datetime) -> Condition:
    """S15: at least one person is named, and all who are agreed to the criteria as they stand. One query."""
    title = "The criteria are agreed by named people"
    url = reverse("eoi:criteria-agreement", args=[advert.reference])
    agreers = list(CriteriaAgreer.objects.of(advert).asked().with_latest_opinion())
    if not agreers:
        why = "Nobody has been asked to agree them. Name at least one person."
        return Condition("criteria-agreed", title, ConditionState.NOT_MET, why, url)
    by_state: dict[AgreementState, list[str]] = {}
    for agreer in agreers:
        state = state_of(advert, version=agreer.latest_version, agrees=agreer.latest_agrees)  # type: ignore[attr-defined]
        by_state.setdefault(state, []).append(agreer.user.full_name)
    if set(by_state) == {AgreementState.AGREED}:
        why = f"Agreed by {_names(by_state[AgreementState.AGREED])}."
        return Condition("criteria-agreed", title, ConditionState.MET, why, url)
    why = " ".join(_SENTENCES[state] % _names(by_state[state]) for state in _SENTENCES if state in by_state)
    return Condition("criteria-agreed", title, ConditionState.NOT_MET, why, url)


_SENTENCES = {
    AgreementState.CHANGE_ASKED: "A change is asked for by %s.",
    AgreementState.EARLIER: "Agreed to an earlier version only: %s.",
    AgreementState.EARLIER_CHANGE: "A change to an earlier version was asked for by %s.",
    AgreementState.WAITING: "Still to answer: %s.",
}


def no_contract_vehicle(advert: Advert, at: datetime) -> Condition:
    """S5: a draft that names a form of contract needs a recorded reason for exactly those words. Two queries at most."""
    title = "No form of contract is named"
    mentions = contract_vehicles_in(advert, criteria_to_read(advert))
    if not mentions:
        why = "Neither the words nor the criteria name one, so that any arrangement can be offered."
        return Condition(
            NO_VEHICLE, title, ConditionState.MET, why, reverse("eoi:advert-edit", args=[advert.reference])
        )
    named = f"The draft names {', '.join(map(str, mentions))}."
    url, about = mentions[0].url, about_mentions(mentions)
    given = ReadinessReason.objects.latest_about(advert, condition=NO_VEHICLE, about=about)
    if given:
        why = f"{named} {given.given_by.full_name} recorded why: {given.reason}"
        return Condition(NO_VEHICLE, title, ConditionState.REASONED, why, url, takes_reason=True, about=about)
    why = f"{named} {WHY_NONE} Take it out, or record why it has to stand."
    return Condition(NO_VEHICLE, title, ConditionState.NOT_MET, why, url, takes_reason=True, about=about)


def _names(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
