"""When an officer may be asked to enter a submission, begin, and have it read back (DESIGN §5)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, Assistance, ExpressionOfInterest, Organisation, User
from eoi.permissions import is_officer, may_act_for
from eoi.problems import Problem

FEWEST_OFFICERS_TO_OPEN = 2


def problems_with_asking_for_assistance(
    organisation: Organisation, advert: Advert, *, assistant: User, at: datetime
) -> list[Problem]:
    """Of one officer, for an open advert, once at a time. Two queries at most."""
    if found := problems_with_assisted_advert(advert, at=at):
        return found
    if not is_officer(assistant) or not assistant.is_active:
        message = f"{assistant.email} is not the address of a procurement officer. Ask the officer for theirs."
        return [Problem("not-an-officer", message, "#id_email")]
    same = Assistance.objects.not_over().filter(organisation=organisation, advert=advert).first()
    if same:
        return [Problem("assisted", f"{same.reference} is there for this advert already. End it before you ask again.")]
    return []


def problems_with_assisted_advert(advert: Advert, *, at: datetime) -> list[Problem]:
    """No query."""
    if advert.is_open(at=at):
        return []
    return [Problem("not-open", f"{advert.reference} is not open: nothing can be entered for it.")]


def problems_with_beginning_assistance(assistance: Assistance, *, by: User, at: datetime) -> list[Problem]:
    """By the officer who was asked, or by the second; two officers have to be left who can open. Two queries at most."""
    if assistance.ended_at or assistance.begun_at:
        return [Problem("decided", f"{assistance.reference} has begun or ended already.")]
    if found := problems_with_assisted_advert(assistance.advert, at=at):
        return found
    if by != assistance.begins_by:
        message = f"{assistance.begins_by.full_name} says yes to this, and nobody in their place."
        return [Problem("another-person", message, worth_recording=True)]
    return _problems_with_who_opens(assistance)


def problems_with_ending_assistance(assistance: Assistance) -> list[Problem]:
    if assistance.ended_at:
        return [Problem("ended", f"{assistance.reference} has ended already.")]
    return []


def problems_with_reading_back(
    assistance: Assistance, expression: ExpressionOfInterest | None, *, by: User, at: datetime
) -> list[Problem]:
    """Something was entered, the assistance runs, and whoever reads is not who entered. One query at most."""
    if by == assistance.assistant:
        return [Problem("same-person", "You entered this, so somebody else reads it back.", worth_recording=True)]
    if assistance.state(at=at) != "running":
        return [Problem("over", f"{assistance.reference} is not running, so there is nothing to read back.")]
    if expression is None:
        return [Problem("nothing", "Nothing has been entered yet. Wait until the officer tells you that it is.")]
    if expression.read_backs.filter(draft_version=expression.draft_version).exists():
        return [Problem("read-back", "This has been read back as it stands. A later change needs another reading.")]
    return []


def problems_with_entering(expression: ExpressionOfInterest, *, by: User) -> list[Problem]:
    """What an officer entered is submitted by them only once it was read back as it stands. Two queries at most."""
    if may_act_for(by, expression.organisation):
        return []
    read = expression.read_backs.filter(draft_version=expression.draft_version).exclude(confirmed_by=by)
    if read.exists():
        return []
    assistance = Assistance.objects.of_expression(expression).live().filter(assistant=by).first()
    if assistance is None:
        return [Problem("identity", "Your assistance is over: nothing can be submitted.", worth_recording=True)]
    who = f"{assistance.second.full_name} or a lead" if assistance.second else "a lead of the organisation"
    message = f"What you entered has not been read back as it stands. Ask {who} to read it back and confirm it."
    return [Problem("not-read-back", message, reverse("eoi:assistance-detail", args=[assistance.reference]))]


def problems_with_having_assisted(advert: Advert, person: User) -> list[Problem]:
    """They have seen a draft, so neither open nor score the advert. One query."""
    if not Assistance.objects.barring(person, advert).exists():
        return []
    message = (
        f"{person.full_name} entered a submission to {advert.reference} for an organisation, or read it back, so neither "
        "opens nor scores this advert. Another officer does."
    )
    return [Problem("opening", message, worth_recording=True)]


def _problems_with_who_opens(assistance: Assistance) -> list[Problem]:
    """An advert whose officers have all assisted could never be opened."""
    advert = assistance.advert
    officers = [officer.user for officer in advert.officers.select_related("user")]
    barred = {assistance.assistant_id, assistance.second_id}
    earlier = Assistance.objects.filter(advert=advert, begun_at__isnull=False).values_list("assistant", "second")
    barred.update(person for pair in earlier for person in pair)
    if len([officer for officer in officers if officer.pk not in barred]) >= FEWEST_OFFICERS_TO_OPEN:
        return []
    message = (
        f"Whoever assists does not open {advert.reference}, and then fewer than two of its officers could. "
        "Add another officer to it first, or let somebody assist who does not run it."
    )
    return [Problem("nobody-opens", message)]
