"""A prospective partner's working copy: theirs alone, changeable until their closing time (DESIGN §4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Func, Q

from eoi.clock import EoiNow
from eoi.models.advert_change import AdvertChange
from eoi.models.assistance import Assistance
from eoi.models.letter import Letter
from eoi.models.minutes import MinutesEdition
from eoi.models.reconfirmation import Reconfirmation
from eoi.models.submission import Submission, Withdrawal
from eoi.models.submission_reminder import QUIET, Sending, SubmissionReminder
from eoi.references import new_expression_reference
from eoi.words import count_words

if TYPE_CHECKING:
    from eoi.models import Advert, Organisation, User


class EffectiveClosesAt(Func):
    """`effective_closes_at(expression)`: the advert's closing time, or the organisation's own later extension."""

    function = "effective_closes_at"
    output_field = models.DateTimeField()


class ExpressionQuerySet(models.QuerySet["ExpressionOfInterest"]):
    def of(self, user: "User") -> "ExpressionQuerySet":
        """Those of the organisations this person acts for. Nobody else may learn that one exists (DESIGN §5)."""
        return self.filter(organisation__memberships__user=user, organisation__memberships__left_at__isnull=True)

    def assisted_by(self, user: "User") -> "ExpressionQuerySet":
        """Those that an officer may enter now, because the organisation asked for it: each advert's own, and no other."""
        same = {"organisation": models.OuterRef("organisation"), "advert": models.OuterRef("advert")}
        live = Assistance.objects.live().filter(assistant=user, **same)
        return self.filter(models.Exists(live))

    def referred_to(self, reference: str) -> "ExpressionQuerySet":
        return self.filter(reference=reference)

    def for_advert(self, advert: "Advert") -> "ExpressionQuerySet":
        return self.filter(advert=advert)

    def of_organisation(self, organisation: "Organisation") -> "ExpressionQuerySet":
        return self.filter(organisation=organisation)

    def still_open(self, *, at: datetime) -> "ExpressionQuerySet":
        """Those that can still be changed and submitted."""
        return self.annotate(closing_time=EffectiveClosesAt("pk")).filter(closing_time__gt=at)

    def with_closing_time(self) -> "ExpressionQuerySet":
        return self.annotate(closing_time=EffectiveClosesAt("pk"))

    def with_standing_submission(self) -> "ExpressionQuerySet":
        """Annotates `standing_number`, `standing_received_at` and `standing_draft_version`, empty when nothing stands."""
        standing = Submission.objects.standing().filter(expression=models.OuterRef("pk"))
        return self.annotate(
            standing_number=models.Subquery(standing.values("number")[:1]),
            standing_received_at=models.Subquery(standing.values("received_at")[:1]),
            standing_draft_version=models.Subquery(standing.values("draft_version")[:1]),
        )

    def unsubmitted(self) -> "ExpressionQuerySet":
        """What they say now was never submitted; nor left as it was when it was withdrawn: that was meant (P10)."""
        of_this = {"expression": models.OuterRef("pk")}
        as_it_is = Submission.objects.filter(**of_this, draft_version=models.OuterRef("draft_version"))
        withdrawn_since = Withdrawal.objects.filter(**of_this, withdrawn_at__gte=models.OuterRef("changed_at"))
        return self.exclude(models.Exists(as_it_is)).exclude(models.Exists(withdrawn_since))

    def to_remind(self, sending: Sending, *, at: datetime) -> "ExpressionQuerySet":
        """Unsubmitted drafts that this sending is due to, each by its own closing time, and that have not had it yet.

        Only those that were begun before its moment, and that nobody has changed for a quarter of an hour: somebody who is
        writing knows. Needs `app.user` blank, because the reminders are sealed.
        """
        sent = SubmissionReminder.objects.filter(
            expression=models.OuterRef("pk"), moment=sending.moment, closes_at=models.OuterRef("closing_time")
        )
        missing = Q(missing_count=0) if sending.complete else ~Q(missing_count=0)
        open_now = Q(advert__withdrawn_at__isnull=True, advert__closes_at__lte=at + sending.before)
        return (
            self.unsubmitted()
            .annotate(closing_time=EffectiveClosesAt("pk"))
            .filter(missing, open_now, changed_at__lte=at - QUIET)
            .filter(closing_time__gt=at + sending.until, closing_time__lte=at + sending.before)
            .filter(started_at__lte=F("closing_time") - sending.before)
            .exclude(models.Exists(sent))
            .with_standing_submission()
            .select_related("advert")
            .order_by("pk")
        )

    def hold_free(self) -> "ExpressionQuerySet":
        """Lock those that nobody is changing at this moment; the others are left out."""
        return self.select_for_update(of=("self",), skip_locked=True)

    def with_what_waits_for(self, user: "User") -> "ExpressionQuerySet":
        """Annotates `has_unread_letter` by this person, and `has_waiting_minutes` of their organisation."""
        letters = Letter.objects.filter(expression=models.OuterRef("pk"), sent_at__isnull=False).unread_by(user)
        editions = MinutesEdition.objects.filter(minutes__expression=models.OuterRef("pk")).without_word()
        return self.annotate(has_unread_letter=models.Exists(letters), has_waiting_minutes=models.Exists(editions))

    def with_material_change(self) -> "ExpressionQuerySet":
        """Annotates `material_number` and `material_at` of the advert's last material change, and `has_reconfirmed` after it."""
        last = AdvertChange.objects.material().filter(advert=models.OuterRef("advert")).newest_first()
        confirmed = Reconfirmation.objects.filter(
            expression=models.OuterRef("pk"), change__number=models.OuterRef("material_number")
        )
        return self.annotate(
            material_number=models.Subquery(last.values("number")[:1]),
            material_at=models.Subquery(last.values("made_at")[:1]),
        ).annotate(has_reconfirmed=models.Exists(confirmed))


class ExpressionOfInterest(models.Model):
    """One per organisation and advert. `missing_count` is the only thing about its content that anyone else may know."""

    reference = models.CharField(max_length=16, unique=True, default=new_expression_reference, editable=False)
    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="expressions")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="expressions")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    draft_version = models.PositiveIntegerField(default=1)
    missing_count = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField(db_default=EoiNow())
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ExpressionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name_plural = "expressions of interest"
        constraints = [
            models.UniqueConstraint(
                fields=["advert", "organisation"], name="one_expression_an_organisation_and_advert"
            ),
            models.UniqueConstraint(fields=["id", "organisation"], name="expression_with_its_organisation"),
        ]

    def __str__(self) -> str:
        return self.reference

    def closes_at(self) -> datetime:
        """This organisation's closing time; the withdrawal of the advert ends it. One query, unless annotated by `with_closing_time`."""
        annotated = getattr(self, "closing_time", None)
        if annotated:
            return annotated
        with connection.cursor() as cursor:
            cursor.execute("SELECT effective_closes_at(%s)", [self.pk])
            return cursor.fetchone()[0]

    def raise_version(self, *, by: "User", at: datetime) -> None:
        """Something of the draft changed, so that what was checked before is checked again before it is submitted."""
        self.draft_version += 1
        self.changed_at, self.changed_by = at, by
        self.save(update_fields=["draft_version", "changed_at", "changed_by"])


class Extension(models.Model):
    """More time for one organisation, with a reason, granted by the approver before opening (P5). Only ever later."""

    expression = models.ForeignKey(ExpressionOfInterest, on_delete=models.PROTECT, related_name="extensions")
    closes_at = models.DateTimeField()
    reason = models.TextField(max_length=2000)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["granted_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason")]

    def __str__(self) -> str:
        return f"Extension of {self.expression}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def by_key(self) -> dict[str, "Answer"]:
        return {answer.question_key: answer for answer in self}


class Answer(models.Model):
    """One answer of a working copy, under row-level security: only the organisation's members can read or write it.

    `nothing_offered` says "we offer nothing for this objective"; `selected` says "we can help with this need"; `choices` are keys
    of the question's options, or `EVERY_OPTION`. `is_sensitive` and its reason are the organisation's own mark (R6).
    `version` rises by one with each save, so that a second tab cannot overwrite the first unseen (P13); `edition` is that of the
    `AnswerEdition` that stands: whoever saves may raise it by one, and the database does where it has to.
    """

    expression = models.ForeignKey(ExpressionOfInterest, on_delete=models.PROTECT, related_name="answers")
    organisation = models.ForeignKey("eoi.Organisation", on_delete=models.PROTECT, related_name="+")
    question_key = models.SlugField(max_length=60)
    text = models.TextField(blank=True)
    nothing_offered = models.BooleanField(default=False)
    selected = models.BooleanField(default=False)
    choices = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    is_sensitive = models.BooleanField(default=False, db_default=False)
    sensitive_reason = models.TextField(blank=True, default="", db_default="")
    edition = models.PositiveIntegerField(default=1, db_default=1)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=EoiNow())

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question_key"]
        constraints = [models.UniqueConstraint(fields=["expression", "question_key"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return f"{self.question_key} of {self.expression}"

    @property
    def word_count(self) -> int:
        return count_words(self.text)
