"""The workspace of one advert's consultation: who is consulted, what was shared with them, what took place (S12)."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from eoi.clock import EoiNow
from eoi.models.consultation_body import BodyKind, ConsultationBody
from eoi.references import new_event_reference, new_material_reference

if TYPE_CHECKING:
    from eoi.models import Advert, User


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def with_bodies(self) -> "ConsultationQuerySet":
        """Advert, who began it, and the bodies consulted with their representatives: three more queries for the whole list."""
        consulted = ConsultedBody.objects.select_related("body", "added_by").prefetch_related(
            "body__representatives__user"
        )
        return self.select_related("advert", "begun_by").prefetch_related(Prefetch("consulted", queryset=consulted))

    def of_advert(self, advert: "Advert") -> "ConsultationQuerySet":
        """The one of an advert, or none."""
        return self.filter(advert=advert)

    def of_bodies(self, bodies: models.QuerySet[ConsultationBody]) -> "ConsultationQuerySet":
        """Those in which at least one of these bodies is consulted, the latest on top."""
        return self.filter(Exists(ConsultedBody.objects.filter(consultation=OuterRef("pk"), body__in=bodies))).order_by(
            "-begun_at", "-pk"
        )

    def not_heard_from(self, bodies: models.QuerySet[ConsultationBody]) -> "ConsultationQuerySet":
        """Where none of these bodies has said anything, and the advert has not been published."""
        return self.filter(advert__published_at__isnull=True).exclude(representations__body__in=bodies)

    def with_signs_of_life(self) -> "ConsultationQuerySet":
        """Annotates `has_union`, `has_staff_group` (each with somebody who speaks for it) and `has_begun_in_earnest`."""
        return self.annotate(
            has_union=_heard(BodyKind.RECOGNISED_UNION),
            has_staff_group=_heard(BodyKind.STAFF_GROUP),
            has_begun_in_earnest=Exists(SharedMaterial.objects.standing().filter(consultation=OuterRef("pk")))
            | Exists(ConsultationEvent.objects.filter(consultation=OuterRef("pk"))),
        )


class Consultation(models.Model):
    """An advert's consultation with staff and unions, from the day an officer begins it (S12). Kept for good."""

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="consultation")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return f"Consultation on {self.advert}"

    @property
    def reference(self) -> str:
        """It goes by its advert's."""
        return self.advert.reference

    @property
    def bodies(self) -> list[ConsultationBody]:
        """Those consulted. One query, none after `with_bodies`."""
        return [consulted.body for consulted in self.consulted.all()]


class ConsultedBodyQuerySet(models.QuerySet["ConsultedBody"]):
    def of_advert(self, advert: "Advert") -> "ConsultedBodyQuerySet":
        return self.filter(consultation__advert=advert).select_related("body")


class ConsultedBody(models.Model):
    """A body that takes part in a consultation, from when, by whose choice. Never taken out again."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="consulted")
    body = models.ForeignKey(ConsultationBody, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ConsultedBodyQuerySet.as_manager()

    class Meta:
        ordering = ["body__name"]
        constraints = [models.UniqueConstraint(fields=["consultation", "body"], name="one_consulted_entry_a_body")]

    def __str__(self) -> str:
        return f"{self.body} in {self.consultation}"


def _heard(kind: BodyKind) -> Exists:
    """A consulted body of this kind for which somebody who can sign in speaks."""
    return Exists(
        ConsultedBody.objects.filter(
            consultation=OuterRef("pk"), body__kind=kind, body__representatives__user__is_active=True
        )
    )


class AddressedQuerySet(models.QuerySet[Any]):
    def of_consultation(self, consultation: Consultation) -> Self:
        return self.filter(consultation=consultation)

    def of_advert(self, advert: "Advert") -> Self:
        return self.filter(consultation__advert=advert)

    def readable_by_bodies(self, bodies: models.QuerySet[ConsultationBody]) -> Self:
        """What is meant for one of these, or for every body of a consultation in which one of them takes part."""
        addressed = self.model.bodies.through.objects
        link = f"{self.model._meta.model_name}_id"
        mine = addressed.filter(**{link: OuterRef("pk"), "consultationbody__in": bodies})
        taking_part = ConsultedBody.objects.filter(consultation=OuterRef("consultation"), body__in=bodies)
        return self.filter(Q(is_for_all=True) & Exists(taking_part) | Exists(mine))


class Addressed(models.Model):
    """For every body of the consultation, those that join it later included; or for some of them only."""

    is_for_all = models.BooleanField(default=True)

    class Meta:
        abstract = True

    @property
    def addressees(self) -> str:
        """In words. One query, none where the bodies are prefetched."""
        if self.is_for_all:
            return "every body that is consulted"
        return ", ".join(body.name for body in self.bodies.all())  # type: ignore[attr-defined]


class SharedMaterialQuerySet(AddressedQuerySet):
    def standing(self) -> "SharedMaterialQuerySet":
        return self.filter(withdrawal__isnull=True)

    def showing_draft_of(self, advert: "Advert") -> "SharedMaterialQuerySet":
        """Standing, and opening the preview of the draft to whom it was shared with."""
        return self.standing().filter(consultation__advert=advert, shows_draft=True)

    def for_page(self) -> "SharedMaterialQuerySet":
        """One more query for the whole list instead of three an entry."""
        return self.select_related("shared_by", "withdrawal__withdrawn_by").prefetch_related("bodies")


class SharedMaterial(Addressed):
    """Something the council showed the bodies: words, a page of this service, the draft. Never changed; withdrawn if wrong."""

    reference = models.CharField(max_length=16, unique=True, default=new_material_reference, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="shared")
    bodies = models.ManyToManyField(ConsultationBody, related_name="+")
    title = models.CharField(max_length=160)
    explanation = models.TextField(max_length=2000)
    text = models.TextField(max_length=20_000, blank=True)
    link = models.CharField(max_length=300, blank=True)
    shows_draft = models.BooleanField(default=False)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = SharedMaterialQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        verbose_name_plural = "shared materials"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link="") | Q(shows_draft=True), name="shared_material_holds_something"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SharedMaterialWithdrawal(models.Model):
    """It was wrong, and why. What was shared stays to be read, marked so."""

    material = models.OneToOneField(SharedMaterial, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(max_length=1000)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="material_withdrawal_has_reason")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.material}"


class EventKind(models.TextChoices):
    MEETING = "meeting", "Meeting"
    BRIEFING = "briefing", "Briefing"
    VISIT = "visit", "Visit"


class ConsultationEventQuerySet(AddressedQuerySet):
    def for_page(self) -> "ConsultationEventQuerySet":
        """With every edition of what was recorded, the latest first: two more queries for the whole list."""
        return self.prefetch_related("bodies", "editions__recorded_by")


class ConsultationEvent(Addressed):
    """A meeting, briefing or visit. What was recorded of it stands in editions: a correction is a new one."""

    reference = models.CharField(max_length=16, unique=True, default=new_event_reference, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="events")
    bodies = models.ManyToManyField(ConsultationBody, related_name="+")

    objects = ConsultationEventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.reference

    @property
    def latest(self) -> "ConsultationEventEdition":
        """As it was last recorded. One query, none after `for_page`."""
        return self.editions.all()[0]


class ConsultationEventEdition(models.Model):
    """What was recorded of an event, by whom; never changed."""

    event = models.ForeignKey(ConsultationEvent, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    held_on = models.DateField()
    place = models.CharField(max_length=160)
    attended = models.TextField(max_length=2000)
    notes = models.TextField(max_length=10_000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = [F("number").desc()]
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="one_event_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, edition {self.number}"


def consultations_of(user: "User") -> ConsultationQuerySet:
    """Those in which a body that this person speaks for is consulted."""
    return Consultation.objects.of_bodies(ConsultationBody.objects.represented_by(user))
