"""What an advert asks. Built from its criteria and the needs it states; shown in the preview, and fixed when it is published."""

from collections.abc import Sequence

from eoi.models import Advert, Criterion, IssueRelease, Need, Question, QuestionKind, QuestionSet, Service

ABOUT_WORDS = 300
CRITERION_WORDS = 800
WORKFORCE_WORDS = 400
NEED_WORDS = 150
CHOICE_WORDS = 300
OPEN_WORDS = 600
AI_WORDS = 150


def question_plan(advert: Advert) -> list[Question]:
    """The questions in order, unsaved. Four queries. No question names a form of arrangement (S5).

    Staff are asked about where a criterion concerns them (R9), services and issues where there are any to tick.
    """
    criteria = list(advert.criteria.select_related("wording__objective"))
    needs = list(advert.needs.all())
    services = list(Service.objects.in_scope_of(advert))
    issues = list(IssueRelease.objects.public_for(advert))
    questions = [
        _about(),
        *(_criterion(criterion) for criterion in criteria),
        *_workforce(criteria),
        *(_need(need) for need in needs),
        *_services(services),
        *_issues(issues),
        _open(),
        _ai(),
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


def _workforce(criteria: Sequence[Criterion]) -> list[Question]:
    """One question, however many criteria concern staff (R9)."""
    if not any(criterion.wording.objective.concerns_staff for criterion in criteria):
        return []
    return [
        Question(
            key="workforce",
            kind=QuestionKind.WORKFORCE,
            title="People and jobs",
            prompt="How would staff be affected by any arrangement you have in mind?",
            guidance="We presume no arrangement, and you need not have one in mind. If you have, say who would work for "
            "whom, on what terms, and how people who do the same work side by side would be treated alike.",
            word_limit=WORKFORCE_WORDS,
            required=False,
        )
    ]


def _services(services: Sequence[Service]) -> list[Question]:
    if not services:
        return []
    return [
        Question(
            key="services",
            kind=QuestionKind.SERVICES,
            title="Services you could help",
            prompt="Which of our services would what you propose help?",
            guidance="Tick one, several or all of them. One service is as welcome as all.",
            word_limit=CHOICE_WORDS,
            required=False,
            options=[{"key": service.key, "title": service.name, "text": service.description} for service in services],
        )
    ]


def _issues(issues: Sequence[IssueRelease]) -> list[Question]:
    if not issues:
        return []
    return [
        Question(
            key="issues",
            kind=QuestionKind.ISSUES,
            title="Known issues you could help with",
            prompt="Which of the issues that we have published with this advert could you help with?",
            guidance="Tick one, several or all of them. If you like, say how, naming the issue.",
            word_limit=CHOICE_WORDS,
            required=False,
            options=[
                {"key": issue.reference, "title": f"{issue.title} ({issue.issue.about})", "text": issue.text}
                for issue in issues
            ],
        )
    ]


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


def _ai() -> Question:
    return Question(
        key="ai-use",
        kind=QuestionKind.AI,
        title="Use of artificial intelligence",
        prompt="Have you used artificial intelligence to write your answers, or would you use it in what you propose?",
        guidance="For our information only. It is not scored: those who score do not see it beside your answers. You may "
        "leave it empty.",
        word_limit=AI_WORDS,
        required=False,
    )
