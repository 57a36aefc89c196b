"""The secret calendar address of one person for one plan (S14)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow
from eoi.references import token_digest

if TYPE_CHECKING:
    from eoi.models import User


class PlanFeedQuerySet(models.QuerySet["PlanFeed"]):
    def of(self, person: "User", advert: models.Model) -> "PlanFeed | None":
        """This person's, where they have one. One query."""
        return self.filter(person=person, advert=advert).first()

    def with_token(self, token: str) -> "PlanFeedQuerySet":
        """By the secret in its address."""
        return self.filter(token_digest=token_digest(token)).select_related("advert", "person")


class PlanFeed(models.Model):
    """Its address is known to this person alone: only the digest of its secret is stored. Stopping one stops no other."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="plan_feeds")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = PlanFeedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["advert", "person"], name="one_plan_feed_a_person_and_advert")]

    def __str__(self) -> str:
        return f"Calendar of {self.person} for {self.advert}"
