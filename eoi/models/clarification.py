"""What prospective partners ask about a published advert, and what the council answers to all (R1, ADR 0024)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When

from eoi.clock import EoiNow
from eoi.models.advert import AdvertOfficer
from eoi.models.organisation import Membership
from eoi.references import new_clarification_reference
from eoi.working_days import uk_day, working_days_between

if TYPE_CHECKING:
    from eoi.models import Advert, Organisation, User

LONGEST_QUESTION = 2000
LONGEST_ANSWER = 5000
PATIENT_FOR = 3  # working days that a question may wait before lists say so
LATEST = 5  # that stand on the advert's own page


class ClarificationState(models.TextChoices):
    """Where a question stands. Never stored: what was written about it says it."""

    WAITING = "waiting", "Waits for an answer"
    DRAFTED = "drafted", "Answer drafted"
    PUBLISHED = "published", "Published"
    PRIVATE = "private", "Answered privately"


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    def about(self, advert: "Advert") -> "ClarificationQuerySet":
        return self.filter(advert=advert)

    def asked_for(self, user: "User") -> "ClarificationQuerySet":
        """By the organisations this person acts for. The database shows who asked to nobody else (ADR 0024)."""
        return self.filter(asker__organisation__in=Membership.objects.of(user).values("organisation"))

    def asked_by(self, organisation: "Organisation") -> "ClarificationQuerySet":
        return self.filter(asker__organisation=organisation)

    def asked_since(self, moment: datetime) -> "ClarificationQuerySet":
        return self.filter(asked_at__gte=moment)

    def with_answers(self) -> "ClarificationQuerySet":
        """Annotates what everybody reads: `number`, `wording`, `answer`, `edition`, `published_at`, `answered_at`. No more queries."""
        editions = ClarificationAnswer.objects.filter(clarification=OuterRef("pk"))
        first, last = editions.order_by("edition"), editions.order_by("-edition")
        return self.annotate(
            number=Subquery(first.values("number")[:1]),
            published_at=Subquery(first.values("answered_at")[:1]),
            edition=Subquery(last.values("edition")[:1]),
            wording=Subquery(last.values("wording")[:1]),
            answer=Subquery(last.values("text")[:1]),
            answered_at=Subquery(last.values("answered_at")[:1]),
        ).select_related("advert", "draft", "private_answer")

    def published_for(self, advert: "Advert") -> "ClarificationQuerySet":
        """What is answered to all, by number, with what `with_answers` annotates. One query."""
        return self.about(advert).with_answers().filter(_answered()).order_by("number").select_related(None)  # type: ignore[misc]

    def latest_first(self) -> "ClarificationQuerySet":
        """The latest asked on top."""
        return self.order_by("-asked_at", "-pk")

    def newest_first(self) -> "ClarificationQuerySet":
        """The latest answered on top."""
        return self.order_by(F("number").desc(nulls_last=True))

    def containing(self, words: str) -> "ClarificationQuerySet":
        """After `published_for`: those whose public words contain this."""
        return self.filter(Q(wording__icontains=words) | Q(answer__icontains=words)) if words else self

    def waiting(self) -> "ClarificationQuerySet":
        """Answered neither to all nor privately, whether or not an answer is drafted."""
        return self.filter(~_answered(), private_answer__isnull=True)

    def in_state(self, state: str) -> "ClarificationQuerySet":
        if state == ClarificationState.WAITING:
            return self.waiting().filter(draft__isnull=True)
        if state == ClarificationState.DRAFTED:
            return self.filter(draft__isnull=False)
        if state == ClarificationState.PUBLISHED:
            return self.filter(_answered())
        if state == ClarificationState.PRIVATE:
            return self.filter(private_answer__isnull=False)
        return self

    def with_draft(self) -> "ClarificationQuerySet":
        """In the order in which they were asked, which is the one in which they get their numbers."""
        return self.filter(draft__isnull=False).order_by("asked_at", "pk")

    def unanswered_first(self) -> "ClarificationQuerySet":
        """The oldest on top; then the answered ones, the latest first."""
        settled = Case(When(_answered() | Q(private_answer__isnull=False), then=Value(1)), default=Value(0))
        return self.annotate(settled=settled).order_by("settled", "asked_at", "pk")

    def counted(self) -> dict[str, int]:
        """How many in each state, and in all. One query."""
        counted = self.aggregate(
            all=Count("pk"),
            waiting=Count("pk", filter=Q(draft__isnull=True, private_answer__isnull=True) & ~Q(_answered())),
            drafted=Count("pk", filter=Q(draft__isnull=False)),
            published=Count("pk", filter=Q(_answered())),
            private=Count("pk", filter=Q(private_answer__isnull=False)),
        )
        return dict(counted)

    def waiting_by_advert_of(self, user: "User") -> Any:
        """(reference, title, number, oldest) of each advert that this officer runs and on which a question waits. One query.

        Not of a withdrawn advert, about which nothing is published any more.
        """
        run = AdvertOfficer.objects.filter(user=user, advert__withdrawn_at__isnull=True)
        mine = self.filter(advert__in=run.values("advert")).waiting()
        counted = mine.order_by("advert__reference").values("advert__reference", "advert__title")
        found = counted.annotate(number=Count("pk"), oldest=Min("asked_at"))
        return found.values_list("advert__reference", "advert__title", "number", "oldest")

    def answered_since(self, moment: datetime) -> "ClarificationQuerySet":
        recent = ClarificationAnswer.objects.filter(clarification=OuterRef("pk"), answered_at__gte=moment)
        return self.filter(Exists(recent) | Q(private_answer__answered_at__gte=moment))

    def lock_for_change(self) -> "ClarificationQuerySet":
        return self.select_for_update(of=("self",))


class Clarification(models.Model):
    """One question, in the words in which it was asked. Never changed, and without who asked it.

    Those who answer read the words; everybody reads what `ClarificationAnswer` makes of them.
    """

    reference = models.CharField(max_length=16, unique=True, default=new_clarification_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="clarifications")
    text = models.TextField(max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = "clarification question"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="clarification_has_words")]

    def __str__(self) -> str:
        return self.reference

    @property
    def draft_of_answer(self) -> "ClarificationDraft | None":
        return getattr(self, "draft", None)

    @property
    def answer_to_asker(self) -> "PrivateAnswer | None":
        return getattr(self, "private_answer", None)

    @property
    def state(self) -> ClarificationState:
        """After `with_answers`: no query."""
        if self.draft_of_answer:
            return ClarificationState.DRAFTED
        if self.number is not None:  # type: ignore[attr-defined]
            return ClarificationState.PUBLISHED
        return ClarificationState.PRIVATE if self.answer_to_asker else ClarificationState.WAITING

    @property
    def is_answered(self) -> bool:
        """After `with_answers`: to all or privately."""
        return self.number is not None or self.answer_to_asker is not None  # type: ignore[attr-defined]

    @property
    def is_corrected(self) -> bool:
        return (self.edition or 0) > 1  # type: ignore[attr-defined]

    def age(self, *, at: datetime) -> int:
        """In working days since it was asked."""
        return working_days_between(uk_day(self.asked_at), uk_day(at))

    def waits_too_long(self, *, at: datetime) -> bool:
        return not self.is_answered and self.age(at=at) > PATIENT_FOR


class ClarificationAskerQuerySet(models.QuerySet["ClarificationAsker"]):
    def of(self, question: Clarification) -> "ClarificationAsker | None":
        """Nothing for those whom the database does not show it. One query."""
        return self.filter(clarification=question).select_related("organisation", "asked_by").first()


class ClarificationAsker(models.Model):
    """Who asked: apart from the question, because row-level security shows it to the asking organisation only, and to an
    officer who recorded why they had to know. Written with the question, never changed.
    """

    clarification = models.OneToOneField(Clarification, on_delete=models.PROTECT, related_name="asker")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ClarificationAskerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Asker of {self.clarification}"


class ClarificationReveal(models.Model):
    """An officer's recorded reason for learning who asked a question. From then on that officer sees it. Never changed."""

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="reveals")
    reason = models.TextField(max_length=1000)
    revealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revealed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["revealed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["clarification", "revealed_by"], name="one_reveal_an_officer_and_question"),
            models.CheckConstraint(condition=~Q(reason=""), name="clarification_reveal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Reveal of {self.clarification}"


class ClarificationDraft(models.Model):
    """What an officer is going to publish: saved as often as they like, complete or not (P4), gone once it is published."""

    clarification = models.OneToOneField(Clarification, on_delete=models.PROTECT, related_name="draft")
    wording = models.TextField(max_length=LONGEST_QUESTION, blank=True)
    text = models.TextField(max_length=LONGEST_ANSWER, blank=True)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Draft of the answer to {self.clarification}"

    @property
    def is_complete(self) -> bool:
        return bool(self.wording and self.text)


class ClarificationAnswer(models.Model):
    """One published edition: the question in words that tell nobody who asked, and the answer. Never changed.

    The database gives the number: contiguous within the advert, the same for each edition. A correction is the next edition.
    """

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="answers")
    edition = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=0, editable=False)
    wording = models.TextField(max_length=LONGEST_QUESTION)
    text = models.TextField(max_length=LONGEST_ANSWER)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["clarification", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["clarification", "edition"], name="one_clarification_answer_an_edition"),
            models.CheckConstraint(condition=~Q(wording="") & ~Q(text=""), name="clarification_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.edition} of the answer to {self.clarification}"


class PrivateAnswer(models.Model):
    """An answer to the asker alone, with the reason why it is confidential (R1). Never changed, and never public."""

    clarification = models.OneToOneField(Clarification, on_delete=models.PROTECT, related_name="private_answer")
    text = models.TextField(max_length=LONGEST_ANSWER)
    reason = models.TextField(max_length=1000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(reason=""), name="private_answer_has_words_and_a_reason")
        ]

    def __str__(self) -> str:
        return f"Private answer to {self.clarification}"


def _answered() -> Exists:
    return Exists(ClarificationAnswer.objects.filter(clarification=OuterRef("pk")))
