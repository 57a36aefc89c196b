"""An advert taken back before its submissions were opened: by an approver, for a reason that everybody reads."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow


class AdvertWithdrawal(models.Model):
    """Once for an advert, never undone. The database copies `withdrawn_at` to the advert, where every list and guard reads it."""

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(max_length=2000)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="advert_withdrawal_has_a_reason")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.advert}"
