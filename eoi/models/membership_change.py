"""Who joined an organisation, left it, or changed part: written by the database as it happens, kept for good (DOMAIN §2)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow
from eoi.models.organisation import MembershipRole, Organisation

if TYPE_CHECKING:
    from eoi.models import User


class MembershipChangeKind(models.TextChoices):
    JOINED = "joined", "Joined"
    ROLE = "role", "Changed part"
    LEFT = "left", "Left"


class MembershipChangeQuerySet(models.QuerySet["MembershipChange"]):
    def of_organisation(self, organisation: Organisation) -> "MembershipChangeQuerySet":
        """The latest on top, with the people's names: one query."""
        return self.filter(organisation=organisation).select_related("user", "made_by")


class MembershipChange(models.Model):
    """One line of the history of an organisation's people. The trigger `membership_history` writes it, nobody else can."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="membership_changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=MembershipChangeKind)
    role = models.CharField(max_length=12, choices=MembershipRole)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = MembershipChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display().lower()}"

    @property
    def words(self) -> str:
        """What happened, without the name."""
        part = self.get_role_display().lower()
        if self.kind == MembershipChangeKind.JOINED:
            return f"Joined as a {part}"
        return "Left" if self.kind == MembershipChangeKind.LEFT else f"Became a {part}"

    def by_words(self, *, seen_by: "User") -> str:
        """Who did it. People of the council are not named to partners."""
        if self.made_by is None:
            return ""
        if self.made_by_id == seen_by.pk:
            return "by you"
        if self.made_by_id == self.user_id:
            return "by themselves"
        return "by the council" if self.made_by.is_council_staff else f"by {self.made_by.full_name}"
