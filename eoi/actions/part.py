"""A part in an advert, a service or a body: passed on, shared with a deputy, taken back. For the actions of handovers.

Permission checks ask the plain assignment tables and nothing else, so here is all that a handover does (ADR 0021). `by` is who
stands in those tables: the person who acts, or who recorded what the worker puts into effect.
"""

from eoi.actions.advert import add_officer
from eoi.actions.advert_officer import remove_officer
from eoi.actions.consultation_body import name_representative, remove_representative
from eoi.actions.service import add_service_deputy, name_service_owner, remove_service_keeper
from eoi.holdings import assignment_of, holds_in_own_right
from eoi.models import Advert, ConsultationBody, Handover, Service, ServiceKeeper, User
from eoi.models.handover import Subject


def pass_on(handover: Handover, *, by: User) -> None:
    """To the new person first, then from the old one: so that nothing is without anybody in between."""
    subject, giver, taker = handover.subject, handover.from_person, handover.to_person
    if isinstance(subject, Service) and subject.owner == giver:
        name_service_owner(service=subject, person=taker, by=by)
        return
    if assignment_of(subject, taker) is None:
        _give(subject, taker, by=by)
    _take(subject, giver, reason=f"Handed over: {handover.reference}", by=by)


def share(handover: Handover, *, by: User) -> int | None:
    """The deputy has the same part beside the other. Returns the key of the row; None where they hold it already."""
    if assignment_of(handover.subject, handover.to_person):
        return None
    _give(handover.subject, handover.to_person, by=by)
    given = assignment_of(handover.subject, handover.to_person)
    return given.pk if given else None


def take_back(handover: Handover, *, by: User) -> bool:
    """The deputy loses what deputising gave, and nothing that they hold in their own right. Says whether there was anything."""
    held = assignment_of(handover.subject, handover.to_person)
    if held is None or holds_in_own_right(handover, held):
        return False
    _take(handover.subject, handover.to_person, reason=f"Deputised until the end of {handover.reference}", by=by)
    return True


def _give(subject: Subject, person: User, *, by: User) -> None:
    if isinstance(subject, Advert):
        add_officer(advert=subject, officer=person, by=by)
    elif isinstance(subject, ConsultationBody):
        name_representative(body=subject, person=person, by=by)
    else:
        add_service_deputy(service=subject, person=person, by=by)


def _take(subject: Subject, person: User, *, reason: str, by: User) -> None:
    if isinstance(subject, Advert):
        remove_officer(advert=subject, officer=person, reason=reason, by=by)
    elif isinstance(subject, ConsultationBody):
        remove_representative(body=subject, person=person, by=by)
    else:
        remove_service_keeper(keeper=ServiceKeeper.objects.get(service=subject, user=person), by=by)
