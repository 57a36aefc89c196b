"""When questions may be asked, answered, revealed; and what an answer to all must not contain (R1, ADR 0024)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from eoi.models import Advert, Clarification, ClarificationReveal, Organisation, Phase, User
from eoi.naming import names_in
from eoi.problems import Problem
from eoi.templatetags.times import uk_time

MOST_QUESTIONS_A_DAY = 10  # of one organisation about one advert
MOST_WAITING = 15  # of one organisation about one advert


@dataclass(frozen=True)
class NamesFound:
    """Names of registered organisations and their people in words that everybody will read.

    `telling` could tell who asked, and are taken out. `known` stand in the advert itself, so they tell nothing: an officer
    says that they are meant.
    """

    telling: list[str]
    known: list[str]


def problems_with_questions_until(
    questions_until: datetime | None, *, opens_at: datetime | None, closes_at: datetime | None
) -> list[Problem]:
    """After the opening and before the closing time, which is what it means to ask while the advert is open."""
    if questions_until is None:
        return []
    if opens_at and questions_until <= opens_at:
        text = "Questions would end before the advert opens. Choose a time after the opening, or leave it empty."
        return [Problem("questions-before-opening", text, "#id_questions_until_0")]
    if closes_at and questions_until >= closes_at:
        text = "Questions would not end before the closing time. Choose an earlier time, or leave it empty: then they end with it."
        return [Problem("questions-after-closing", text, "#id_questions_until_0")]
    return []


def problems_with_clarifying(advert: Advert, *, at: datetime) -> list[Problem]:
    """Only while the advert takes questions: at the stated second it is late."""
    if advert.takes_questions(at=at):
        return []
    phase = advert.phase(at=at)
    if phase == Phase.OPEN and advert.questions_until:
        text = (
            f"Questions about this advert could be asked until {uk_time(advert.questions_until)}. Nothing was kept. "
            "What has been answered stays on the advert."
        )
        return [Problem("questions-ended", text)]
    if phase == Phase.DRAFT:
        return [Problem("not-published", "The advert has not been published, so nobody asks about it yet.")]
    return [Problem("questions-ended", "This advert no longer takes questions. What has been answered stays on it.")]


def problems_with_number_of_clarifications(*, today: int, waiting: int) -> list[Problem]:
    """How many one organisation has asked about one advert: today, and without an answer so far."""
    kept = "Nothing was kept of this one; what you typed is still below."
    if today >= MOST_QUESTIONS_A_DAY:
        text = f"Your organisation has asked {MOST_QUESTIONS_A_DAY} questions about this advert today, which is the most for one day."
        return [Problem("limit", f"{text} {kept} Ask again tomorrow.")]
    if waiting >= MOST_WAITING:
        text = f"{MOST_WAITING} questions of your organisation wait for an answer, which is the most at one time."
        return [Problem("limit", f"{text} {kept} Ask again when some have been answered.")]
    return []


def problems_with_drafting(question: Clarification, *, version: int) -> list[Problem]:
    """On the version that was read; 0 where there was no draft (P13). `question` is read with its draft."""
    draft = question.draft_of_answer
    if version == (draft.version if draft else 0):
        return []
    text = (
        "Somebody else changed this draft, or published it, while you were writing. What you typed stands below: "
        "compare it with what stands now, then save it again."
    )
    return [Problem("changed-meanwhile", text)]


def problems_with_publishing_answers(
    chosen: Iterable[tuple[str, int]], questions: Iterable[Clarification]
) -> list[Problem]:
    """`chosen` are references with the version that was previewed: exactly those drafts, still as they were, and complete."""
    wanted = dict(chosen)
    if not wanted:
        return [Problem("nothing-chosen", "Choose at least one answer to publish.")]
    drafts = {question.reference: question.draft_of_answer for question in questions}
    for reference, version in sorted(wanted.items()):
        draft = drafts.get(reference)
        if draft is None or draft.version != version:
            text = (
                f"The answer to {reference} was changed or published by somebody else after you read this page. "
                "Nothing was published. Read the page as it stands now, then publish."
            )
            return [Problem("changed-meanwhile", text)]
        if not draft.is_complete:
            text = f"The answer to {reference} is not complete. Write the question as everybody will read it, and the answer."
            return [Problem("incomplete", text)]
    return []


def problems_with_names(reference: str, found: NamesFound, *, confirmed: bool) -> list[Problem]:
    """One sentence whoever asked: it must not tell whether a name is the asker's (ADR 0024)."""
    problems = [
        Problem(
            "names-somebody",
            f"The question or answer to {reference} contains “{name}”, the name of a registered organisation or of one of its "
            "people. Everybody will read it, and it could tell who asked. Take it out, then publish.",
        )
        for name in found.telling
    ]
    if problems or not found.known or confirmed:
        return problems
    names = ", ".join(f"“{name}”" for name in found.known)
    text = (
        f"The question or answer to {reference} contains {names}, which the advert itself names. If that is meant, tick that "
        "you have read the names; otherwise take it out."
    )
    return [Problem("names-to-confirm", text)]


def problems_with_answering_privately(question: Clarification) -> list[Problem]:
    """Once, and not after everybody has read the answer. `question` is read with its answers."""
    if question.number is not None:  # type: ignore[attr-defined]
        text = "This question has been answered to all, so it is not answered privately any more. Correct the answer instead."
        return [Problem("answered", text)]
    if question.answer_to_asker:
        return [Problem("answered", "This question has been answered privately already.")]
    return []


def problems_with_revealing(question: Clarification, user: User) -> list[Problem]:
    """Once an officer and question. One query."""
    if ClarificationReveal.objects.filter(clarification=question, revealed_by=user).exists():
        return [Problem("revealed", "Who asked this question is shown to you already.")]
    return []


class RegisteredNames:
    """The names that could tell who asked, read once for however many answers. Two queries, and one for the services."""

    def __init__(self, advert: Advert) -> None:
        self.names = {
            name for pair in Organisation.objects.values_list("name", "company_number") for name in pair if name
        }
        people = User.objects.filter(memberships__isnull=False).distinct()
        self.names |= {name for pair in people.values_list("full_name", "email") for name in pair if name}
        words = (advert.title, advert.summary, advert.body, advert.contact_name, advert.contact_email)
        services = advert.services.values_list("name", "description")
        self.public = "\n".join([*words, *(word for service in services for word in service)])

    def found_in(self, *texts: str) -> NamesFound:
        found = names_in("\n".join(texts), self.names)
        known = names_in(self.public, found)
        return NamesFound([name for name in found if name not in known], known)
