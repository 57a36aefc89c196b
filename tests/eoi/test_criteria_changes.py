"""What changed between two states of the criteria, in words."""

from eoi.criteria_changes import changes_between

LEVELS = {"5": "Excellent: All.", "4": "Good: Most."}


def kept(number, **changes):
    facts = {
        "objective": number,
        "number": number,
        "title": f"Title {number}",
        "wording": "Words",
        "weighting": "20.00",
        "guidance": "",
        "levels": LEVELS,
    }
    return {**facts, **changes}


def sentences(before, after):
    return [change.sentence for change in changes_between(before, after)]


def test_nothing_changed():
    assert changes_between([kept(1)], [kept(1, weighting="20")]) == []


def test_a_weighting_is_said_in_figures():
    assert sentences([kept(1)], [kept(1, weighting="25.50")]) == ["Objective 1, “Title 1”: weighting 20 → 25.5."]


def test_texts_are_given_before_and_after():
    [change] = changes_between([kept(1, guidance="Old")], [kept(1, guidance="New")])

    assert change.sentence == "Objective 1, “Title 1”: the guidance changed."
    assert (change.before, change.after) == ("Old", "New")


def test_descriptors_and_wording_are_named():
    now = kept(1, levels={**LEVELS, "4": "Good: Much."}, wording="Other words")

    assert sentences([kept(1)], [now]) == [
        "Objective 1, “Title 1”: the wording of the objective changed.",
        "Objective 1, “Title 1”: the descriptor of a score of 4 changed.",
    ]


def test_objectives_that_came_and_went():
    assert sentences([kept(1), kept(2)], [kept(2), kept(3, weighting="40")]) == [
        "Objective 3, “Title 3” is scored now, with a weighting of 40.",
        "Objective 1, “Title 1” is no longer scored.",
    ]
