"""Who is asked to agree the criteria of an advert, and what each of them said (S15)."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow
from eoi.models.user import User


class CriteriaAgreerQuerySet(models.QuerySet["CriteriaAgreer"]):
    def of(self, advert: models.Model) -> "CriteriaAgreerQuerySet":
        """Everybody who was ever asked about this advert's criteria, with their names. One query, or none once prefetched."""
        return self.filter(advert=advert).select_related("user", "asked_by", "taken_off_by")

    def asked(self) -> "CriteriaAgreerQuerySet":
        """Those who are asked today: nobody has taken them off the list."""
        return self.filter(taken_off_at__isnull=True)

    def taken_off(self) -> "CriteriaAgreerQuerySet":
        return self.filter(taken_off_at__isnull=False)

    def is_person(self, user: User) -> "CriteriaAgreerQuerySet":
        return self.filter(user=user)

    def before_publication(self) -> "CriteriaAgreerQuerySet":
        return self.filter(advert__published_at__isnull=True).select_related("advert", "user")

    def run_by(self, user: User) -> "CriteriaAgreerQuerySet":
        """Those of the adverts that this officer runs."""
        return self.filter(advert__officers__user=user)

    def to_ask_again(self, version: int) -> "CriteriaAgreerQuerySet":
        """Told of an earlier version only, and without an opinion on this one."""
        answered = CriteriaOpinion.objects.filter(agreer=models.OuterRef("pk"), criteria_version=version)
        return self.filter(asked_version__lt=version).exclude(models.Exists(answered))

    def with_latest_opinion(self) -> "CriteriaAgreerQuerySet":
        """Annotates `latest_version`, `latest_agrees` and `latest_comment`: what they said last, or None. No further query a row."""
        latest = CriteriaOpinion.objects.filter(agreer=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(
            latest_version=models.Subquery(latest.values("criteria_version")[:1]),
            latest_agrees=models.Subquery(latest.values("agrees")[:1]),
            latest_comment=models.Subquery(latest.values("comment")[:1]),
        )


class CriteriaAgreer(models.Model):
    """Somebody of the council who is asked to agree the criteria of an advert. Never deleted: taken off, with a reason.

    `asked_version` is the version of the criteria that they were last told about by mail.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="criteria_agreers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    asked_version = models.PositiveIntegerField()
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_off_reason = models.TextField(max_length=1000, blank=True)

    objects = CriteriaAgreerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "person asked to agree criteria"
        verbose_name_plural = "people asked to agree criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["advert", "user"], condition=Q(taken_off_at__isnull=True), name="one_agreer_entry_a_person"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True, taken_off_reason="")
                | Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(taken_off_reason=""),
                name="agreer_taken_off_at_with_by_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is asked to agree the criteria of {self.advert}"

    @property
    def is_asked(self) -> bool:
        return self.taken_off_at is None


class CriteriaOpinionQuerySet(models.QuerySet["CriteriaOpinion"]):
    def of(self, agreers: Iterable[CriteriaAgreer]) -> "CriteriaOpinionQuerySet":
        """In the order in which they were given. One query."""
        return self.filter(agreer__in=list(agreers)).order_by("pk")


class CriteriaOpinion(models.Model):
    """What somebody who was asked said about one version of the criteria: agreed, or a change is wanted. Never changed.

    `criteria` is what they said it about, written by the database: a list with objective, number, title, wording, weighting,
    guidance and levels of each criterion.
    """

    agreer = models.ForeignKey(CriteriaAgreer, on_delete=models.PROTECT, related_name="opinions")
    criteria_version = models.PositiveIntegerField()
    agrees = models.BooleanField()
    comment = models.TextField(max_length=2000, blank=True)
    criteria = models.JSONField(default=list, editable=False)
    given_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = CriteriaOpinionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "opinion on criteria"
        verbose_name_plural = "opinions on criteria"
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(comment=""), name="a_change_is_asked_for_in_words"),
        ]

    def __str__(self) -> str:
        return "Agreed" if self.agrees else "Asked for a change"
