"""A service area of the council, and who keeps it (S7, S10)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from eoi.clock import EoiNow
from eoi.models.issue import KnownIssue
from eoi.models.nothing_to_report import NothingToReport
from eoi.models.scope import AdvertService, ServiceLeftOut

if TYPE_CHECKING:
    from eoi.models import Advert, User


class ServiceQuerySet(models.QuerySet["Service"]):
    def kept_by(self, user: "User") -> "ServiceQuerySet":
        """Those of which this person is owner or deputy today."""
        return self.filter(keepers__user=user)

    def in_scope_of(self, advert: "Advert") -> "ServiceQuerySet":
        return self.filter(pk__in=advert.advert_services.values("service"))

    def undecided_in(self, advert: "Advert | OuterRef") -> "ServiceQuerySet":
        """Neither in scope nor left out for a reason: added after the draft was begun, say (S7)."""
        here = {"advert": advert, "service": OuterRef("pk")}
        return self.exclude(Exists(AdvertService.objects.filter(**here))).exclude(
            Exists(ServiceLeftOut.objects.filter(**here))
        )

    def without_open_issues(self) -> "ServiceQuerySet":
        return self.filter(~Exists(KnownIssue.objects.open().filter(service=OuterRef("pk"))))

    def without_issues(self, *, at: datetime) -> "ServiceQuerySet":
        """Neither an open issue nor a statement that counts that there is nothing to report (S11)."""
        nothing = NothingToReport.objects.counting(at=at).filter(service=OuterRef("pk"))
        return self.without_open_issues().filter(~Exists(nothing))

    def with_keepers(self) -> "ServiceQuerySet":
        """One more query for the whole list instead of one a service."""
        return self.prefetch_related(models.Prefetch("keepers", ServiceKeeper.objects.select_related("user")))

    def lock_for_change(self) -> "ServiceQuerySet":
        """Its keepers and its draft change one after the other; adverts may go on naming it meanwhile."""
        return self.select_for_update(of=("self",), no_key=True)


class Service(models.Model):
    """A service area of the council (S7): all are in scope of an advert unless one is left out."""

    key = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """What the audit trail calls it: never a primary key (DESIGN §6)."""
        return self.key

    @property
    def owner(self) -> "User | None":
        """Who answers for it, or nobody. One query, none after `with_keepers`."""
        return next((keeper.user for keeper in self.keepers.all() if keeper.is_owner), None)


class ServiceKeeperQuerySet(models.QuerySet["ServiceKeeper"]):
    def of_person(self, user: "User") -> "ServiceKeeperQuerySet":
        return self.filter(user=user)

    def owned_or_kept_by(self, user: "User") -> "ServiceKeeperQuerySet":
        """The owner's entry, whoever that is, and this person's: what makes way for a new owner."""
        return self.filter(Q(is_owner=True) | Q(user=user))


class ServiceKeeper(models.Model):
    """A service manager who keeps a service's profile, known issues and problem areas: its one owner, or a deputy (S9, S10)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="keepers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_owner = models.BooleanField(default=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ServiceKeeperQuerySet.as_manager()

    class Meta:
        ordering = ["-is_owner", "assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "user"], name="one_keeper_entry_a_person"),
            models.UniqueConstraint(fields=["service"], condition=Q(is_owner=True), name="one_owner_a_service"),
        ]

    def __str__(self) -> str:
        return f"{self.user} keeps {self.service}"
