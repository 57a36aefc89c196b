"""What the council wants to achieve by partnering (S1), and the scale on which an answer is scored."""

from django.conf import settings
from django.db import models

from eoi.clock import EoiNow


class Objective(models.Model):
    """One of the partnering objectives. Its words are in `ObjectiveWording`: they change, the objective stays."""

    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Objective {self.number}"


class ObjectiveWordingQuerySet(models.QuerySet["ObjectiveWording"]):
    def current(self) -> "ObjectiveWordingQuerySet":
        """The latest wording of each objective, in number order."""
        latest = self.filter(objective=models.OuterRef("objective")).order_by("-edition").values("pk")[:1]
        return self.filter(pk=models.Subquery(latest)).order_by("objective__number").select_related("objective")


class ObjectiveWording(models.Model):
    """One wording of an objective, kept for good with date, author and reason; an advert pins the one it used (S1)."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="wordings")
    edition = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=80)
    wording = models.TextField(max_length=1000)
    reason = models.TextField(max_length=1000)
    worded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worded_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ObjectiveWordingQuerySet.as_manager()

    class Meta:
        ordering = ["objective", "edition"]
        constraints = [models.UniqueConstraint(fields=["objective", "edition"], name="one_wording_an_edition")]

    def __str__(self) -> str:
        return self.short_title


class ScaleLevel(models.Model):
    """A step of the 0 to 5 scale. A criterion takes a copy of the descriptors, so that later changes leave old adverts alone."""

    value = models.PositiveSmallIntegerField(unique=True)
    label = models.CharField(max_length=30)
    descriptor = models.CharField(max_length=300)

    class Meta:
        ordering = ["-value"]
        constraints = [models.CheckConstraint(condition=models.Q(value__lte=5), name="scale_runs_from_0_to_5")]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"
