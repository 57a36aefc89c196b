"""Who agrees the criteria of an advert, and what they say (S15)."""

from typing import cast

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import Advert, CriteriaAgreer, CriteriaOpinion, User
from eoi.notifications import public_link, queue_mail
from eoi.policies.advert import problems_with_editing
from eoi.policies.criteria import (
    problems_with_answering_criteria,
    problems_with_asking_again,
    problems_with_asking_to_agree,
    problems_with_taking_off,
)
from eoi.problems import refuse_if


@action("criteria-agreement.ask")
def ask_to_agree(*, advert: Advert, person: User, by: User) -> CriteriaAgreer:
    """Name somebody who is asked to agree the criteria; they are told by mail."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_editing(advert) or problems_with_asking_to_agree(advert, person))
    agreer = CriteriaAgreer.objects.create(
        advert=advert, user=person, asked_by=by, asked_version=advert.criteria_version
    )
    record("criteria-agreement.ask", by=by, subject=advert, advert=advert, after={"person": person.reference})
    _tell([person], "criteria_asked", advert)
    return agreer


@action("criteria-agreement.ask-again")
def ask_again(*, advert: Advert, by: User) -> list[CriteriaAgreer]:
    """Tell those who have not answered the criteria as they stand, and were last told of an earlier version: one mail each."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_editing(advert) or problems_with_asking_again(advert))
    agreers = list(CriteriaAgreer.objects.of(advert).asked().to_ask_again(advert.criteria_version))
    CriteriaAgreer.objects.of(advert).asked().to_ask_again(advert.criteria_version).update(
        asked_version=advert.criteria_version
    )
    after = {"criteria_version": advert.criteria_version, "people": [agreer.user.reference for agreer in agreers]}
    record("criteria-agreement.ask-again", by=by, subject=advert, advert=advert, after=after)
    _tell([agreer.user for agreer in agreers], "criteria_asked_again", advert)
    return agreers


@action("criteria-agreement.take-off")
def take_off(*, agreer: CriteriaAgreer, reason: str, by: User) -> CriteriaAgreer:
    """Take somebody off the list, with a reason. What they said stays on record; they are told by mail."""
    advert = Advert.objects.lock_for_change().get(pk=agreer.advert_id)
    agreer = CriteriaAgreer.objects.of(advert).get(pk=agreer.pk)
    refuse_if(problems_with_editing(advert) or problems_with_taking_off(agreer))
    agreer.taken_off_at, agreer.taken_off_by, agreer.taken_off_reason = agreer.asked_at, by, reason
    agreer.save(update_fields=["taken_off_at", "taken_off_by", "taken_off_reason"])  # the database sets the time
    after = {"person": agreer.user.reference}
    record("criteria-agreement.take-off", by=by, subject=advert, advert=advert, after=after)
    _tell([agreer.user], "criteria_taken_off", advert)
    return agreer


@action("criteria-agreement.answer")
def answer_criteria(
    *, advert: Advert, criteria_version: int, agrees: bool, comment: str = "", by: User
) -> CriteriaOpinion:
    """Agree to the criteria as they were read, or ask for a change; the officers are told of the latter."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    agreer = CriteriaAgreer.objects.of(advert).asked().is_person(by).with_latest_opinion().first()
    refuse_if(
        problems_with_answering_criteria(
            advert, agreer, criteria_version=criteria_version, agrees=agrees, comment=comment
        )
    )
    opinion = CriteriaOpinion.objects.create(
        agreer=cast(CriteriaAgreer, agreer), criteria_version=criteria_version, agrees=agrees, comment=comment
    )
    after = {"criteria_version": criteria_version, "agrees": agrees}
    record("criteria-agreement.answer", by=by, subject=advert, advert=advert, after=after)
    if not agrees:
        officers = [officer.user for officer in advert.officers.select_related("user")]
        _tell(officers, "criteria_change_asked", advert, page="criteria-agreement", person=by)
    return opinion


def _tell(people: list[User], template: str, advert: Advert, *, page: str = "criteria-agree", **facts: object) -> None:
    """A reference and a link, never what somebody wrote."""
    link = public_link(reverse(f"eoi:{page}", args=[advert.reference]))
    to = [person.email for person in people if person.is_active]
    queue_mail(to=to, template=f"emails/{template}.txt", context={"advert": advert, "link": link, **facts})
