"""The panel of one advert: who scores its submissions, who chairs, and where the scoring stands (DESIGN §4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, F, Q

from eoi.clock import EoiNow
from eoi.models import Advert, AdvertOfficer, Role
from eoi.references import new_panel_reference

if TYPE_CHECKING:
    from eoi.models import User
    from eoi.models.advert_queryset import AdvertQuerySet


class PanelPhase(models.TextChoices):
    """Where a panel stands. Never stored: dated facts say it. Moderation will come between scoring and concluded."""

    PREPARING = "preparing", "Being formed"
    SCORING = "scoring", "Scoring"
    CONCLUDED = "concluded", "Concluded"


def paired(at: str, by: str, name: str) -> models.CheckConstraint:
    """A moment and the person it belongs to stand together or not at all."""
    neither = Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    both = Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=name)


class PanelQuerySet(models.QuerySet["Panel"]):
    def readable_by(self, user: "User") -> "PanelQuerySet":
        """Its members, the officers of its advert, approvers and auditors; what of it they see, its phase decides."""
        if user.roles & {Role.APPROVER.value, Role.AUDITOR.value}:
            return self
        on_it = Q(pk__in=PanelMember.objects.filter(user=user).values("panel"))
        run_by_them = Q(advert__in=AdvertOfficer.objects.filter(user=user).values("advert"))
        return self.filter(on_it | run_by_them)

    def for_advert(self, advert: "Advert") -> "PanelQuerySet":
        return self.filter(advert=advert).select_related("advert")

    def run_by(self, user: "User") -> "PanelQuerySet":
        return self.filter(advert__officers__user=user).select_related("advert")

    def waiting_for_scoring(self) -> "PanelQuerySet":
        """Still being formed although the submissions have been opened."""
        return self.filter(scoring_opened_at__isnull=True, advert__opened_at__isnull=False).order_by("created_at", "pk")

    def newest_first(self) -> "PanelQuerySet":
        return self.select_related("advert").annotate(member_count=Count("members")).order_by("-created_at", "-pk")

    def adverts_without_one(self, officer: "User") -> "AdvertQuerySet":
        """Published adverts that this officer runs and that have no panel yet, the first to close on top; none withdrawn."""
        run = Advert.objects.run_by(officer).published().not_withdrawn()
        return run.exclude(pk__in=self.values("advert")).order_by("closes_at", "pk")

    def lock_for_change(self) -> "PanelQuerySet":
        """Waits for scores that are being written, and holds back those that follow (DESIGN §9)."""
        return self.select_for_update(of=("self",))


class Panel(models.Model):
    """Evaluators and a chair. Individual scoring closes for the whole panel at once (DESIGN §4)."""

    reference = models.CharField(max_length=16, unique=True, default=new_panel_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    scoring_due_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    scoring_opened_at = models.DateTimeField(null=True, blank=True)
    scoring_opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scoring_closed_at = models.DateTimeField(null=True, blank=True)
    scoring_closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["advert"], name="one_panel_an_advert"),
            models.CheckConstraint(condition=~Q(name=""), name="panel_has_a_name"),
            paired("scoring_opened_at", "scoring_opened_by", "panel_scoring_opened_at_with_by"),
            paired("scoring_closed_at", "scoring_closed_by", "panel_scoring_closed_at_with_by"),
            paired("concluded_at", "concluded_by", "panel_concluded_at_with_by"),
            models.CheckConstraint(
                condition=Q(scoring_closed_at__isnull=True) | Q(scoring_opened_at__isnull=False),
                name="panel_scoring_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(concluded_at__isnull=True) | Q(scoring_closed_at__isnull=False),
                name="panel_concludes_after_scoring_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phase(self) -> PanelPhase:
        if self.concluded_at:
            return PanelPhase.CONCLUDED
        return PanelPhase.SCORING if self.scoring_opened_at else PanelPhase.PREPARING

    @property
    def is_preparing(self) -> bool:
        return self.scoring_opened_at is None

    @property
    def is_scoring(self) -> bool:
        return self.scoring_opened_at is not None and self.scoring_closed_at is None

    @property
    def is_concluded(self) -> bool:
        return self.concluded_at is not None

    def hold(self) -> None:
        """Lock this row FOR SHARE: closing waits for what is being written, and what comes later sees it closed."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM evaluation_panel WHERE id = %s FOR SHARE", [self.pk])

    def open_scoring(self, *, by: "User", at: datetime) -> None:
        self.scoring_opened_at = at
        self.scoring_opened_by = by
        self.save(update_fields=["scoring_opened_at", "scoring_opened_by"])

    def close_and_conclude(self, *, by: "User", at: datetime) -> None:
        """Both at once, until moderation exists between them."""
        self.scoring_closed_at = self.concluded_at = at
        self.scoring_closed_by = self.concluded_by = by
        self.save(update_fields=["scoring_closed_at", "scoring_closed_by", "concluded_at", "concluded_by"])


class PanelMemberQuerySet(models.QuerySet["PanelMember"]):
    def of_panel(self, panel: Panel) -> "PanelMemberQuerySet":
        return self.filter(panel=panel).select_related("user").order_by("user__full_name", "pk")

    def of_user(self, user: "User") -> "PanelMemberQuerySet":
        return self.filter(user=user).select_related("panel__advert")

    def by_due_date(self) -> "PanelMemberQuerySet":
        """Those still to conclude first, the earliest due on top."""
        return self.order_by(
            F("panel__concluded_at").desc(nulls_first=True), F("panel__scoring_due_at").asc(nulls_last=True), "pk"
        )

    def chairs(self) -> "PanelMemberQuerySet":
        return self.filter(is_chair=True)

    def locked(self) -> "PanelMemberQuerySet":
        """One at a time through what this member writes, in whichever tab."""
        return self.select_for_update(of=("self",), no_key=True).select_related("panel__advert", "user")


class PanelMember(models.Model):
    """An evaluator of a panel. `declared_at` is set once they have declared for every organisation (R5)."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    declared_at = models.DateTimeField(null=True, blank=True)

    objects = PanelMemberQuerySet.as_manager()

    class Meta:
        ordering = ["appointed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="one_place_a_member"),
            models.UniqueConstraint(fields=["panel"], condition=Q(is_chair=True), name="one_chair_a_panel"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.panel}"

    @property
    def reference(self) -> str:
        return f"{self.panel.reference}/{self.user.reference}"

    @property
    def has_declared(self) -> bool:
        return self.declared_at is not None

    def declare(self, *, at: datetime) -> None:
        self.declared_at = at
        self.save(update_fields=["declared_at"])
