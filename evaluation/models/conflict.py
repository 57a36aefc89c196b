"""Conflicts of interest: declared for every organisation before its words are seen, kept for good (R5)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from evaluation.models.panel import Panel, PanelMember


class ConflictOutcome(models.TextChoices):
    NONE = "none", "No conflict"
    RECUSED = "recused", "Recused"


class ConflictNature(models.TextChoices):
    ACTUAL = "actual", "Actual: I have an interest in this organisation"
    POTENTIAL = "potential", "Potential: I could come to have one"
    PERCEIVED = "perceived", "Perceived: others might think that I have one"


class ConflictDeclarationQuerySet(models.QuerySet["ConflictDeclaration"]):
    def of_member(self, member: "PanelMember") -> "ConflictDeclarationQuerySet":
        return self.filter(member=member).select_related("organisation")

    def of_members(self, members: "Iterable[PanelMember]") -> "ConflictDeclarationQuerySet":
        return self.filter(member__in=list(members))

    def latest_editions(self) -> "ConflictDeclarationQuerySet":
        """What counts, by organisation's name."""
        later = ConflictDeclaration.objects.filter(
            member=OuterRef("member"), organisation=OuterRef("organisation"), edition__gt=OuterRef("edition")
        )
        return self.filter(~Exists(later)).order_by("organisation__name", "pk")

    def recusals(self) -> "ConflictDeclarationQuerySet":
        return self.filter(outcome=ConflictOutcome.RECUSED)

    def of_panel(self, panel: "Panel") -> "ConflictDeclarationQuerySet":
        return self.filter(member__panel=panel).select_related("organisation", "member__user")


class ConflictDeclaration(models.Model):
    """One edition of one member's declaration about one organisation. The latest counts; a recusal is the last."""

    member = models.ForeignKey("evaluation.PanelMember", on_delete=models.PROTECT, related_name="declarations")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=10, choices=ConflictOutcome)
    nature = models.CharField(max_length=10, choices=ConflictNature, blank=True)
    details = models.TextField(max_length=1000, blank=True)
    declared_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ConflictDeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["member", "organisation", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["member", "organisation", "edition"], name="one_declaration_an_edition"),
            models.CheckConstraint(
                condition=Q(outcome=ConflictOutcome.NONE, nature="")
                | (Q(outcome=ConflictOutcome.RECUSED, nature__in=ConflictNature.values) & ~Q(details="")),
                name="recusal_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_outcome_display()}"
