"""What is missing, as sentences. No database: questions and answers are built in memory."""

from eoi.completeness import is_answered, missing
from eoi.models import Answer, Question, QuestionKind

ABOUT = Question(key="about", kind=QuestionKind.ABOUT, title="About you", word_limit=5)
FIRST = Question(key="objective-1", kind=QuestionKind.CRITERION, title="Better services", word_limit=5)
SECOND = Question(key="objective-2", kind=QuestionKind.CRITERION, title="Value for money", word_limit=5)
NEED = Question(key="need-skills", kind=QuestionKind.NEED, title="Skills", word_limit=5, required=False)
SERVICES = Question(key="services", kind=QuestionKind.SERVICES, title="Services", word_limit=5, required=False)
IDEAS = Question(key="other-ideas", kind=QuestionKind.OPEN, title="Other ideas", word_limit=5, required=False)


def answers(**texts):
    return {key.replace("_", "-"): Answer(question_key=key, **value) for key, value in texts.items()}


def keys(questions, given):
    return [item.key for item in missing(questions, given)]


def test_nothing_answered_misses_what_is_required():
    assert keys([ABOUT, FIRST, SECOND, NEED, IDEAS], {}) == ["about", "objective-1", "objective-2"]


def test_offering_nothing_for_an_objective_is_an_answer():
    given = answers(about={"text": "us"}, objective_1={"text": "help"}, objective_2={"nothing_offered": True})

    assert missing([ABOUT, FIRST, SECOND], given) == []


def test_offering_nothing_for_every_objective_is_not_enough():
    given = answers(objective_1={"nothing_offered": True}, objective_2={"nothing_offered": True})

    [item] = missing([FIRST, SECOND], given)
    assert "at least one" in item.message


def test_a_word_too_many_is_named_with_the_limit_and_the_fix():
    [item] = missing([FIRST], answers(objective_1={"text": "one two three four five six"}))

    assert item.message == "“Better services” has 6 words; the limit is 5. Shorten it by 1."


def test_exactly_the_limit_is_within_it():
    assert missing([FIRST], answers(objective_1={"text": "one two three four five"})) == []


def test_white_space_is_no_answer():
    assert keys([ABOUT], answers(about={"text": " \n\t "})) == ["about"]


def test_a_need_that_can_be_met_needs_a_how():
    assert keys([NEED], answers(need_skills={"selected": True})) == ["need-skills"]
    assert keys([NEED], answers(need_skills={"selected": True, "text": "Teachers."})) == []
    assert keys([NEED], answers(need_skills={"selected": False})) == []


def test_a_mark_of_sensitivity_needs_its_reason():
    marked = {"text": "Secret sauce", "is_sensitive": True}

    [item] = missing([ABOUT], answers(about=marked))
    assert item.message == "You marked “About you” as sensitive. Say why, or clear the mark."
    assert missing([ABOUT], answers(about={**marked, "sensitive_reason": "A trade secret."})) == []


def test_what_is_not_submitted_needs_no_reason():
    marked = {"text": "Perhaps", "is_sensitive": True}

    assert keys([NEED], answers(need_skills=marked)) == []
    assert "objective-1" not in keys(
        [FIRST, SECOND], answers(objective_1={**marked, "nothing_offered": True}, objective_2={"text": "help"})
    )


def test_services_and_issues_may_be_left_unticked():
    assert keys([SERVICES], {}) == []
    assert keys([SERVICES], answers(services={"choices": ["finance"]})) == []
    assert keys([SERVICES], answers(services={"text": "a b c d e f"})) == ["services"]


def test_an_open_question_may_stay_empty_but_not_run_over():
    assert keys([IDEAS], {}) == []
    assert keys([IDEAS], answers(other_ideas={"text": "a b c d e f"})) == ["other-ideas"]


def test_any_word_or_tick_counts_as_begun():
    assert is_answered(FIRST, Answer(text="half a th"))
    assert is_answered(FIRST, Answer(nothing_offered=True))
    assert is_answered(NEED, Answer(selected=True))
    assert is_answered(SERVICES, Answer(choices=["finance"]))
    assert not is_answered(FIRST, Answer(text="  "))
    assert not is_answered(FIRST, None)
