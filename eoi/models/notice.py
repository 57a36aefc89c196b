"""The notice of preliminary market engagement: what we exported and when, and where it was published (R2, R3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow


class NoticeOccasion(models.TextChoices):
    """Why there is a release. A change has its entry in the public log; the closing is the clock's doing."""

    PUBLICATION = "publication", "Published"
    CHANGE = "change", "Changed"
    CLOSED = "closed", "Engagement closed"


class NoticeReleaseQuerySet(models.QuerySet["NoticeRelease"]):
    def of(self, advert: models.Model) -> "NoticeReleaseQuerySet":
        return self.filter(advert=advert).order_by("number")


class NoticeRelease(models.Model):
    """One release of an advert's notice, word for word as it was made: what changes later makes another one.

    `content` is canonical JSON (`eoi.notice.ocds`); the database computes its `digest` and refuses a number out of turn.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="notice_releases")
    number = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=20, choices=NoticeOccasion.choices)
    change = models.OneToOneField(
        "eoi.AdvertChange", on_delete=models.PROTECT, null=True, blank=True, related_name="notice_release"
    )
    content = models.TextField()
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = NoticeReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["advert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["advert", "number"], name="one_notice_release_a_number"),
            models.UniqueConstraint(
                fields=["advert", "occasion"], condition=~Q(occasion="change"), name="one_first_and_one_closed_release"
            ),
            models.CheckConstraint(
                condition=Q(occasion="change", change__isnull=False) | (~Q(occasion="change") & Q(change__isnull=True)),
                name="notice_release_of_a_change_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.number} of the notice of {self.advert}"


class NoticePublicationQuerySet(models.QuerySet["NoticePublication"]):
    def of(self, advert: models.Model) -> "NoticePublicationQuerySet":
        """The one that counts first."""
        return self.filter(advert=advert).order_by("-number")


class NoticePublication(models.Model):
    """Where the notice was published, as an officer recorded it. A correction is a further entry, with a reason; the last counts."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="notice_publications")
    number = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=40)
    published_on = models.DateField()
    url = models.URLField("address", max_length=500)
    correction_reason = models.TextField(max_length=600, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = NoticePublicationQuerySet.as_manager()

    class Meta:
        ordering = ["advert", "number"]
        constraints = [
            models.UniqueConstraint(fields=["advert", "number"], name="one_notice_publication_a_number"),
            models.CheckConstraint(
                condition=~Q(reference="") & Q(url__startswith="https://"), name="notice_publication_says_where"
            ),
            models.CheckConstraint(
                condition=Q(number__lte=1) | ~Q(correction_reason=""), name="notice_publication_corrected_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, the notice of {self.advert}"
