"""What an advert asks, made from what it carries: nothing is asked that has no place in it."""

import pytest

from eoi.actions.objective import FirstWording, create_objective_set
from eoi.identity import perform
from eoi.models import Criterion, Objective, ObjectiveWording, Question, QuestionKind
from eoi.questions import question_plan
from tests.factories.issues import choose, make_issue, release
from tests.factories.people import make_officer
from tests.factories.services import service_of
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db


def asked(advert, kind):
    return [question for question in question_plan(advert) if question.kind == kind]


def test_of_the_default_objectives_only_the_fifth_concerns_staff():
    assert [each.number for each in Objective.objects.filter(concerns_staff=True)] == [5]


def test_staff_are_asked_about_once_after_the_criteria(clock):
    plan = question_plan(make_draft(clock, ready=False).advert)
    keys = [question.key for question in plan]

    assert keys.index("workforce") == keys.index("objective-5") + 1
    [question] = [question for question in plan if question.kind == QuestionKind.WORKFORCE]
    assert not question.required


def test_without_an_objective_about_staff_nobody_is_asked_about_them(clock):
    world = make_draft(clock, ready=False)
    Criterion.objects.filter(advert=world.advert, wording__objective__concerns_staff=True).delete()

    assert asked(world.advert, QuestionKind.WORKFORCE) == []


def test_a_further_set_says_which_of_its_objectives_concern_staff():
    made = perform(
        create_objective_set,
        by=make_officer(),
        name="Eight goals",
        description="Asked for by the Cabinet.",
        objectives=[FirstWording("Work", "Keep jobs.", concerns_staff=True), FirstWording("Air", "Clean air.")],
        reason="First wording.",
    )

    assert [each.concerns_staff for each in made.objectives.order_by("number")] == [True, False]
    assert ObjectiveWording.objects.of_set(made).count() == 2


def test_services_in_scope_can_be_ticked(clock):
    world = make_draft(clock, ready=False)
    [question] = asked(world.advert, QuestionKind.SERVICES)

    assert [option["key"] for option in question.options][:2] == ["law-and-administration", "finance"]
    assert len(question.options) == world.advert.advert_services.count()


def test_published_issues_can_be_ticked_in_the_words_that_were_released(clock):
    world = make_draft(clock, ready=False)
    assert asked(world.advert, QuestionKind.ISSUES) == []
    issue = release(make_issue(service=service_of()), title="Paying suppliers", text="Invoices take too long.")
    choose(world, issue)

    [question] = asked(world.advert, QuestionKind.ISSUES)

    [option] = question.options
    assert option == {
        "key": issue.reference,
        "title": "Paying suppliers (Finance)",
        "text": "Invoices take too long.",
    }
    assert issue.issue.matter not in str(question_plan(world.advert))


def test_the_use_of_artificial_intelligence_is_asked_last_and_said_not_to_be_scored(clock):
    *_, last = question_plan(make_draft(clock, ready=False).advert)

    assert (last.kind, last.required) == (QuestionKind.AI, False)
    assert "not scored" in last.guidance


def test_publication_fixes_what_can_be_ticked(clock):
    world = make_published(clock)

    question = Question.objects.of(world.advert).get(kind=QuestionKind.SERVICES)
    assert question.chosen(["all"]) == question.options
    assert [option["title"] for option in question.chosen(["finance", "gone"])] == ["Finance"]
