"""How long the council keeps what organisations gave it, and the log of what was deleted (R7, ADR 0033).

Rules are data, each with its source. The database decides what is due, lets rows go only in a confirmed run, and writes the log.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Exists, F, Func, Min, OuterRef, Q, Value

from eoi.clock import EoiNow
from eoi.models.expression_of_interest import ExpressionOfInterest
from eoi.references import new_hold_reference, new_retention_reference

if TYPE_CHECKING:
    from eoi.models import Advert

TABLES = (  # which the rules empty, in this order
    "eoi_answeredition",
    "eoi_answer",
    "eoi_consortiummember",
    "eoi_submissionfile",
    "eoi_stagedfile",
    "eoi_submissioncontent",
)


class RetentionRule(models.Model):
    """`key` names it in the database's own functions. A rule is changed by a migration, with its source."""

    key = models.SlugField(max_length=30, unique=True)
    title = models.CharField(max_length=120)
    what = models.TextField()
    months = models.PositiveSmallIntegerField()
    counted_from = models.CharField(max_length=160)
    source = models.TextField()

    class Meta:
        ordering = ["months", "key"]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> str:
        years, months = divmod(self.months, 12)
        return f"{self.months} months" if months or years < 2 else f"{years} years"


class DueAt(Func):
    """`retention_due_at(rule, expression)`: when its rows are to be deleted; empty where the rule is not about it, or not yet."""

    function = "retention_due_at"
    output_field = models.DateTimeField()


class RetentionHoldQuerySet(models.QuerySet["RetentionHold"]):
    def standing(self) -> "RetentionHoldQuerySet":
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)


class RetentionHold(models.Model):
    """Nothing about an advert is deleted while one stands: a complaint, a claim, an inquiry (DESIGN §4)."""

    reference = models.CharField(max_length=16, unique=True, default=new_hold_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="retention_holds")
    reason = models.TextField(max_length=2000)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RetentionHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="retention_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="retention_hold_lifted_at_with_by",
            ),
            models.UniqueConstraint(
                fields=["advert"], condition=Q(lifted_at__isnull=True), name="one_standing_hold_an_advert"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    def newest_first(self) -> "RetentionRunQuerySet":
        counted = self.annotate(entry_count=Count("entries"), row_count=models.Sum("entries__number"))
        return counted.select_related("rule", "advert", "confirmed_by").order_by("-begun_at", "-pk")


class RetentionRun(models.Model):
    """An approver's word, with a reason, that what one rule makes due of one advert is deleted; begun and ended at once."""

    reference = models.CharField(max_length=16, unique=True, default=new_retention_reference, editable=False)
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    begun_in = models.CharField(max_length=24, default="", editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="retention_run_has_a_reason")]

    def __str__(self) -> str:
        return self.reference

    def delete_what_is_due(self) -> int:
        """Returns the number of rows. The policies pick the rows while this run is open; nothing of them is read (ADR 0033)."""
        with connection.cursor() as cursor:
            counts = []
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 — a name from above; without WHERE on purpose
                counts.append(cursor.rowcount)
        return sum(counts)


class DeletionLogQuerySet(models.QuerySet["DeletionLogEntry"]):
    def of_run(self, run: RetentionRun) -> "DeletionLogQuerySet":
        return self.filter(run=run).order_by("reference", "kind")

    def of_content(self, reference: str) -> "DeletionLogQuerySet":
        """Of the sealed content of one submission."""
        return self.filter(kind=DeletedKind.CONTENT, reference=reference).select_related("run__rule")

    def of_receipt(self, digest: str) -> "DeletionLogQuerySet":
        return self.filter(receipt_digest=digest).select_related("run__rule")


class DeletedKind(models.TextChoices):
    ANSWERS = "answers", "Answers of a working copy"
    EDITIONS = "editions", "Earlier texts of answers"
    FILES = "files", "Supporting files"
    CONSORTIUM = "consortium", "Members of a consortium"
    CONTENT = "content", "Sealed content of a submission"


class DeletionLogEntry(models.Model):
    """What kind, how many, of which reference, by which run, when; never what it said. The database writes it."""

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=DeletedKind)
    reference = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    receipt_digest = models.CharField(max_length=64, blank=True, db_index=True)
    deleted_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = DeletionLogQuerySet.as_manager()

    class Meta:
        ordering = ["deleted_at", "pk"]
        verbose_name_plural = "deletion log"

    def __str__(self) -> str:
        return f"{self.kind} of {self.reference}"


def due_by_advert(rule: RetentionRule, *, at: datetime) -> list[Any]:
    """Of one rule: advert, title, how many expressions of interest, since when, and whether a hold stands. One query."""
    standing = RetentionHold.objects.standing().filter(advert=OuterRef("advert"))
    due = _due(rule, at=at).order_by("advert__reference").values("advert__reference", "advert__title")
    return list(due.annotate(number=Count("pk"), since=Min("due_at"), is_held=Exists(standing)))


def number_due(rule: RetentionRule, advert: "Advert", *, at: datetime) -> int:
    return _due(rule, at=at).filter(advert=advert).count()


def _due(rule: RetentionRule, *, at: datetime) -> models.QuerySet[ExpressionOfInterest]:
    """Those that no run of this rule has dealt with since they fell due."""
    dealt_with = RetentionRun.objects.filter(rule=rule, advert=OuterRef("advert"), begun_at__gte=OuterRef("due_at"))
    dated = ExpressionOfInterest.objects.annotate(due_at=DueAt(Value(rule.key), F("pk")))
    return dated.filter(due_at__lte=at).exclude(Exists(dealt_with))
