"""Bodies, representatives, and consultations in every state (S12)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from eoi.actions.consultation import EventRecord, Material, consult_bodies, record_event, share_material
from eoi.actions.consultation_body import add_body, name_representative
from eoi.actions.representation import Words, answer_representation, make_representation
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import (
    Advert,
    BodyKind,
    BodyRepresentative,
    Consultation,
    ConsultationBody,
    Representation,
    RepresentationAnswer,
    Role,
    SharedMaterial,
    User,
)
from eoi.working_days import uk_day
from tests.factories.people import make_officer, make_person

if TYPE_CHECKING:
    from tests.factories.world import World

UNION, STAFF_GROUP = "Irwell Public Workers’ Union", "Corporate Services staff forum"


def consult(world: "World") -> None:
    """The least a consultation can be: a union and a staff group, one person who speaks for both, and a meeting held."""
    bodies = list(ConsultationBody.objects.filter(name__in=(UNION, STAFF_GROUP)))
    if not bodies:
        person = make_person(Role.REPRESENTATIVE, sign_in=False)
        for name, kind in ((UNION, BodyKind.RECOGNISED_UNION), (STAFF_GROUP, BodyKind.STAFF_GROUP)):
            body = perform(add_body, by=world.officer, name=name, kind=kind)
            perform(name_representative, by=world.officer, body=body, person=person)
            bodies.append(body)
    consultation = perform(consult_bodies, by=world.officer, advert=world.advert, bodies=bodies)
    held_on = uk_day(database_now() - timedelta(days=1))
    meeting = EventRecord(kind="meeting", held_on=held_on, place="Civic Centre", attended="Both bodies")
    perform(record_event, by=world.officer, consultation=consultation, event=meeting)


def make_body(
    name: str = "Port and Harbour Union",
    kind: BodyKind = BodyKind.RECOGNISED_UNION,
    *,
    by: User | None = None,
    speakers: int = 1,
    advert: Advert | None = None,
) -> ConsultationBody:
    """A body with so many representatives; consulted on `advert`, where there is one, by its officer `by`."""
    by = by or make_officer()
    body = perform(add_body, by=by, name=name, kind=kind)
    for _ in range(speakers):
        make_representative(body, by=by)
    if advert:
        perform(consult_bodies, by=by, advert=advert, bodies=[body])
    return body


def make_representative(body: ConsultationBody, *, by: User | None = None, **fields: str) -> User:
    person = make_person(Role.REPRESENTATIVE, **fields)
    perform(name_representative, by=by or make_officer(), body=body, person=person)
    return person


def speaker_of(body: ConsultationBody) -> User:
    """The first who speaks for it."""
    return BodyRepresentative.objects.filter(body=body).select_related("user")[0].user


def consultation_of(world: "World") -> Consultation:
    return Consultation.objects.with_bodies().get(advert=world.advert)


def share(world: "World", *bodies: ConsultationBody, **words: Any) -> SharedMaterial:
    """With these bodies, or with every one."""
    material = Material(**{"title": "A paper", "explanation": "Tell us what you think.", "text": "Its words.", **words})
    return perform(
        share_material,
        by=world.officer,
        consultation=consultation_of(world),
        material=material,
        is_for_all=not bodies,
        bodies=bodies,
    )


def say(world: "World", body: ConsultationBody, **words: Any) -> Representation:
    """A formal representation about the decision to advertise, unless `words` says otherwise."""
    said = {"title": "Our terms", "text": "We are worried.", "is_formal": True, "concerns_decision": True, **words}
    made = perform(
        make_representation,
        by=speaker_of(body),
        consultation=consultation_of(world),
        body=body,
        words=Words(**said),
    )
    return fresh(made)


def reply_of_council(
    world: "World", representation: Representation, text: str = "We hear you."
) -> RepresentationAnswer:
    return perform(answer_representation, by=world.officer, representation=representation, text=text)


def fresh(representation: Representation) -> Representation:
    """As it stands now, with its steps."""
    return Representation.objects.with_steps().get(pk=representation.pk)
