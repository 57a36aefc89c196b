"""Somebody who asked to be told by mail when an advert changes; no account is needed (S4, P20)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import Advert

CONFIRM_WITHIN = timedelta(days=3)
ONE_MAIL_IN = timedelta(hours=1)


class FollowerQuerySet(models.QuerySet["Follower"]):
    def told(self) -> "FollowerQuerySet":
        """Those who confirmed their address."""
        return self.filter(confirmed_at__isnull=False)

    def of(self, advert: "Advert") -> "FollowerQuerySet":
        return self.filter(advert=advert)

    def with_address(self, email: str) -> "FollowerQuerySet":
        return self.filter(email__iexact=email)

    def never_confirmed(self, *, at: datetime) -> "FollowerQuerySet":
        """Asked so long ago that the link no longer works."""
        return self.filter(confirmed_at__isnull=True, asked_at__lte=at - CONFIRM_WITHIN)


class Follower(models.Model):
    """An address that follows one advert: asked for, confirmed through a link sent to it. Ending it deletes the row (R7).

    Never shown to anybody: the council's side reads numbers.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField("e-mail address", max_length=254)
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "advert", name="one_follower_an_address_and_advert"),
        ]

    def __str__(self) -> str:
        return f"Follower of {self.advert}"

    def may_be_mailed(self, *, at: datetime) -> bool:
        """Not confirmed yet, and the last link was sent at least an hour ago: nobody fills somebody else's letter box."""
        return self.confirmed_at is None and self.asked_at <= at - ONE_MAIL_IN
