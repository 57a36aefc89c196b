"""Every text that an answer has had, and those that met a colleague's later one: kept, so that no word is lost (P3, P13)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When

from eoi.clock import EoiNow
from eoi.words import count_words

if TYPE_CHECKING:
    from eoi.models import ExpressionOfInterest


class AnswerEditionQuerySet(models.QuerySet["AnswerEdition"]):
    def of_expression(self, expression: "ExpressionOfInterest") -> "AnswerEditionQuerySet":
        return self.filter(expression=expression)

    def of_answer(self, expression: "ExpressionOfInterest", key: str) -> "AnswerEditionQuerySet":
        return self.filter(expression=expression, question_key=key)

    def that_stood(self) -> "AnswerEditionQuerySet":
        return self.filter(is_set_aside=False)

    def numbered(self, number: int, *, set_aside: bool = False) -> "AnswerEditionQuerySet":
        """At most one of an answer: what stood and what was set aside are numbered apart."""
        return self.filter(number=number, is_set_aside=set_aside)

    def of_question(self, key: str) -> "AnswerEditionQuerySet":
        return self.filter(question_key=key) if key else self

    def waiting(self) -> "AnswerEditionQuerySet":
        """Set aside, and nobody has said yet what becomes of it; the oldest first."""
        return self.filter(is_set_aside=True, settled_at__isnull=True).order_by("saved_at", "pk")

    def waiting_keys(self, expression: "ExpressionOfInterest") -> set[str]:
        """The questions of which two texts wait. One query."""
        return set(self.of_expression(expression).waiting().values_list("question_key", flat=True))

    def newest_first(self) -> "AnswerEditionQuerySet":
        return self.select_related("saved_by", "settled_by").order_by("-saved_at", "-pk")

    def with_earlier(self) -> "AnswerEditionQuerySet":
        """Annotates `earlier_text`: what the edition changed; of one set aside, what stood when it came. No further query."""
        stood = AnswerEdition.objects.that_stood().filter(
            expression=OuterRef("expression"), question_key=OuterRef("question_key")
        )
        before = stood.filter(number=OuterRef("number") - 1).values("text")[:1]
        beside = stood.filter(began_at__lte=OuterRef("saved_at")).order_by("-number").values("text")[:1]
        return self.annotate(
            earlier_text=Case(When(is_set_aside=True, then=Subquery(beside)), default=Subquery(before))
        )

    def with_newest(self) -> "AnswerEditionQuerySet":
        """Annotates `newest_number`: of what stood, the number that stands now."""
        newest = AnswerEdition.objects.that_stood().filter(
            expression=OuterRef("expression"), question_key=OuterRef("question_key")
        )
        return self.annotate(newest_number=Subquery(newest.order_by("-number").values("number")[:1]))


class AnswerEdition(models.Model):
    """One edition of one answer, written by the database with each save; under row-level security like the answer itself.

    What one person saves within five minutes of beginning is one edition, however often the page saves by itself, as long as
    no more than 200 characters are taken out on the way; anything else begins the next one. So an edition is never a keystroke,
    and a page emptied by mistake is still there. An edition that another has followed never changes.

    A text that came second, made from a version that a colleague had replaced, is *set aside*: numbered apart, waiting until
    somebody of the organisation settles what becomes of it. Nothing else refers to an edition, so that retention can
    destroy its words with the rest of the content.
    """

    expression = models.ForeignKey("eoi.ExpressionOfInterest", on_delete=models.PROTECT, related_name="answer_editions")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    question_key = models.SlugField(max_length=60)
    number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    nothing_offered = models.BooleanField(default=False)
    selected = models.BooleanField(default=False)
    choices = models.JSONField(default=list)
    is_sensitive = models.BooleanField(default=False)
    sensitive_reason = models.TextField(blank=True)
    longest = models.PositiveIntegerField(default=0)
    is_set_aside = models.BooleanField(default=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    saved_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerEditionQuerySet.as_manager()

    class Meta:
        ordering = ["expression", "question_key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["expression", "question_key", "is_set_aside", "number"], name="one_answer_edition_a_number"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_set_aside=True),
                name="answer_edition_settled_at_with_by",
            ),
        ]
        indexes = [models.Index(F("expression"), F("saved_at").desc(), name="answer_editions_by_time")]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.question_key}"

    @property
    def is_waiting(self) -> bool:
        return self.is_set_aside and self.settled_at is None

    @property
    def stands(self) -> bool:
        """Needs `with_newest`."""
        newest: int = self.newest_number  # type: ignore[attr-defined]
        return not self.is_set_aside and self.number == newest

    @property
    def word_count(self) -> int:
        return count_words(self.text)
