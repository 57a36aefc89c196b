"""What every advert says of itself and nobody can take away (S6, R1)."""

from django.db import models

from eoi.clock import EoiNow


class StandingStatementsQuerySet(models.QuerySet["StandingStatements"]):
    def current(self) -> "StandingStatements":
        return self.latest("edition")


class StandingStatements(models.Model):
    """The statements that every advert, form, receipt and export carries (S6, R1). An edition never changes.

    `statements` is a list of {"key", "text"}; the first three say: not a tender, initial discussions only, no guarantee.
    """

    edition = models.PositiveSmallIntegerField(unique=True)
    statements = models.JSONField()
    issued_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = StandingStatementsQuerySet.as_manager()

    class Meta:
        ordering = ["edition"]

    def __str__(self) -> str:
        return f"Standing statements, edition {self.edition}"
