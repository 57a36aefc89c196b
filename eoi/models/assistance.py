"""An officer who enters a submission at an organisation's request, for a few days, and who reads it back (DESIGN §5, ADR 0031)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eoi.clock import EoiNow
from eoi.references import new_assistance_reference

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest, User


class AssistanceChannel(models.TextChoices):
    OWN_PAGE = "own-page", "A lead asked on the organisation's own page"
    PAPER = "paper", "On paper"
    TELEPHONE = "telephone", "By telephone"
    IN_PERSON = "in-person", "In person"


class AssistanceState(models.TextChoices):
    """Said by dated facts, never stored."""

    ASKED = "asked", "Asked for"
    RUNNING = "running", "Running"
    EXPIRED = "expired", "Expired"
    ENDED = "ended", "Ended"


STATE_TONES = {AssistanceState.ASKED: "brand", AssistanceState.RUNNING: "good"}


class AssistanceQuerySet(models.QuerySet["Assistance"]):
    def live(self) -> "AssistanceQuerySet":
        """Begun, not ended, not expired, by the database's clock."""
        return self.filter(begun_at__isnull=False, ended_at__isnull=True, expires_at__gt=EoiNow())

    def begun(self) -> "AssistanceQuerySet":
        return self.filter(begun_at__isnull=False)

    def not_over(self) -> "AssistanceQuerySet":
        return self.filter(ended_at__isnull=True).filter(Q(expires_at__isnull=True) | Q(expires_at__gt=EoiNow()))

    def of_expression(self, expression: "ExpressionOfInterest") -> "AssistanceQuerySet":
        return self.filter(organisation=expression.organisation_id, advert=expression.advert_id)

    def concerning(self, user: "User") -> "AssistanceQuerySet":
        """Of the council nobody else learns that there is one."""
        return self.filter(Q(assistant=user) | Q(second=user))

    def readable_by(self, user: "User") -> "AssistanceQuerySet":
        """The two officers, and the organisation's people."""
        members = Q(organisation__memberships__user=user, organisation__memberships__left_at__isnull=True)
        return self.filter(Q(assistant=user) | Q(second=user) | members).distinct()

    def barring(self, user: "User", advert: "Advert") -> "AssistanceQuerySet":
        """Those for which this person neither opens nor scores this advert, ever."""
        return self.filter(advert=advert, begun_at__isnull=False).concerning(user)

    def with_assistant(self) -> "AssistanceQuerySet":
        """No more than that, for what is asked with every page: most of its cost is in writing the columns down."""
        return self.select_related("assistant")

    def with_people(self) -> "AssistanceQuerySet":
        return self.select_related("advert", "organisation", "assistant", "second", "requested_by", "ended_by")


class Assistance(models.Model):
    """Asked for by a lead, or recorded for an organisation without accounts and confirmed by a second officer, then running."""

    reference = models.CharField(max_length=16, unique=True, default=new_assistance_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="assistances")
    assistant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=12, choices=AssistanceChannel)
    asked_by = models.CharField(max_length=160)
    asked_on = models.DateField()
    original = models.CharField(max_length=160, blank=True)
    identity_note = models.TextField(max_length=2000, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    begun_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True, expires_at__isnull=True)
                | Q(begun_at__isnull=False, expires_at__gt=F("begun_at")),
                name="assistance_begun_at_with_expires_at",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="assistance_ended_at_with_by",
            ),
            models.CheckConstraint(condition=~Q(assistant=F("second")), name="assistance_by_two_people"),
            models.CheckConstraint(
                condition=Q(channel="own-page", second__isnull=True)
                | (~Q(channel="own-page") & Q(second__isnull=False) & ~Q(identity_note="")),
                name="assistance_without_an_account_has_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def state(self, *, at: datetime) -> AssistanceState:
        if self.ended_at:
            return AssistanceState.ENDED
        if self.begun_at is None or self.expires_at is None:
            return AssistanceState.ASKED
        return AssistanceState.RUNNING if at < self.expires_at else AssistanceState.EXPIRED

    @property
    def begins_by(self) -> "User":
        """Who has to say yes: the second officer, or, where a lead asked, the officer who was asked."""
        return self.second or self.assistant


class ReadBack(models.Model):
    """A second person's word that one version of the draft says what the organisation said. A later change needs another."""

    assistance = models.ForeignKey(Assistance, on_delete=models.PROTECT, related_name="read_backs")
    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="read_backs")
    draft_version = models.PositiveIntegerField()
    how = models.CharField(max_length=300)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expression", "draft_version"], name="one_read_back_a_draft_version"),
            models.CheckConstraint(condition=~Q(how=""), name="read_back_says_how"),
        ]

    def __str__(self) -> str:
        return f"Read back of {self.expression}, version {self.draft_version}"
