"""What a draft says otherwise than the edition that stands."""

import pytest

from eoi.changes_since import changes_since
from eoi.wording_changes import ADDED, REMOVED

ORGANISATION = {"name": "Irwell", "company_number": "", "kind": "company", "size": "small", "address": "1 Quay"}
QUESTIONS = [
    {"key": "objective-1", "kind": "criterion", "title": "Better services"},
    {"key": "need-skills", "kind": "need", "title": "Skills"},
]


def content(organisation=None, answers=None, **more):
    said = {"objective-1": answer("One two."), "need-skills": answer("")} | (answers or {})
    return {"organisation": ORGANISATION | (organisation or {}), "questions": QUESTIONS, "answers": said, **more}


def answer(text, *, nothing_offered=False, selected=False, **more):
    return {"text": text, "nothing_offered": nothing_offered, "selected": selected, **more}


def sentences(before, now):
    return [f"{change.title}: {change.sentence}" for change in changes_since(before, now)]


def test_what_is_the_same_is_not_named():
    assert changes_since(content(consortium=[], files=[]), content()) == []


def test_the_words_of_an_answer_are_counted_and_marked():
    [change] = changes_since(content(), content(answers={"objective-1": answer("One three four.")}))

    assert change.title == "Better services"
    assert change.sentence == "2 words before, 3 words now."
    kinds = {piece.kind: piece.text.strip() for pieces in change.passages for piece in pieces}
    assert kinds[REMOVED] == "two"
    assert kinds[ADDED] == "three four"


@pytest.mark.parametrize(
    ("key", "before", "now", "said"),
    [
        ("objective-1", answer("Words"), answer("", nothing_offered=True), "You offer nothing for this objective now."),
        ("objective-1", answer("", nothing_offered=True), answer("Word"), "0 words before, 1 word now."),
        ("objective-1", answer("Words"), answer("Words", sensitive={"reason": "Prices"}), "What you ticked or marked"),
        ("objective-1", None, answer("Word"), "0 words before, 1 word now."),
        ("need-skills", answer(""), answer("How", selected=True), "Chosen now."),
        ("need-skills", answer("How", selected=True), answer(""), "Not chosen any more."),
        ("need-skills", answer("A", selected=True), answer("A b", selected=True), "1 word before, 2 words now."),
    ],
)
def test_what_was_ticked_is_said_in_words(key, before, now, said):
    [change] = changes_since(content(answers={key: before}), content(answers={key: now}))

    assert change.sentence.startswith(said)


def test_the_organisation_says_which_of_its_details():
    assert sentences(content(), content({"name": "Irwell Ltd", "size": "large", "address": "2 Quay"})) == [
        "The organisation: Changed: name, size and address."
    ]


@pytest.mark.parametrize(("key", "title"), [("consortium", "Members of the consortium"), ("files", "Supporting files")])
def test_members_and_files_are_named(key, title):
    before = [{"name": "A", "part": "1"}, {"name": "B", "part": "1"}, {"name": "C", "part": "1"}]
    now = [
        {"name": "B", "part": "2"},
        {"name": "C", "part": "1"},
        {"name": "D", "part": "1"},
        {"name": "E", "part": "1"},
    ]

    assert sentences(content(**{key: before}), content(**{key: now})) == [
        f"{title}: Added: D and E. Taken off: A. Changed: B."
    ]
    assert sentences(content(), content(**{key: now[:1]})) == [f"{title}: Added: B."]


def test_two_files_of_one_name_are_told_apart_by_number():
    one, other = {"name": "plan.pdf", "sha256": "a"}, {"name": "plan.pdf", "sha256": "b"}

    assert sentences(content(files=[one, other]), content(files=[other])) == ["Supporting files: Taken off: plan.pdf."]
    assert sentences(content(files=[one]), content(files=[one, other])) == ["Supporting files: Added: plan.pdf."]


def test_a_passage_keeps_its_paragraphs_and_what_stayed_is_left_out():
    was = "First.\n\nWe begin with payroll.\n\nLast."
    says = "First.\n\nWe begin with pensions.\n\nAnd with pay.\n\nLast."

    [change] = changes_since(
        content(answers={"objective-1": answer(was)}), content(answers={"objective-1": answer(says)})
    )

    before, marked, after = change.passages
    assert before == after == []
    assert "".join(piece.text for piece in marked if piece.kind != ADDED).split() == ["We", "begin", "with", "payroll."]
    assert (
        "".join(piece.text for piece in marked if piece.kind != REMOVED) == "We begin with pensions.\n\nAnd with pay."
    )


def test_a_very_long_passage_is_not_compared_word_by_word():
    was, says = "one two " * 1_500, "two one " * 1_500

    [change] = changes_since(
        content(answers={"objective-1": answer(was)}), content(answers={"objective-1": answer(says)})
    )

    assert [piece.kind for piece in change.passages[0]] == [REMOVED, ADDED]
