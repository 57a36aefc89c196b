"""Minutes of a conversation: the council records, the organisation confirms or corrects, both versions are kept (DESIGN §1, §5).

Row-level security shows them to the organisation, the officers of the advert, approvers and auditors, and to nobody else.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q

from eoi.clock import EoiNow
from eoi.references import new_minutes_reference

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest, User

LONGEST_MINUTES = 20_000


class MinutesState(models.TextChoices):
    """Said by what was written about the latest edition, never stored."""

    WAITING = "waiting", "Waits for the organisation"
    CONFIRMED = "confirmed", "Confirmed"
    CORRECTION = "correction", "Correction waits for the council"
    BOTH_KEPT = "both-kept", "Kept with the organisation’s correction"


MINUTES_TONES = {
    MinutesState.WAITING: "brand",
    MinutesState.CONFIRMED: "good",
    MinutesState.CORRECTION: "flag",
    MinutesState.BOTH_KEPT: "",
}


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def about(self, advert: "Advert") -> "MinutesQuerySet":
        """The latest conversation on top. For the council."""
        return self.filter(expression__advert=advert).with_latest().order_by("-held_on", "-pk")

    def of_expression(self, expression: "ExpressionOfInterest") -> "MinutesQuerySet":
        return self.filter(expression=expression).with_latest().order_by("-held_on", "-pk")

    def with_latest(self) -> "MinutesQuerySet":
        """Annotates what `state` reads of the latest edition: no query a row."""
        latest = MinutesEdition.objects.filter(minutes=OuterRef("pk")).order_by("-number")
        word = MinutesWord.objects.filter(edition__minutes=OuterRef("pk")).order_by("-edition__number")
        return self.annotate(
            edition_number=models.Subquery(latest.values("number")[:1]),
            word_number=models.Subquery(word.values("edition__number")[:1]),
            word_confirms=models.Subquery(word.values("confirms")[:1]),
            word_answered_at=models.Subquery(word.values("answer__answered_at")[:1]),
        ).select_related("expression__organisation", "expression__advert", "recorded_by")

    def to_answer_by(self, user: "User") -> "MinutesQuerySet":
        """With a correction that waits, of an advert that this officer runs. The oldest on top."""
        corrected = MinutesWord.objects.filter(edition__minutes=OuterRef("pk"), confirms=False, answer__isnull=True)
        mine = self.filter(models.Exists(corrected), expression__advert__officers__user=user)
        return mine.select_related("expression__organisation", "expression__advert").order_by("recorded_at", "pk")

    def lock_for_change(self) -> "MinutesQuerySet":
        """One at a time through the words about one conversation."""
        return self.select_related("expression__organisation", "expression__advert").select_for_update(of=("self",))


class Minutes(models.Model):
    """One conversation with an organisation. Its words stand in editions; recording is sending."""

    reference = models.CharField(max_length=16, unique=True, default=new_minutes_reference, editable=False)
    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="minutes")
    held_on = models.DateField()
    place = models.CharField(max_length=160)
    present = models.TextField(max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> MinutesState:
        """Needs `with_latest`."""
        if self.word_number != self.edition_number:  # type: ignore[attr-defined]
            return MinutesState.WAITING
        if self.word_confirms:  # type: ignore[attr-defined]
            return MinutesState.CONFIRMED
        return MinutesState.BOTH_KEPT if self.word_answered_at else MinutesState.CORRECTION  # type: ignore[attr-defined]

    @property
    def tone(self) -> str:
        return MINUTES_TONES[self.state]


class MinutesEditionQuerySet(models.QuerySet["MinutesEdition"]):
    def without_word(self) -> "MinutesEditionQuerySet":
        """Neither confirmed nor corrected yet: only ever the latest of its minutes."""
        return self.filter(word__isnull=True)


class MinutesEdition(models.Model):
    """What the council wrote down, from 1 on; a correction that is taken makes the next. Never changed."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_MINUTES)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = MinutesEditionQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_edition_of_minutes_a_number"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_say_something"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, edition {self.number}"


class MinutesWord(models.Model):
    """What the organisation says of one edition, once: that it confirms it, or what it would correct, in its own words."""

    edition = models.OneToOneField(MinutesEdition, on_delete=models.PROTECT, related_name="word")
    confirms = models.BooleanField()
    text = models.TextField(max_length=LONGEST_MINUTES, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirms=True, text="") | (Q(confirms=False) & ~Q(text="")),
                name="minutes_confirmed_or_corrected",
            ),
        ]

    def __str__(self) -> str:
        return f"{'Confirmation' if self.confirms else 'Correction'} of {self.edition}"


class MinutesAnswer(models.Model):
    """What an officer answers to a correction: taken, with a further edition, or not, with the reason; both are kept."""

    word = models.OneToOneField(MinutesWord, on_delete=models.PROTECT, related_name="answer")
    was_taken = models.BooleanField()
    reason = models.TextField(max_length=2000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="minutes_answer_says_why")]

    def __str__(self) -> str:
        return f"Answer to {self.word}"
