"""What was received, when, and proof of it. Envelopes are never updated and never deleted (DESIGN §4)."""

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest, User


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def standing(self) -> "SubmissionQuerySet":
        """The highest number after the last withdrawal, of each expression of interest: what counts."""
        newest = Submission.objects.filter(expression=OuterRef("expression")).order_by("-number")
        withdrawn = Withdrawal.objects.filter(expression=OuterRef("expression")).order_by("-last_number")
        return self.annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            withdrawn_number=Coalesce(Subquery(withdrawn.values("last_number")[:1]), 0),
        ).filter(number=F("newest_number"), number__gt=F("withdrawn_number"))

    def for_advert(self, advert: "Advert") -> "SubmissionQuerySet":
        return self.filter(expression__advert=advert).select_related("expression__organisation")

    def repeated_company_numbers(self) -> set[str]:
        """Company numbers that several of these came under: flagged, never blocked (P17). One query."""
        numbers = Counter(self.values_list("expression__organisation__company_number", flat=True))
        return {number for number, times in numbers.items() if number and times > 1}

    def of_expression(self, expression: "ExpressionOfInterest") -> "SubmissionQuerySet":
        return self.filter(expression=expression).order_by("-number")

    def ended_by(self, withdrawal: "Withdrawal") -> "SubmissionQuerySet":
        """Of its expression of interest: those that stood or had stood when it was withdrawn."""
        return self.of_expression(withdrawal.expression).filter(number__lte=withdrawal.last_number)

    def read_for(self, purpose: str, user: "User") -> "SubmissionQuerySet":
        """Those that this person may read now, for this purpose."""
        return self.filter(grants__user=user, grants__purpose=purpose, grants__revoked_at__isnull=True)

    def readable_by(self, user: "User") -> "SubmissionQuerySet":
        """By live grant, after opening (DESIGN §5). Row-level security holds the content by the same grants."""
        live = Q(grants__user=user, grants__revoked_at__isnull=True)
        in_time = Q(grants__until_at__isnull=True) | Q(grants__until_at__gt=EoiNow())
        return self.filter(live & in_time).select_related("expression__organisation", "expression__advert").distinct()


class Submission(models.Model):
    """The envelope of one sealed edition. The database sets `received_at`, `number`, `reference` and `receipt_digest`.

    `content_digest` is the SHA-256 of the canonical content, in hexadecimal; `receipt_digest` the SHA-256 of
    content digest, reference and time of receipt (see `eoi.seal`).
    """

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=24, unique=True, default="")
    draft_version = models.PositiveIntegerField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    content_digest = models.CharField(max_length=64)
    receipt_digest = models.CharField(max_length=64, default="")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["expression", "number"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "number"], name="one_submission_a_number"),
            models.UniqueConstraint(fields=["expression", "draft_version"], name="one_submission_a_draft_version"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def has_content(self) -> bool:
        """False once it was deleted under the retention rules. No query where `content` was read along."""
        return hasattr(self, "content")


class SubmissionContent(models.Model):
    """The sealed words: canonical JSON, kept to the letter, under row-level security (DESIGN §9)."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="content", primary_key=True)
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    canonical = models.TextField()

    def __str__(self) -> str:
        return f"Content of {self.submission}"


class Withdrawal(models.Model):
    """Ends every edition up to `last_number`. A new submission may follow until the closing time (P10)."""

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="withdrawals")
    last_number = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(max_length=2000, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["expression", "last_number"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "last_number"], name="one_withdrawal_an_edition"),
        ]

    def __str__(self) -> str:
        return f"Withdrawal of {self.expression}"


class ClosingRecordQuerySet(models.QuerySet["ClosingRecord"]):
    def of(self, advert: "Advert") -> "ClosingRecordQuerySet":
        return self.filter(advert=advert)

    def listing(self, digest: str) -> "ClosingRecordQuerySet":
        """With this receipt digest among its entries."""
        return self.filter(content__contains=f"\n{digest} ")

    def with_digest(self, digest: str) -> "ClosingRecordQuerySet":
        """Whose own digest it is, which people take for that of their receipt."""
        return self.filter(digest=digest).select_related("advert")


class ClosingRecord(models.Model):
    """Every receipt of an advert in order of receipt, published after the last closing time. The database writes it.

    `content` has one line an edition: receipt digest, a space, time of receipt. `digest` is the SHA-256 of `content`.
    """

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="closing_record")
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    entry_count = models.PositiveIntegerField(default=0)
    content = models.TextField(default="")
    digest = models.CharField(max_length=64, default="")

    objects = ClosingRecordQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Closing record of {self.advert}"

    @property
    def entries(self) -> list[tuple[str, str]]:
        """(receipt digest, time of receipt as ISO 8601 UTC) in order of receipt."""
        pairs = (line.split(" ", 1) for line in self.content.splitlines()[1:])
        return [(digest, received_at) for digest, received_at in pairs]
