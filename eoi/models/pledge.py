from django.db import models


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def public(self) -> "PledgeQuerySet":
        """Never one that the council has yet to confirm (S2)."""
        return self.filter(to_be_confirmed=False)


class Pledge(models.Model):
    """One of the council's six pledges (S2). The names were not found with a source, so each place starts unconfirmed."""

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)
    to_be_confirmed = models.BooleanField(default=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title
