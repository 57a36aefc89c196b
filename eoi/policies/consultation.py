"""When a consultation may begin, take in more bodies, and share or record something (S12)."""

from collections.abc import Collection

from django.urls import reverse

from eoi.models import (
    Advert,
    Consultation,
    ConsultationBody,
    ConsultationEvent,
    ConsultationEventEdition,
    ConsultedBody,
    SharedMaterial,
)
from eoi.problems import Problem


def problems_with_consulting(advert: Advert, bodies: Collection[ConsultationBody]) -> list[Problem]:
    """The bodies chosen are current, and none takes part already. One query."""
    if not bodies:
        return [Problem("no-body", "Choose at least one body.", reverse("eoi:body-list"))]
    found = [
        Problem("retired", f"{body.name} is retired: bring it back first, or leave it out.")
        for body in bodies
        if not body.is_current
    ]
    taking_part = {consulted.body_id for consulted in ConsultedBody.objects.of_advert(advert)}
    found += [
        Problem("already", f"{body.name} is consulted on {advert.reference} already.")
        for body in bodies
        if body.pk in taking_part
    ]
    return found


def problems_with_addressing(
    consultation: Consultation | None, bodies: Collection[ConsultationBody], *, is_for_all: bool
) -> list[Problem]:
    """Something is shared with, or took place with, bodies that are consulted. One query at most."""
    if consultation is None:
        return [Problem("not-begun", "The consultation has not begun: choose the bodies to consult first.")]
    if is_for_all:
        return []
    if not bodies:
        return [Problem("no-body", "Choose the bodies it is for, or every body.")]
    taking_part = {consulted.body_id for consulted in consultation.consulted.all()}
    return [
        Problem("not-consulted", f"{body.name} is not consulted on {consultation.reference}. Add it there first.")
        for body in bodies
        if body.pk not in taking_part
    ]


def problems_with_withdrawing_material(material: SharedMaterial) -> list[Problem]:
    """Once. One query."""
    if not hasattr(material, "withdrawal"):
        return []
    return [Problem("withdrawn", f"“{material.title}” has been marked as wrong already.")]


def problems_with_correcting(event: ConsultationEvent, latest: ConsultationEventEdition, number: int) -> list[Problem]:
    """`number` is the edition that the page was made from (P13)."""
    if latest.number == number:
        return []
    message = (
        f"{latest.recorded_by.full_name} corrected this record while you were writing. What you typed stands below: "
        "read the record as it is now in another tab, then save again to add yours."
    )
    return [Problem("changed-meanwhile", message)]
