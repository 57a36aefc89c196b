"""What a consulted body says, and what became of it (S12)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When

from eoi.clock import EoiNow
from eoi.models.consultation import Consultation, ConsultedBody
from eoi.models.consultation_body import ConsultationBody
from eoi.references import new_representation_reference

if TYPE_CHECKING:
    from eoi.models import Advert, User


class Closing(models.TextChoices):
    AGREEMENT = "agreement", "By agreement"
    REASONS = "reasons", "With reasons"


class RepresentationState(models.TextChoices):
    """How far one has come. Never stored: its dated steps say it. The tone belongs to the tag component."""

    MADE = "made", "Not acknowledged"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ANSWERED = "answered", "Answered"
    REPLIED = "replied", "Body has replied"
    AGREED = "agreed", "Closed by agreement"
    CLOSED = "closed", "Closed with reasons"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def tone(self) -> str:
        return {"made": "flag", "acknowledged": "flag", "replied": "flag", "answered": "brand", "agreed": "good"}.get(
            self.value, "empty"
        )


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def of_advert(self, advert: "Advert") -> "RepresentationQuerySet":
        return self.filter(consultation__advert=advert)

    def readable_by_bodies(self, bodies: models.QuerySet[ConsultationBody]) -> "RepresentationQuerySet":
        """Their own; of others in the same consultation those that the others let them read."""
        consulted = ConsultedBody.objects.filter(consultation=OuterRef("consultation"), body__in=bodies)
        return self.filter(Q(body__in=bodies) | Q(others_may_read=True) & Exists(consulted))

    def made_by_bodies(self, bodies: models.QuerySet[ConsultationBody]) -> "RepresentationQuerySet":
        return self.filter(body__in=bodies)

    def of_other_bodies(self, bodies: models.QuerySet[ConsultationBody]) -> "RepresentationQuerySet":
        return self.exclude(body__in=bodies)

    def formal(self) -> "RepresentationQuerySet":
        return self.filter(is_formal=True)

    def standing(self) -> "RepresentationQuerySet":
        """Neither closed nor withdrawn."""
        return self.filter(closed_at__isnull=True, withdrawn_at__isnull=True)

    def unanswered(self) -> "RepresentationQuerySet":
        return self.standing().filter(answers__isnull=True)

    def waiting_for_council(self) -> "RepresentationQuerySet":
        """Unanswered, or the body has replied since the last answer."""
        answered = RepresentationAnswer.objects.filter(representation=OuterRef("pk"))
        return self.standing().filter(~Exists(answered) | Exists(_replied_last()))

    def answered_last(self) -> "RepresentationQuerySet":
        """It is the body's turn: answered, and the body has not replied since."""
        answered = RepresentationAnswer.objects.filter(representation=OuterRef("pk"))
        return self.standing().filter(Exists(answered), ~Exists(_replied_last()))

    def adverts_waiting_for(self, user: "User") -> "models.QuerySet[Advert]":
        """The adverts that this officer runs with something to answer, each with `waiting_count`. One query."""
        adverts: type[Advert] = Consultation._meta.get_field("advert").related_model  # type: ignore[assignment]
        waiting = self.waiting_for_council().filter(consultation__advert=OuterRef("pk")).order_by()
        number = waiting.values("consultation__advert").annotate(number=Count("pk")).values("number")
        run = adverts.objects.run_by(user).annotate(waiting_count=Subquery(number))
        return run.filter(waiting_count__gt=0).order_by("pk")

    def blocking(self, advert: "Advert") -> "RepresentationQuerySet":
        """S12: formal, about the decision to advertise, and nobody has answered it. The decision waits, or gives a reason."""
        return self.unanswered().filter(consultation__advert=advert, is_formal=True, concerns_decision=True)

    def most_pressing_first(self) -> "RepresentationQuerySet":
        """Formal and unanswered, then unanswered, then the rest; the earliest of each on top. No query a row."""
        pressing = Case(
            When(closed_at__isnull=False, then=Value(3)),
            When(withdrawn_at__isnull=False, then=Value(3)),
            When(Exists(RepresentationAnswer.objects.filter(representation=OuterRef("pk"))), then=Value(2)),
            When(is_formal=True, then=Value(0)),
            default=Value(1),
            output_field=models.IntegerField(),
        )
        return self.annotate(pressing=pressing).order_by("pressing", "made_at", "pk")

    def with_steps(self) -> "RepresentationQuerySet":
        """Everything its page and its state need: two more queries for the whole list."""
        people = ("made_by", "acknowledged_by", "closed_by", "withdrawn_by")
        return self.select_related("body", "consultation__advert", *people).prefetch_related(
            "answers__answered_by", "replies__written_by"
        )


def _replied_last() -> models.QuerySet["RepresentationReply"]:
    """The replies to a representation, of the query outside, that no answer has followed."""
    later = RepresentationAnswer.objects.filter(
        representation=OuterRef("representation"), answered_at__gte=OuterRef("written_at")
    )
    return RepresentationReply.objects.filter(~Exists(later), representation=OuterRef("pk"))


class Representation(models.Model):
    """What a body says, in the name of who said it. Its words never change; each later step is set once, with who and when.

    A formal one about the decision to advertise keeps the decision waiting until it is answered (S12).
    """

    reference = models.CharField(max_length=16, unique=True, default=new_representation_reference, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="representations")
    body = models.ForeignKey(ConsultationBody, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    is_formal = models.BooleanField()
    concerns_decision = models.BooleanField()
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=20_000)
    others_may_read = models.BooleanField(default=False)

    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_how = models.CharField(max_length=10, choices=Closing, blank=True)
    closing_words = models.TextField(max_length=5000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.TextField(max_length=1000, blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="representation_has_words"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="representation_acknowledged_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_how="", closing_words="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_how=Closing.AGREEMENT)
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_how=Closing.REASONS)
                & ~Q(closing_words=""),
                name="representation_closed_at_with_by_and_how",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="representation_withdrawn_at_with_by_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="representation_closed_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.body}"

    @property
    def advert(self) -> "Advert":
        return self.consultation.advert

    @property
    def kind_words(self) -> str:
        return "Formal" if self.is_formal else "Informal"

    @property
    def is_settled(self) -> bool:
        return self.closed_at is not None or self.withdrawn_at is not None

    @property
    def last_answered_at(self) -> datetime | None:
        """No query after `with_steps`."""
        return max((answer.answered_at for answer in self.answers.all()), default=None)

    @property
    def is_answered(self) -> bool:
        """No query after `with_steps`."""
        return bool(self.answers.all())

    @property
    def state(self) -> RepresentationState:
        """No query after `with_steps`."""
        if self.withdrawn_at:
            return RepresentationState.WITHDRAWN
        if self.closed_at:
            return RepresentationState.AGREED if self.closed_how == Closing.AGREEMENT else RepresentationState.CLOSED
        if last := self.last_answered_at:
            replied = any(reply.written_at > last for reply in self.replies.all())
            return RepresentationState.REPLIED if replied else RepresentationState.ANSWERED
        return RepresentationState.ACKNOWLEDGED if self.acknowledged_at else RepresentationState.MADE

    @property
    def step_count(self) -> int:
        """How much has happened to it: a page that knows less was overtaken (P13). No query after `with_steps`."""
        once = (self.acknowledged_at, self.closed_at, self.withdrawn_at)
        return len(self.answers.all()) + len(self.replies.all()) + sum(moment is not None for moment in once)


class RepresentationAnswer(models.Model):
    """The council's answer, by a named person; there may be several. Never changed."""

    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(max_length=20_000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="representation_answer_has_words")]

    def __str__(self) -> str:
        return f"Answer to {self.representation}"


class RepresentationReply(models.Model):
    """What the body says to an answer, or adds. Never changed."""

    representation = models.ForeignKey(Representation, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=20_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name_plural = "representation replies"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="representation_reply_has_words")]

    def __str__(self) -> str:
        return f"Reply about {self.representation}"
