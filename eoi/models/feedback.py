"""What prospective partners say of how it went, read by nobody of the council before the outcome is told (ADR 0033)."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import Advert, ExpressionOfInterest


class Agreement(models.IntegerChoices):
    NOT_AT_ALL = 1, "Not at all"
    HARDLY = 2, "Hardly"
    PARTLY = 3, "Partly"
    MOSTLY = 4, "Mostly"
    FULLY = 5, "Fully"


STATEMENTS = {
    "clarity": "It was clear what the council was asking",
    "ease": "The pages were easy to work with",
    "fairness": "We were treated fairly",
}


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Row-level security leaves out what may not be read yet."""

    def about(self, advert: "Advert") -> "FeedbackQuerySet":
        return self.filter(advert=advert).select_related("expression__organisation").order_by("given_on", "pk")

    def of_expression(self, expression: "ExpressionOfInterest") -> "FeedbackQuerySet":
        return self.filter(expression=expression)

    def totals(self) -> list[tuple[str, list[int]]]:
        """Each statement with how many chose each answer, from not at all to fully. One query."""
        counts = self.order_by().aggregate(
            **{
                f"{name}_{value}": Count("pk", filter=Q(**{name: value}))
                for name in STATEMENTS
                for value in Agreement.values
            }
        )
        return [
            (words, [counts[f"{name}_{value}"] for value in Agreement.values]) for name, words in STATEMENTS.items()
        ]


class Feedback(models.Model):
    """Once an organisation and advert. `expression` is emptied by the database where it is given without a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="+")
    expression = models.ForeignKey(
        "eoi.ExpressionOfInterest", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_anonymous = models.BooleanField()
    clarity = models.PositiveSmallIntegerField(choices=Agreement)
    ease = models.PositiveSmallIntegerField(choices=Agreement)
    fairness = models.PositiveSmallIntegerField(choices=Agreement)
    text = models.TextField(max_length=5000, blank=True)
    given_on = models.DateField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=True, expression__isnull=True)
                | Q(is_anonymous=False, expression__isnull=False),
                name="feedback_named_or_anonymous",
            ),
            models.CheckConstraint(
                condition=Q(clarity__range=(1, 5), ease__range=(1, 5), fairness__range=(1, 5)),
                name="feedback_from_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.advert}"


class FeedbackGiven(models.Model):
    """That an organisation has given its feedback, and not what. The database writes it; only the organisation sees it."""

    expression = models.OneToOneField(
        "eoi.ExpressionOfInterest", on_delete=models.PROTECT, primary_key=True, related_name="feedback_given"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    def __str__(self) -> str:
        return f"Feedback of {self.expression}"
