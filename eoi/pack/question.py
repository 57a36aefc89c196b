"""What partners are asked, and what they asked us."""

from eoi.documents import Section
from eoi.models import Advert, Clarification, Question, QuestionKind
from eoi.questions import question_plan


def asked_of_partners(advert: Advert) -> list[Section]:
    """The questions with their limits: as fixed at publication, before it as they would be. Two queries at most."""
    questions = list(Question.objects.of(advert)) if advert.is_published else question_plan(advert)
    section = Section("What we ask you", key="questions")
    rows = [
        (each.title, _prompt(each), str(each.word_limit), "Yes" if each.required else "If you like")
        for each in questions
    ]
    return [section.table("Questions", ["About", "Question", "Words at most", "Needed"], rows)]


def _prompt(question: Question) -> str:
    is_said_above = question.kind in (QuestionKind.CRITERION, QuestionKind.NEED)
    return "As worded above" if is_said_above else question.prompt


def clarifications(advert: Advert) -> list[Section]:
    """What was asked about the advert, in words that tell nobody, with the answers published to all (R1). One query at most."""
    if not advert.is_published:
        return []
    published = list(Clarification.objects.published_for(advert))
    if not published:
        return []
    section = Section("Questions and answers", key="answers")
    for each in published:
        section.heading(f"Question {each.number}").text(each.wording)  # type: ignore[attr-defined] # annotated
        section.text(f"Answer: {each.answer}")  # type: ignore[attr-defined]
    return [section]
