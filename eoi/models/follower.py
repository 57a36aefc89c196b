"""Somebody who asked to be told by mail when an advert changes; no account is needed (S4, P20)."""

from django.db import models
from django.db.models.functions import Lower

from eoi.clock import EoiNow


class FollowerQuerySet(models.QuerySet["Follower"]):
    def told(self) -> "FollowerQuerySet":
        """Those who confirmed their address and have not ended it since."""
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)


class Follower(models.Model):
    """An address that follows one advert: asked, confirmed through a link sent to it, ended with one click.

    Never shown to anybody: the council's side reads numbers.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField("e-mail address", max_length=254)
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "advert", name="one_follower_an_address_and_advert"),
        ]

    def __str__(self) -> str:
        return f"Follower of {self.advert}"
