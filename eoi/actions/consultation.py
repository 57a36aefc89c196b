"""Beginning a consultation, sharing things with the bodies, recording what took place (S12)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import (
    Advert,
    BodyRepresentative,
    Consultation,
    ConsultationBody,
    ConsultationEvent,
    ConsultationEventEdition,
    ConsultedBody,
    SharedMaterial,
    SharedMaterialWithdrawal,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.consultation import (
    problems_with_addressing,
    problems_with_consulting,
    problems_with_correcting,
    problems_with_withdrawing_material,
)
from eoi.problems import refuse_if


@dataclass(frozen=True)
class Material:
    """What is shared. At least one of text, link and draft."""

    title: str
    explanation: str
    text: str = ""
    link: str = ""
    shows_draft: bool = False


@dataclass(frozen=True)
class EventRecord:
    """What is recorded of a meeting, briefing or visit."""

    kind: str
    held_on: date
    place: str
    attended: str
    notes: str = ""


@action("consultation.begin")
def consult_bodies(*, advert: Advert, bodies: Collection[ConsultationBody], by: User) -> Consultation:
    """Begin the consultation with these bodies, or take them into the one that has begun. Bodies are never taken out."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_consulting(advert, bodies))
    consultation = Consultation.objects.filter(advert=advert).first() or Consultation.objects.create(
        advert=advert, begun_by=by
    )
    ConsultedBody.objects.bulk_create(
        ConsultedBody(consultation=consultation, body=body, added_by=by) for body in bodies
    )
    references = sorted(body.reference for body in bodies)
    record("consultation.begin", by=by, subject=consultation, advert=advert, after={"bodies": references})
    return consultation


@action("consultation.share")
def share_material(
    *,
    consultation: Consultation | None,
    material: Material,
    is_for_all: bool = True,
    bodies: Collection[ConsultationBody] = (),
    by: User,
) -> SharedMaterial:
    """Show something to every body consulted, or to some. Their representatives are told by mail, with a link only."""
    refuse_if(problems_with_addressing(consultation, bodies, is_for_all=is_for_all))
    assert consultation is not None  # noqa: S101 — refused above
    shared = SharedMaterial.objects.create(
        consultation=consultation, shared_by=by, is_for_all=is_for_all, **asdict(material)
    )
    if not is_for_all:
        shared.bodies.set(bodies)
    _tell_representatives(consultation, shared)
    record("consultation.share", by=by, subject=shared, advert=consultation.advert, after={"for_all": is_for_all})
    return shared


@action("consultation.withdraw")
def withdraw_material(*, material: SharedMaterial, reason: str, by: User) -> SharedMaterialWithdrawal:
    """Mark something shared as wrong, with the reason. It stays readable; a draft shown by it is shown no more."""
    material = SharedMaterial.objects.select_for_update().get(pk=material.pk)
    refuse_if(problems_with_withdrawing_material(material))
    withdrawal = SharedMaterialWithdrawal.objects.create(material=material, reason=reason, withdrawn_by=by)
    record("consultation.withdraw", by=by, subject=material, advert=material.consultation.advert)
    return withdrawal


@action("consultation.record-event")
def record_event(
    *,
    consultation: Consultation | None,
    event: EventRecord,
    is_for_all: bool = True,
    bodies: Collection[ConsultationBody] = (),
    by: User,
) -> ConsultationEvent:
    """A meeting, briefing or visit with every body, or with some."""
    refuse_if(problems_with_addressing(consultation, bodies, is_for_all=is_for_all))
    assert consultation is not None  # noqa: S101 — refused above
    recorded = ConsultationEvent.objects.create(consultation=consultation, is_for_all=is_for_all)
    if not is_for_all:
        recorded.bodies.set(bodies)
    ConsultationEventEdition.objects.create(event=recorded, number=1, recorded_by=by, **asdict(event))
    after = {"kind": event.kind, "held_on": str(event.held_on)}
    record("consultation.record-event", by=by, subject=recorded, advert=consultation.advert, after=after)
    return recorded


@action("consultation.correct-event")
def correct_event(
    *, event: ConsultationEvent, number: int, correction: EventRecord, by: User
) -> ConsultationEventEdition:
    """Add an edition after edition `number`, which the page was made from. Earlier ones stay readable (P13)."""
    event = ConsultationEvent.objects.select_for_update().get(pk=event.pk)
    refuse_if(problems_with_correcting(event, event.latest, number))
    edition = ConsultationEventEdition.objects.create(
        event=event, number=number + 1, recorded_by=by, **asdict(correction)
    )
    record(
        "consultation.correct-event",
        by=by,
        subject=event,
        advert=event.consultation.advert,
        after={"edition": edition.number},
    )
    return edition


def _tell_representatives(consultation: Consultation, shared: SharedMaterial) -> None:
    advert = consultation.advert
    bodies = consultation.bodies if shared.is_for_all else shared.bodies.all()
    queue_mail(
        to=BodyRepresentative.objects.of_bodies(bodies).addresses(),
        template="emails/consultation_shared.txt",
        context={
            "advert": advert,
            "link": public_link(reverse("eoi:representative-consultation", args=[advert.reference])),
        },
    )
