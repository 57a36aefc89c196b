"""The tasks of an expression of interest, verb first, and how each stands (P6, UX "Partner's task list").

Pure: what was read before goes in, words come out. States of tasks and their colours are decided here and nowhere else.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from eoi.completeness import is_answered, missing
from eoi.file_checks import size_in_words
from eoi.models import Answer, ExpressionOfInterest, Question, QuestionKind, ScanState, StagedFile, Submission
from eoi.templatetags.times import uk_time

NOT_STARTED, IN_PROGRESS, READY, ATTENTION = (
    ("Not started", "empty"),
    ("In progress", "brand"),
    ("Ready", ""),
    ("Needs attention", "flag"),
)


@dataclass(frozen=True)
class Task:
    """One row of the task list. A finished task has no tone."""

    title: str
    url: str
    state: str
    tone: str
    hint: str
    words: int = 0
    word_limit: int = 0
    is_counted: bool = False
    subject: str = ""

    @property
    def words_left(self) -> int:
        """Below 0 where there are too many."""
        return self.word_limit - self.words

    @property
    def words_over(self) -> int:
        return max(0, -self.words_left)


def answer_tasks(
    expression: ExpressionOfInterest,
    questions: Sequence[Question],
    answers: Mapping[str, Answer],
    waiting: Collection[str] = (),
) -> list[Task]:
    """A row for each question, the needs together as one, in the order asked: words used, and who last changed it.

    `waiting` holds the keys of answers of which two texts wait to be settled (P13).
    """
    needs = [question for question in questions if question.kind == QuestionKind.NEED]
    tasks = []
    for question in questions:
        if question.kind != QuestionKind.NEED:
            waits = question.key in waiting
            tasks.append(_answer_task(expression, question, answers.get(question.key), waits=waits))
        elif question is needs[0]:
            tasks.append(_needs_task(expression, needs, answers, waiting))
    return tasks


def _needs_task(
    expression: ExpressionOfInterest,
    needs: Sequence[Question],
    answers: Mapping[str, Answer],
    waiting: Collection[str],
) -> Task:
    """Choosing none is allowed."""
    written = [answers[question.key] for question in needs if is_answered(question, answers.get(question.key))]
    chosen = sum(answer.selected for answer in written)
    states = {_state_of(need, answers.get(need.key), waits=need.key in waiting) for need in needs}
    state, tone = next((each for each in (ATTENTION, IN_PROGRESS) if each in states), READY if written else NOT_STARTED)
    hint = f"{chosen} of {len(needs)} chosen; choosing none is fine"
    if written:
        hint += f" · {_changed(max(written, key=lambda answer: answer.changed_at))}"
    title = "Choose the needs you can meet"
    return Task(title, reverse("eoi:needs-edit", args=[expression.reference]), state, tone, hint)


def organisation_task(expression: ExpressionOfInterest) -> Task:
    """The organisation's details are complete from the day it was registered."""
    url = reverse("eoi:organisation-detail", args=[expression.organisation.reference])
    return Task(
        f"Check the details of {expression.organisation.name}", url, "Ready", "", "Name, number, kind, size and address"
    )


def consortium_task(expression: ExpressionOfInterest, members: int) -> Task:
    """Answering alone is as good: nothing is missing without members."""
    url = reverse("eoi:consortium-list", args=[expression.reference])
    if not members:
        return Task("Members of your consortium", url, "Optional", "", "Nobody yet: you answer alone")
    many = "1 further organisation" if members == 1 else f"{members} further organisations"
    return Task("Members of your consortium", url, "Ready", "", many)


def file_task(expression: ExpressionOfInterest, files: Sequence[StagedFile], *, at: datetime) -> Task:
    """Optional; only what the virus scan refused needs attention."""
    url = reverse("eoi:file-list", args=[expression.reference])
    total = f"{size_in_words(sum(file.size for file in files))} together"
    hint = f"{len(files)} file{'' if len(files) == 1 else 's'}, {total}" if files else "Optional"
    if at >= expression.closes_at():
        return Task("Read the supporting files", url, "Closed", "", hint if files else "None")
    if any(file.stored.state == ScanState.REFUSED for file in files):
        return Task("Add supporting files", url, "Needs attention", "flag", "A file was refused by the virus scan")
    state, tone = ("Ready", "") if files else ("Not started", "empty")
    return Task("Add supporting files", url, state, tone, hint)


def check_task(expression: ExpressionOfInterest, standing: Submission | None, *, at: datetime) -> Task:
    """The last row: what is missing, then submit; afterwards, whether what stands is what the answers say."""
    url = reverse("eoi:expression-check", args=[expression.reference])
    if at >= expression.closes_at():
        return Task("Read your answers as a whole", url, "Closed", "", "Nothing changes any more")
    if standing and standing.draft_version == expression.draft_version:
        return Task("Check your answers", url, "Submitted", "good", f"Edition {standing.number} is what you wrote")
    if expression.missing_count:
        things = "1 thing is" if expression.missing_count == 1 else f"{expression.missing_count} things are"
        return Task("Check and submit", url, "Cannot submit yet", "empty", f"{things} missing")
    return Task("Check and submit", url, "Ready to submit", "flag", "Nothing is missing")


def _answer_task(expression: ExpressionOfInterest, question: Question, answer: Answer | None, *, waits: bool) -> Task:
    words = answer.word_count if answer else 0
    state, tone = _state_of(question, answer, waits=waits)
    return Task(
        title=_name_of(question),
        url=reverse("eoi:answer-edit", args=[expression.reference, question.key]),
        state=state,
        tone=tone,
        hint=" · ".join(_hints(question, answer, waits=waits)),
        words=words,
        word_limit=question.word_limit,
        is_counted=not (answer and answer.nothing_offered),
        subject=question.title,
    )


def _name_of(question: Question) -> str:
    """What to do, beginning with a verb."""
    names: dict[str, str] = {
        QuestionKind.ABOUT: "Tell us about your organisation",
        QuestionKind.CRITERION: f"Answer “{question.title}”",
        QuestionKind.WORKFORCE: "Say how staff would be affected",
        QuestionKind.SERVICES: "Tick the services you could help",
        QuestionKind.ISSUES: "Tick the known issues you could help with",
        QuestionKind.OPEN: "Add other ideas",
        QuestionKind.AI: "Say whether you used artificial intelligence",
    }
    return names.get(question.kind, question.title)


def _hints(question: Question, answer: Answer | None, *, waits: bool) -> list[str]:
    hints = []
    if waits:
        hints.append("Two texts wait: choose which stands")
    if question.offers_choices:
        ticked = len(question.chosen(answer.choices)) if answer else 0
        hints.append(f"{ticked} of {len(question.options)} ticked")
    elif answer and answer.nothing_offered:
        hints.append("We offer nothing for this objective")
    else:
        hints.append(f"{answer.word_count if answer else 0:,} of {question.word_limit:,} words")
    if question.kind == QuestionKind.AI:
        hints.append("not scored")
    if not question.required:
        hints.append("optional")
    if answer:
        hints.append(_changed(answer))
    return hints


def _state_of(question: Question, answer: Answer | None, *, waits: bool = False) -> tuple[str, str]:
    """Needs attention: something there has to be mended. In progress: something more has to be written."""
    if waits:
        return ATTENTION
    if answer is None or not is_answered(question, answer):
        return NOT_STARTED
    if answer.nothing_offered or not missing([question], {question.key: answer}):
        return READY
    return ATTENTION if answer.word_count > question.word_limit else IN_PROGRESS


def _changed(answer: Answer) -> str:
    return f"last changed by {answer.changed_by.full_name}, {uk_time(answer.changed_at)}"
