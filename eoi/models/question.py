"""The question set that an advert asks. Fixed at publication, so that a draft and its submission mean the same (DESIGN §4)."""

from collections.abc import Collection

from django.db import models

from eoi.clock import EoiNow


class QuestionKind(models.TextChoices):
    ABOUT = "about", "About the organisation"
    CRITERION = "criterion", "Answer to an objective"
    NEED = "need", "A need the organisation can meet"
    OPEN = "open", "Open question"
    SERVICES = "services", "Services that an answer would help"
    ISSUES = "issues", "Published known issues that an answer would help with"
    WORKFORCE = "workforce", "How staff would be affected"
    AI = "ai", "Use of artificial intelligence, not scored"


CHOOSING = frozenset({QuestionKind.SERVICES, QuestionKind.ISSUES})
EVERY_OPTION = "all"


class QuestionSet(models.Model):
    """The edition of the questions that one advert asks."""

    advert = models.OneToOneField("eoi.Advert", on_delete=models.CASCADE, related_name="question_set")
    edition = models.PositiveSmallIntegerField(default=1)
    fixed_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    def __str__(self) -> str:
        return f"Questions of {self.advert}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, advert: "models.Model") -> "QuestionQuerySet":
        return self.filter(question_set__advert=advert).select_related("criterion__wording__objective")

    def about_needs(self) -> "QuestionQuerySet":
        return self.filter(kind=QuestionKind.NEED)


class Question(models.Model):
    """One question with a stable key (`objective-1`, `need-skills-gaps`, `other-ideas`); answers are keyed by it.

    `options` is what can be ticked, for the kinds in `CHOOSING`: a list of dictionaries with `key`, `title` and `text`.
    """

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    prompt = models.TextField(max_length=1500)
    guidance = models.TextField(max_length=2000, blank=True)
    word_limit = models.PositiveSmallIntegerField()
    required = models.BooleanField(default=True)
    options = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    criterion = models.ForeignKey("eoi.Criterion", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question_set", "key"], name="one_question_a_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def offers_choices(self) -> bool:
        return self.kind in CHOOSING

    def chosen(self, choices: Collection[str]) -> list[dict[str, str]]:
        """The options that were ticked, in the order asked; all of them where that was ticked."""
        return [option for option in self.options if EVERY_OPTION in choices or option["key"] in choices]
