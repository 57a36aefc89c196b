"""Supporting files: staged one by one, pinned by the submissions that hold them (P8, DESIGN §10, ADR 0029).

Three tables, because three kinds of people ask. `StagedFile` is the partner's, under row-level security. `SubmissionFile` says
which submission holds which file, under the same. `StoredFile` is what the service itself needs to scan content and to let it go:
a random key and a state, and nothing about whose it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum

from eoi.clock import EoiNow
from eoi.file_checks import format_and_size, size_in_words
from eoi.models.submission import Submission
from eoi.references import new_file_reference

if TYPE_CHECKING:
    from eoi.models import ExpressionOfInterest, User


class ScanState(models.TextChoices):
    STAGED = "staged", "Waiting for the virus scan"
    CLEAN = "clean", "Scanned, nothing found"
    REFUSED = "refused", "Refused by the virus scan"
    NOT_SCANNED = "not-scanned", "Not scanned for viruses"


TONES = {ScanState.STAGED: "brand", ScanState.CLEAN: "good", ScanState.REFUSED: "flag", ScanState.NOT_SCANNED: "empty"}


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def kept(self) -> "StoredFileQuerySet":
        return self.filter(destroyed_at__isnull=True)

    def to_scan(self) -> "StoredFileQuerySet":
        """Those that no scanner has answered about yet, also from when there was none.

        In any order: one that it cannot answer about holds up no other.
        """
        unanswered = Q(state=ScanState.STAGED) | Q(state=ScanState.NOT_SCANNED, scanned_at__isnull=True)
        return self.kept().filter(unanswered).order_by("?")

    def let_go_before(self, moment: datetime) -> "StoredFileQuerySet":
        """Removed from their drafts before then, and held by no submission."""
        return self.kept().filter(let_go_at__lt=moment, sealed_at__isnull=True).order_by("pk")

    def destroyed_since(self, moment: datetime) -> "StoredFileQuerySet":
        return self.filter(destroyed_at__gte=moment)

    def with_keys(self, keys: Sequence[str]) -> "StoredFileQuerySet":
        return self.filter(key__in=keys)

    def lock_for_change(self) -> "StoredFileQuerySet":
        return self.select_for_update(of=("self",))


class StoredFile(models.Model):
    """Content in the store, under a random key, and what the virus scanner said about it. Whose it is, does not stand here.

    `let_go_at`: since when no draft has it; `sealed_at`: since when a submission holds it. Both are set by the database.
    """

    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=12, choices=ScanState)
    scanned_at = models.DateTimeField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ScanState.values), name="stored_file_has_a_state"),
        ]

    def __str__(self) -> str:
        return f"Stored file {self.pk}"

    @property
    def tone(self) -> str:
        return TONES[ScanState(self.state)]

    @property
    def is_clean(self) -> bool:
        return self.state == ScanState.CLEAN


class StagedFileQuerySet(models.QuerySet["StagedFile"]):
    def of_expression(self, expression: "ExpressionOfInterest") -> "StagedFileQuerySet":
        return self.filter(expression=expression).select_related("stored")

    def standing(self) -> "StagedFileQuerySet":
        """What the draft has, in the order in which it came, which is also the order in which it is sealed."""
        return self.filter(removed_at__isnull=True).order_by("staged_at", "pk")

    def removed(self) -> "StagedFileQuerySet":
        """What can be put back, the last removed first."""
        return self.filter(removed_at__isnull=False, stored__destroyed_at__isnull=True).order_by("-removed_at", "-pk")

    def with_people(self) -> "StagedFileQuerySet":
        return self.select_related("staged_by")

    def with_digest(self, digest: str) -> "StagedFile | None":
        return self.filter(digest=digest).first()

    def held_by(self, submission: Submission) -> "StagedFileQuerySet":
        """Those that this submission holds; row-level security shows them to its readers."""
        return self.filter(pins__submission=submission).select_related("stored")

    def total_size(self) -> int:
        return self.aggregate(total=Sum("size"))["total"] or 0

    def lock_for_change(self) -> "StagedFileQuerySet":
        return self.select_for_update(of=("self",))


class StagedFile(models.Model):
    """A file of one expression of interest. Only its caption changes; removed, it can be put back for a while.

    `name` is what it was called where it came from and no part of any path; `digest` is the SHA-256 of its content. `version`
    rises with each change (P13).
    """

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="files")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16, unique=True, default=new_file_reference, editable=False)
    name = models.CharField(max_length=255)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    caption = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StagedFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file"
        ordering = ["staged_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="file_removed_at_with_by",
            ),
            models.CheckConstraint(condition=~Q(name="") & Q(size__gt=0), name="file_has_name_and_content"),
            models.UniqueConstraint(
                fields=["expression", "digest"], condition=Q(removed_at__isnull=True), name="one_file_a_content"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def facts(self) -> str:
        """`PDF, 214 KB`."""
        return format_and_size(self.extension, self.size)

    @property
    def received_in_words(self) -> str:
        """What is said once it is stored: name, size and checksum, so that nobody doubts what arrived (P8)."""
        groups = " ".join(self.digest[start : start + 4] for start in range(0, len(self.digest), 4))
        return f"Received “{self.name}”: {size_in_words(self.size)}, SHA-256 {groups}."

    def describe(self, caption: str) -> None:
        self.caption = caption
        self.version += 1
        self.save(update_fields=["caption", "version"])

    def remove(self, *, by: "User", at: datetime) -> None:
        self.removed_at, self.removed_by = at, by
        self.version += 1
        self.save(update_fields=["removed_at", "removed_by", "version"])

    def put_back(self, *, caption: str) -> None:
        self.caption = caption
        self.removed_at = self.removed_by = None
        self.version += 1
        self.save(update_fields=["caption", "removed_at", "removed_by", "version"])


class SubmissionFile(models.Model):
    """A file that a submission holds: from then on it is neither changed nor destroyed while what was submitted is kept."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="pins")
    file = models.ForeignKey(StagedFile, on_delete=models.PROTECT, related_name="pins")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "file"], name="one_pin_a_file_and_submission")]

    def __str__(self) -> str:
        return f"{self.file} in {self.submission}"
