"""What somebody holds: adverts as an officer, services as a keeper, bodies as a representative. Only what can be handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from eoi.models import (
    Advert,
    AdvertOfficer,
    BodyRepresentative,
    ConsultationBody,
    Role,
    Service,
    ServiceKeeper,
    User,
)
from eoi.models.handover import Handover, HandoverKind, Subject, subject_field
from eoi.models.user import UserQuerySet

Assignment = AdvertOfficer | ServiceKeeper | BodyRepresentative

ROLE_NEEDED = {
    "advert": Role.PROCUREMENT_OFFICER,
    "service": Role.SERVICE_MANAGER,
    "body": Role.REPRESENTATIVE,
}


@dataclass(frozen=True)
class Holding:
    """One thing that a person holds, and as what."""

    person: User
    subject: Subject
    part: str

    @property
    def handover_address(self) -> str:
        """Where it is handed over, or a deputy named."""
        asked = {subject_field(self.subject): key_of(self.subject), "from": self.person.reference}
        return f"{reverse('eoi:handover-create')}?{urlencode(asked)}"

    @property
    def name(self) -> str:
        return name_of(self.subject)

    def __str__(self) -> str:
        return f"{self.part} {self.name}"


def holdings_of(person: User) -> list[Holding]:
    """Everything, whatever the person's roles are by now. Three queries."""
    adverts = Advert.objects.run_by(person).order_by("reference")
    keepers = ServiceKeeper.objects.of_person(person).select_related("service")
    bodies = ConsultationBody.objects.represented_by(person)
    return [
        *(Holding(person, advert, "Officer of") for advert in adverts),
        *(Holding(person, keeper.service, "Owner of" if keeper.is_owner else "Deputy keeper of") for keeper in keepers),
        *(Holding(person, body, "Speaks for") for body in bodies),
    ]


def key_of(subject: Subject) -> str:
    """What names it in an address."""
    return subject.reference


def name_of(subject: Subject) -> str:
    """What people call it: all that an administrator, who sees no content, may read."""
    return f"{subject.reference}: {subject.title}" if isinstance(subject, Advert) else subject.name


def short_name_of(subject: Subject) -> str:
    return subject.reference if isinstance(subject, Advert) else subject.name


def subject_named(asked: dict[str, str]) -> Subject | None:
    """The advert, service or body that an address names, or nothing. One query."""
    if reference := asked.get("advert"):
        return Advert.objects.filter(reference=reference).first()
    if key := asked.get("service"):
        return Service.objects.filter(key=key).first()
    if reference := asked.get("body"):
        return ConsultationBody.objects.filter(reference=reference).first()
    return None


def role_needed(subject: Subject) -> Role:
    return ROLE_NEEDED[subject_field(subject)]


def assignment_of(subject: Subject, person: User) -> Assignment | None:
    """The row by which this person holds it today. One query."""
    return _assignments(subject).filter(user=person).first()


def holders_of(subject: Subject) -> list[User]:
    """One query."""
    return [assignment.user for assignment in _assignments(subject).select_related("user")]


def who_could_take(subject: Subject, *, besides: Iterable[User]) -> UserQuerySet:
    """Active people with the role that it needs."""
    left_out = [person.pk for person in besides]
    return User.objects.holding(role_needed(subject)).exclude(pk__in=left_out)


def deputises_only(subject: Subject, person: User) -> bool:
    """Holds it for somebody else today, and not in their own right. Two queries."""
    assignment = assignment_of(subject, person)
    standing_in = Handover.objects.about(subject).deputising(person).first()
    return bool(assignment and standing_in and not holds_in_own_right(standing_in, assignment))


def holds_in_own_right(handover: Handover, assignment: Assignment) -> bool:
    """Whether a deputy's row is not the one that deputising made, or has become theirs by a later handover. One query at most."""
    if assignment.pk != handover.assignment_key:
        return True
    later = Handover.objects.about(handover.subject).of_kind(HandoverKind.HANDOVER)
    return later.filter(to_person=handover.to_person, begun_at__gte=handover.begun_at).exists()


def _assignments(subject: Subject) -> models.QuerySet:
    if isinstance(subject, Advert):
        return subject.officers.all()
    return subject.keepers.all() if isinstance(subject, Service) else subject.representatives.all()
