"""What an advert asks. Built from its criteria and the needs it states; shown in the preview, and fixed when it is published."""

from eoi.models import Advert, Criterion, Need, Question, QuestionKind, QuestionSet

ABOUT_WORDS = 300
CRITERION_WORDS = 800
NEED_WORDS = 150
OPEN_WORDS = 600


def question_plan(advert: Advert) -> list[Question]:
    """The questions in order, unsaved. Two queries. No question names a form of arrangement (S5)."""
    criteria = list(advert.criteria.select_related("wording__objective"))
    needs = list(advert.needs.all())
    questions = [
        _about(),
        *(_criterion(criterion) for criterion in criteria),
        *(_need(need) for need in needs),
        _open(),
    ]
    for position, question in enumerate(questions, start=1):
        question.position = position
    return questions


def fix_questions(advert: Advert) -> QuestionSet:
    """Save the plan as this advert's question set. Publication freezes it."""
    QuestionSet.objects.filter(advert=advert).delete()
    question_set = QuestionSet.objects.create(advert=advert)
    questions = question_plan(advert)
    for question in questions:
        question.question_set = question_set
    Question.objects.bulk_create(questions)
    return question_set


def _about() -> Question:
    return Question(
        key="about",
        kind=QuestionKind.ABOUT,
        title="About your organisation",
        prompt="Tell us what your organisation does, for whom, and why you are interested.",
        guidance="A few plain paragraphs are enough. We already have your name, number, size and address.",
        word_limit=ABOUT_WORDS,
    )


def _criterion(criterion: Criterion) -> Question:
    return Question(
        key=criterion.key,
        kind=QuestionKind.CRITERION,
        title=criterion.wording.short_title,
        prompt=criterion.wording.wording,
        guidance=criterion.guidance
        or "Say what you would do, where you have done it before, what came of it, and what could go wrong.",
        word_limit=CRITERION_WORDS,
        criterion=criterion,
    )


def _need(need: Need) -> Question:
    return Question(
        key=f"need-{need.key}",
        kind=QuestionKind.NEED,
        title=need.title,
        prompt=need.description,
        guidance="If you can help with this, say how in a few sentences.",
        word_limit=NEED_WORDS,
        required=False,
    )


def _open() -> Question:
    return Question(
        key="other-ideas",
        kind=QuestionKind.OPEN,
        title="Other ideas",
        prompt="Is there anything else you would like to propose, in any form of arrangement?",
        guidance="We have not decided how we might work with anyone. Describe whatever you think would work.",
        word_limit=OPEN_WORDS,
        required=False,
    )
