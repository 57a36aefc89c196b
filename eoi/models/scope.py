"""What an advert covers: services in scope, all unless one is left out (S7)."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from eoi.clock import EoiNow
from eoi.models.profile import ServiceProfile


class AdvertServiceQuerySet(models.QuerySet["AdvertService"]):
    def pin_profiles(self, advert: models.Model) -> None:
        """The last signed-off edition of each service in scope goes with the advert. One statement."""
        last = ServiceProfile.objects.signed_off().filter(service=OuterRef("service")).order_by("-number")
        self.filter(advert=advert).update(profile=Subquery(last.values("pk")[:1]))


class AdvertService(models.Model):
    """A service in scope of an advert, and the edition of its profile that publication pins (S10)."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="advert_services")
    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(
        "eoi.ServiceProfile", on_delete=models.PROTECT, null=True, blank=True, related_name="adverts"
    )

    objects = AdvertServiceQuerySet.as_manager()

    class Meta:
        ordering = ["service__number"]
        constraints = [models.UniqueConstraint(fields=["advert", "service"], name="one_scope_entry_a_service")]

    def __str__(self) -> str:
        return f"{self.service} in {self.advert}"


class ServiceLeftOut(models.Model):
    """A service that is not in scope of an advert, and why: everybody reads the reason (S7). Frozen with the advert."""

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="left_out")
    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=600)
    left_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_out_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["service__number"]
        constraints = [
            models.UniqueConstraint(fields=["advert", "service"], name="one_reason_a_service_left_out"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_service_is_left_out_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.service} left out of {self.advert}"
