"""What the council wants to achieve by partnering (S1), in sets; and the scale on which an answer is scored."""

from collections.abc import Iterable

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow

MOST_OBJECTIVES = 20


class ObjectiveSetQuerySet(models.QuerySet["ObjectiveSet"]):
    def default(self) -> "ObjectiveSet":
        """The one that a new draft begins with. There is always exactly one."""
        return self.get(is_default=True)

    def offered(self) -> "ObjectiveSetQuerySet":
        """Those that an advert may choose."""
        return self.filter(retired_at__isnull=True)

    def with_counts(self) -> "ObjectiveSetQuerySet":
        """Annotates `objective_count` and `advert_count`, in the same query."""
        return self.annotate(
            objective_count=models.Count("objectives", distinct=True),
            advert_count=models.Count("adverts", distinct=True),
        )

    def in_order(self) -> "ObjectiveSetQuerySet":
        """The default one first, then the others offered, then those that are retired; the newest first within each."""
        return self.order_by("-is_default", models.F("retired_at").desc(nulls_first=True), "-created_at", "-pk")


class ObjectiveSet(models.Model):
    """Objectives that belong together, such as the managers' five or the Cabinet's eight: an advert chooses one set.

    Which objectives a set has is settled when it is made; their words change, as further editions. Never deleted: a set that is
    no longer wanted is retired, so that no further advert chooses it.
    """

    key = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.TextField("why it exists", max_length=600)
    is_default = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ObjectiveSetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_set"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="objective_set_retired_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(retired_at__isnull=True), name="default_set_is_not_retired"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """Its name in the audit trail and in addresses."""
        return self.key

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class Objective(models.Model):
    """One of the partnering objectives. Its words are in `ObjectiveWording`: they change, the objective stays.

    Where one `concerns_staff`, partners are also asked how staff would be affected (R9).
    """

    objective_set = models.ForeignKey(ObjectiveSet, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_OBJECTIVES)])
    concerns_staff = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["objective_set", "number"]
        constraints = [
            models.UniqueConstraint(fields=["objective_set", "number"], name="one_objective_a_number_in_a_set"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_OBJECTIVES), name="objectives_number_1_to_20"
            ),
        ]

    def __str__(self) -> str:
        return f"Objective {self.number}"

    @property
    def reference(self) -> str:
        """Its name in the audit trail. One query, none after `select_related`."""
        return f"{self.objective_set.key}-{self.number}"


class ObjectiveWordingQuerySet(models.QuerySet["ObjectiveWording"]):
    def of_set(self, objective_set: "ObjectiveSet | int") -> "ObjectiveWordingQuerySet":
        return self.filter(objective__objective_set=objective_set)

    def to_link(self, linked: Iterable[Objective] = ()) -> "ObjectiveWordingQuerySet":
        """What something can be linked to: the objectives of the default set, and those it is linked to already. One query."""
        return self.current().filter(
            models.Q(objective__objective_set__is_default=True) | models.Q(objective__in=linked)
        )

    def current(self) -> "ObjectiveWordingQuerySet":
        """The latest wording of each objective, in number order; of one set only after `of_set`."""
        latest = self.filter(objective=models.OuterRef("objective")).order_by("-edition").values("pk")[:1]
        return self.filter(pk=models.Subquery(latest)).order_by("objective__number").select_related("objective")

    def with_authors(self) -> "ObjectiveWordingQuerySet":
        return self.select_related("worded_by")


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
