"""What staff ask about a prospective partnership, and the council's answers (S12). Who asked is kept nowhere (ADR 0019)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from eoi.clock import EoiNow
from eoi.models.advert import AdvertOfficer
from eoi.models.service import ServiceKeeper
from eoi.references import new_staff_question_reference, new_token
from eoi.working_days import add_working_days, uk_day

if TYPE_CHECKING:
    from eoi.models import Advert, User

MOST_WORKING_DAYS = 10  # that a question may wait for its answer


class StaffQuestionPageQuerySet(models.QuerySet["StaffQuestionPage"]):
    def of(self, advert: "Advert") -> "StaffQuestionPage | None":
        """The page of this advert, or nothing. One query."""
        return self.filter(advert=advert).select_related("opened_by").first()

    def with_services(self) -> "StaffQuestionPageQuerySet":
        """What the public form needs: two more queries."""
        return self.select_related("advert").prefetch_related("advert__advert_services__service")


class StaffQuestionPage(models.Model):
    """Where staff ask about one advert before there is an advert: at an address that only those who are given it know.

    The token itself is kept, not its digest: officers have to show the address again, and it is leave to ask and to read
    what is answered to all, not to read anything secret. `closes_on` is the last day on which questions are taken.
    """

    advert = models.OneToOneField("eoi.Advert", on_delete=models.PROTECT, related_name="staff_question_page")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    closes_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = StaffQuestionPageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Staff questions about {self.advert}"

    @property
    def reference(self) -> str:
        """The advert's: what the audit trail names it by."""
        return self.advert.reference

    def takes_questions(self, *, at: datetime) -> bool:
        return uk_day(at) <= self.closes_on


class StaffQuestionQuerySet(models.QuerySet["StaffQuestion"]):
    def delivered(self) -> "StaffQuestionQuerySet":
        """Those of days that are over: nobody reads one before (ADR 0019)."""
        return self.filter(is_delivered=True)

    def to_deliver(self, *, at: datetime) -> "StaffQuestionQuerySet":
        return self.filter(is_delivered=False, asked_on__lt=uk_day(at))

    def asked_on(self, day: date) -> "StaffQuestionQuerySet":
        return self.filter(asked_on=day)

    def about(self, advert: "Advert") -> "StaffQuestionQuerySet":
        return self.filter(advert=advert)

    def answerable_by(self, user: "User") -> "StaffQuestionQuerySet":
        """Delivered, and about an advert that this person runs or a service that they keep."""
        runs = Q(advert__in=_running(user))
        return self.delivered().filter(runs | Q(service__in=_keeping(user)))

    def about_services_of(self, user: "User") -> "StaffQuestionQuerySet":
        """Delivered, and about a service that this person keeps."""
        return self.delivered().filter(service__in=_keeping(user))

    def about_adverts_of(self, user: "User") -> "StaffQuestionQuerySet":
        """Delivered, and about an advert that this person runs."""
        return self.delivered().filter(advert__in=_running(user))

    def unanswered(self) -> "StaffQuestionQuerySet":
        """Delivered, neither answered nor declined."""
        return self.delivered().filter(~_answered(), refusal__isnull=True)

    def waiting_too_long(self, *, at: datetime) -> "StaffQuestionQuerySet":
        return self.unanswered().filter(asked_on__lt=last_day_in_time(at))

    def answered_for(self, advert: "Advert") -> "StaffQuestionQuerySet":
        """What is answered to all, the newest question first. Two queries."""
        answered = self.about(advert).delivered().filter(_answered())
        return answered.with_answers().order_by("-asked_on", "reference")

    def declined_for(self, advert: "Advert") -> "StaffQuestionQuerySet":
        """What was not published, the newest first: its day, its service and the reason. One query."""
        declined = self.about(advert).delivered().filter(~_answered(), refusal__isnull=False)
        return declined.select_related("service", "refusal").order_by("-asked_on", "reference")

    def with_answers(self) -> "StaffQuestionQuerySet":
        """One more query for the whole list."""
        return self.select_related("advert", "service", "refusal__refused_by").prefetch_related("answers__answered_by")

    def oldest_unanswered_first(self) -> "StaffQuestionQuerySet":
        """Then the settled ones, the newest first. The order within a day is the reference's, which is random."""
        number = Case(When(_answered() | Q(refusal__isnull=False), then=Value(1)), default=Value(0))
        return self.annotate(settled=number).order_by("settled", "asked_on", "reference")

    def by_advert(self) -> "models.QuerySet[StaffQuestion, tuple[str, str, int]]":
        """(reference, title, number) of each advert they are about. One query."""
        counted = self.order_by("advert__reference").values("advert__reference", "advert__title")
        return counted.annotate(number=Count("pk")).values_list("advert__reference", "advert__title", "number")

    def lock_for_change(self) -> "StaffQuestionQuerySet":
        return self.select_for_update(of=("self",))


class StaffQuestion(models.Model):
    """A question by nobody. It has a date and no time, no author, and a random key instead of a number that counts up.

    Its words never change; once it has been answered or declined they can be taken away for good, because they may
    identify somebody. `is_delivered` once its day is over. Without a service it is about all of them.
    """

    reference = models.CharField(max_length=16, primary_key=True, default=new_staff_question_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="staff_questions")
    service = models.ForeignKey("eoi.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=2000, blank=True)
    asked_on = models.DateField(editable=False, default=date.min)  # set by the database
    is_delivered = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StaffQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True) & ~Q(text="")
                | Q(removed_at__isnull=False, removed_by__isnull=False, text=""),
                name="staff_question_has_words_or_their_removal",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def answer(self) -> "StaffAnswer | None":
        """The edition that counts, or nothing. No query after `with_answers`."""
        return max(self.answers.all(), key=lambda answer: answer.edition, default=None)

    @property
    def is_declined(self) -> bool:
        return hasattr(self, "refusal")

    @property
    def is_settled(self) -> bool:
        return self.is_declined or self.answer is not None

    @property
    def about(self) -> str:
        return self.service.name if self.service else "all services in scope"

    def waits_too_long(self, *, at: datetime) -> bool:
        return not self.is_settled and self.asked_on < last_day_in_time(at)


class StaffAnswer(models.Model):
    """One published edition of an answer, to everybody, with the question in words that identify nobody. Never changed.

    A correction is the next edition; the earlier ones are kept.
    """

    question = models.ForeignKey(StaffQuestion, on_delete=models.PROTECT, related_name="answers")
    edition = models.PositiveSmallIntegerField()
    wording = models.TextField(max_length=2000)
    text = models.TextField(max_length=5000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["question", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["question", "edition"], name="one_staff_answer_an_edition"),
            models.CheckConstraint(condition=~Q(wording="") & ~Q(text=""), name="staff_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.edition} of the answer to {self.question}"

    @property
    def is_correction(self) -> bool:
        return self.edition > 1


class StaffQuestionRefusal(models.Model):
    """Why a question is not published. Read by everybody who can read the answers. Never changed."""

    question = models.OneToOneField(StaffQuestion, on_delete=models.PROTECT, related_name="refusal")
    reason = models.TextField(max_length=1000)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="staff_question_refusal_has_words")]

    def __str__(self) -> str:
        return f"{self.question} is not published"


class AskingDayQuerySet(models.QuerySet["AskingDay"]):
    def over(self, *, at: datetime) -> "AskingDayQuerySet":
        return self.filter(day__lt=uk_day(at))


class AskingDay(models.Model):
    """The limit's memory of one UK day, destroyed when it is over: a random key, and how many questions each origin has sent.

    An origin is a keyed and shortened digest of a network address. All stand in one row, in the order of the digests, so
    that neither the order of rows nor the transaction that wrote one leads to a question. The table is not logged: no
    archive of the write-ahead log receives the key.
    """

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)
    counts = models.JSONField(default=dict)

    objects = AskingDayQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.day}"


def last_day_in_time(at: datetime) -> date:
    """What was asked before this day, and is not answered, has waited more than ten working days."""
    return add_working_days(uk_day(at) + timedelta(days=1), -MOST_WORKING_DAYS - 1)


def _answered() -> Exists:
    return Exists(StaffAnswer.objects.filter(question=OuterRef("pk")))


def _running(user: "User") -> "models.QuerySet[Any, Any]":
    return AdvertOfficer.objects.filter(user=user).values("advert")


def _keeping(user: "User") -> "models.QuerySet[Any, Any]":
    return ServiceKeeper.objects.filter(user=user).values("service")
