"""What the council tells whom, how and when (S13)."""

from django.db import models
from django.db.models import Q

from eoi.models.plan import PlanEntry, PlanEntryQuerySet
from eoi.references import new_communication_reference


class Audience(models.TextChoices):
    STAFF = "staff", "Staff"
    UNIONS = "unions", "Trades unions"
    MEMBERS = "members", "Elected members"
    PARTNERS = "partners", "Prospective partners"
    RESIDENTS = "residents", "Residents"
    PRESS = "press", "Press"
    OTHER = "other", "Somebody else"


class CommunicationActivityQuerySet(PlanEntryQuerySet):
    def for_audience(self, audience: str) -> "CommunicationActivityQuerySet":
        """All of them where none is named."""
        return self.filter(audience=audience) if audience else self


class CommunicationActivity(PlanEntry):
    """What the council tells an audience: the message, by which channel, who sees to it, when, and what shows that it was done."""

    reference = models.CharField(max_length=16, unique=True, default=new_communication_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="communication_activities")
    audience = models.CharField(max_length=12, choices=Audience)
    other_audience = models.CharField(max_length=80, blank=True)
    message = models.TextField(max_length=600)
    channel = models.CharField(max_length=120)

    objects = CommunicationActivityQuerySet.as_manager()

    class Meta(PlanEntry.Meta):
        abstract = False
        ordering = ["pk"]
        verbose_name = "communication activity"
        verbose_name_plural = "communication activities"
        constraints = [
            *PlanEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(audience="other") ^ Q(other_audience=""), name="other_audience_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audience_words(self) -> str:
        return self.other_audience or self.get_audience_display()

    @property
    def title(self) -> str:
        """What a list or a calendar calls it."""
        return f"{self.audience_words}: {self.channel}"[:120]
