"""What an advert scores an answer by (S15)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Criterion(models.Model):
    """An objective as an advert will score it: weighting in per cent, guidance, level descriptors (S15).

    `levels` maps "0" to "5" to the descriptor of that score. Frozen at publication; the weightings total 100 then.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    wording = models.ForeignKey("eoi.ObjectiveWording", on_delete=models.PROTECT, related_name="+")
    weighting = models.DecimalField(
        max_digits=5, decimal_places=2, validators=[MinValueValidator(0.01), MaxValueValidator(100)]
    )
    guidance = models.TextField(max_length=2000, blank=True)
    levels = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["advert", "position"], name="one_criterion_a_position"),
            models.CheckConstraint(condition=Q(weighting__gt=0, weighting__lte=100), name="weighting_within_0_and_100"),
        ]

    def __str__(self) -> str:
        return self.wording.short_title

    @property
    def missing_levels(self) -> list[str]:
        """The scores, highest first, that have no descriptor."""
        return [value for value in ("5", "4", "3", "2", "1", "0") if not self.levels.get(value, "").strip()]

    @property
    def key(self) -> str:
        """The stable key of its question: `objective-1`."""
        return f"objective-{self.wording.objective.number}"
