"""What stands on start pages about agreeing criteria (S15). One query each, however many adverts."""

from datetime import datetime

from django.urls import reverse

from eoi.criteria_standing import AgreementState, state_of
from eoi.models import CriteriaAgreer, User
from eoi.registry import Card


def agreement_cards(user: User, at: datetime) -> list[Card]:
    """For whoever is asked: what to answer; and what they answered, so that they find the page again."""
    agreers = CriteriaAgreer.objects.asked().is_person(user).before_publication().with_latest_opinion()
    return [_card(agreer) for agreer in agreers]


def change_cards(user: User, at: datetime) -> list[Card]:
    """For officers: the adverts they run where a change to the criteria as they stand is asked for."""
    asked: dict[int, list[CriteriaAgreer]] = {}
    for agreer in CriteriaAgreer.objects.asked().before_publication().run_by(user).with_latest_opinion():
        if _state(agreer) == AgreementState.CHANGE_ASKED:
            asked.setdefault(agreer.advert_id, []).append(agreer)
    return [_change_card(agreers) for agreers in asked.values()]


def _card(agreer: CriteriaAgreer) -> Card:
    advert, state = agreer.advert, _state(agreer)
    url = reverse("eoi:criteria-agree", args=[advert.reference])
    if state == AgreementState.WAITING:
        return Card(f"Agree the criteria of {advert.reference}", f"{advert.title}. Agree, or ask for a change.", url)
    if state == AgreementState.AGREED:
        return Card(f"You agreed to the criteria of {advert.reference}", advert.title, url, needs_you=False)
    if state == AgreementState.CHANGE_ASKED:
        text = f"{advert.title}. The officers have been told."
        return Card(f"You asked for a change to the criteria of {advert.reference}", text, url, needs_you=False)
    if agreer.asked_version == advert.criteria_version:
        text = f"{advert.title}. They changed since you answered."
        return Card(f"Agree the criteria of {advert.reference} again", text, url)
    text = f"{advert.title}. You will be asked again when the changes are done."
    return Card(f"The criteria of {advert.reference} are being changed", text, url, needs_you=False)


def _change_card(agreers: list[CriteriaAgreer]) -> Card:
    advert = agreers[0].advert
    names = ", ".join(agreer.user.full_name for agreer in agreers)
    return Card(
        f"A change to the criteria of {advert.reference} is asked for",
        f"{advert.title}. Asked for by {names}.",
        reverse("eoi:criteria-agreement", args=[advert.reference]),
    )


def _state(agreer: CriteriaAgreer) -> AgreementState:
    return state_of(agreer.advert, version=agreer.latest_version, agrees=agreer.latest_agrees)  # type: ignore[attr-defined]
