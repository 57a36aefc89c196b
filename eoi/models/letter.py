"""Letters from the council to one organisation about its expression of interest, once submissions are opened (DESIGN §5).

Row-level security shows a letter to its organisation when it is sent; before, to the officers of the advert and approvers, and
to auditors. Evaluation writes letters by calling eoi's actions.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from eoi.clock import EoiNow
from eoi.models.submission import Submission
from eoi.references import new_letter_reference

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest, User

LONGEST_LETTER = 10_000


class LetterKind(models.TextChoices):
    """`OUTCOME` tells what was decided, once; nothing else may. Everything else is a message."""

    OUTCOME = "outcome", "Outcome"
    MESSAGE = "message", "Message"


class LetterState(models.TextChoices):
    """Said by dated facts, never stored."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved, not sent"
    SENT = "sent", "Sent"


LETTER_TONES = {LetterState.DRAFT: "flag", LetterState.APPROVED: "brand", LetterState.SENT: "good"}


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, advert: "Advert") -> "LetterQuerySet":
        """Those still to be sent on top, then the latest sent. For the council."""
        found = self.filter(expression__advert=advert).with_people().with_readers()
        return found.order_by(F("sent_at").desc(nulls_first=True), "-pk")

    def to_expression(self, expression: "ExpressionOfInterest") -> "LetterQuerySet":
        """Sent ones, the latest on top: what the organisation reads."""
        return self.filter(expression=expression, sent_at__isnull=False).order_by("-sent_at", "-pk")

    def telling_outcome(self) -> "LetterQuerySet":
        return self.filter(kind=LetterKind.OUTCOME, sent_at__isnull=False)

    def to_approve_by(self, user: "User") -> "LetterQuerySet":
        """Written by somebody else, and not approved as they read. The oldest on top."""
        waiting = self.filter(sent_at__isnull=True, approved_at__isnull=True).exclude(written_by=user)
        return waiting.with_people().order_by("written_at", "pk")

    def to_send_by(self, user: "User") -> "LetterQuerySet":
        """Approved, and of an advert that this officer runs. The oldest on top."""
        approved = self.filter(sent_at__isnull=True, approved_at__isnull=False)
        mine = approved.filter(expression__advert__officers__user=user)
        return mine.with_people().order_by("approved_at", "pk")

    def with_people(self) -> "LetterQuerySet":
        return self.select_related(
            "expression__organisation", "expression__advert", "written_by", "approved_by", "sent_by"
        )

    def with_readers(self) -> "LetterQuerySet":
        """Annotates `read_at`: when somebody of the organisation first opened it."""
        first = LetterReading.objects.filter(letter=OuterRef("pk")).order_by("read_at")
        return self.annotate(read_at=models.Subquery(first.values("read_at")[:1]))

    def unread_by(self, user: "User") -> "LetterQuerySet":
        return self.exclude(Exists(LetterReading.objects.filter(letter=OuterRef("pk"), read_by=user)))

    def lock_for_change(self) -> "LetterQuerySet":
        return self.with_people().select_for_update(of=("self",))


class Letter(models.Model):
    """Written by an officer of the advert, approved by an approver as it reads, sent once, then never changed.

    `version` rises with every change of the words; a change takes the approval away.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_letter_reference, editable=False)
    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind)
    subject = models.CharField(max_length=160)
    body = models.TextField(max_length=LONGEST_LETTER)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="letter_says_something"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="letter_approved_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, approved_at__isnull=False),
                name="letter_sent_at_with_by_once_approved",
            ),
            models.UniqueConstraint(
                fields=["expression"], condition=Q(kind="outcome"), name="one_outcome_letter_an_expression"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> LetterState:
        if self.sent_at:
            return LetterState.SENT
        return LetterState.APPROVED if self.approved_at else LetterState.DRAFT

    @property
    def tone(self) -> str:
        return LETTER_TONES[self.state]


class LetterReading(models.Model):
    """The first time that one person of the organisation opened a letter. Made by reading, never taken back."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="readings")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "read_by"], name="one_reading_a_person_and_letter")]

    def __str__(self) -> str:
        return f"{self.letter} read by {self.read_by}"


def without_outcome(advert: "Advert") -> models.QuerySet[Submission]:
    """Standing submissions whose organisation has not been told yet. For the council."""
    told = Letter.objects.telling_outcome().filter(expression=OuterRef("expression"))
    return Submission.objects.standing().for_advert(advert).exclude(Exists(told))
