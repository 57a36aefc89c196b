"""Hand-computed cases, and properties that must hold for any scores and weightings."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.scoring import Opinion, mean, ranking, result_of, spread, weighted_total

D = Decimal
EQUAL = {1: D(20), 2: D(20), 3: D(20), 4: D(20), 5: D(20)}


def opinion(evaluator, *marks):
    return Opinion(evaluator, {key: None if mark is None else D(mark) for key, mark in enumerate(marks, start=1)})


def test_a_mean_counts_not_addressed_as_nought():
    assert mean([D(4), D(5), None]) == D(3)


def test_a_spread_is_highest_less_lowest_and_counts_not_addressed_as_nought():
    assert spread([D(4), D(5), D(2)]) == D(3)
    assert spread([D(1), None]) == D(1)


def test_a_total_by_hand_with_equal_weightings():
    # (4+3)/2=3.5, (2+2)/2=2, (5+4)/2=4.5, 0 and (3+0)/2=1.5 → sum 11.5 / 5 = 2.3
    opinions = [opinion("a", 4, 2, 5, None, 3), opinion("b", 3, 2, 4, None, 0)]
    assert weighted_total(EQUAL, opinions) == D("2.3")


def test_a_total_by_hand_with_unequal_weightings():
    # one opinion: 0.35×4 + 0.25×2 + 0.40×5 = 1.4 + 0.5 + 2 = 3.9
    weightings = {1: D("35.00"), 2: D("25.00"), 3: D("40.00")}
    assert weighted_total(weightings, [opinion("a", 4, 2, 5)]) == D("3.9")


def test_equal_totals_reached_differently_share_a_rank_and_the_next_is_left_out():
    thirds = {1: D("33.33"), 2: D("33.33"), 3: D("33.34")}
    given_opinions = {
        "first": [opinion("a", 5, 5, 5), opinion("b", 5, 5, 5), opinion("c", 5, 5, 5)],
        "tied": [opinion("a", 4, 3, 3), opinion("b", 3, 4, 3), opinion("c", 3, 3, 3)],
        "also": [opinion("a", 3, 4, 3), opinion("b", 3, 3, 3), opinion("c", 4, 3, 3)],
        "last": [opinion("a", 0, 0, None)],
    }
    ranks = {result.submission: result.rank for result in ranking(thirds, given_opinions)}
    assert ranks == {"first": 1, "tied": 2, "also": 2, "last": 4}


def test_six_opinions_of_three_tie_with_three_opinions_of_the_same():
    sevens = {1: D(70), 2: D(30)}
    few = [opinion("a", 1, 2), opinion("b", 2, 1), opinion("c", 1, 1)]
    results = ranking(sevens, {"few": few, "many": few + few})
    assert [result.rank for result in results] == [1, 1]


def test_totals_that_look_equal_at_two_places_are_not_tied():
    weightings = {1: D("50.01"), 2: D("49.99")}
    results = ranking(weightings, {"lower": [opinion("a", 3, 4)], "higher": [opinion("a", 4, 3)]})
    assert [(result.submission, result.rank) for result in results] == [("higher", 1), ("lower", 2)]


def test_a_submission_nobody_scored_comes_last_without_a_rank():
    results = ranking(EQUAL, {"unscored": [], "scored": [opinion("a", 0, 0, 0, 0, 0)]})
    assert [(result.submission, result.rank) for result in results] == [("scored", 1), ("unscored", None)]
    assert results[1].low is None
    assert results[1].high is None
    assert not results[1].is_flagged


def test_a_spread_of_two_is_flagged_and_less_is_not():
    flagged = result_of("x", EQUAL, [opinion("a", 4, 3, 3, 3, 3), opinion("b", 2, 3, 3, 3, 3)])
    calm = result_of("x", EQUAL, [opinion("a", 4, 3, 3, 3, 3), opinion("b", 3, 3, 3, 3, 3)])
    assert [criterion.is_flagged for criterion in flagged.criteria] == [True, False, False, False, False]
    assert flagged.is_flagged
    assert not calm.is_flagged


def test_not_addressed_stays_distinct_from_a_poor_nought():
    nothing, poor, mixed = result_of(
        "x", {1: D(40), 2: D(30), 3: D(30)}, [opinion("a", None, 0, None), opinion("b", None, 0, 0)]
    ).criteria
    assert nothing.mean == poor.mean == mixed.mean == 0
    assert (nothing.is_not_addressed, poor.is_not_addressed, mixed.is_not_addressed) == (True, False, False)
    assert (nothing.not_addressed_count, poor.not_addressed_count, mixed.not_addressed_count) == (2, 0, 1)


def test_the_range_is_that_of_the_individual_totals():
    result = result_of("x", EQUAL, [opinion("a", 5, 5, 5, 5, 5), opinion("b", 0, 0, 0, 0, 5)])
    assert (result.low, result.high, result.total) == (D(1), D(5), D(3))


marks = st.one_of(st.none(), st.integers(0, 5).map(D))


@st.composite
def panels(draw):
    count = draw(st.integers(1, 6))
    cents = [draw(st.integers(1, 5000)) for _ in range(count)]
    weightings = {key: D(value) / 100 for key, value in enumerate(cents)}
    row = st.fixed_dictionaries(dict.fromkeys(weightings, marks))
    opinions = st.lists(row, min_size=1, max_size=6).map(lambda rows: [Opinion(n, row) for n, row in enumerate(rows)])
    return weightings, draw(st.dictionaries(st.text(max_size=3), opinions, min_size=1, max_size=6))


def exact_total(weightings, opinions):
    """The same total as an exact fraction, by the definition: weighted mean of the means."""
    means = {key: Fraction(sum(int(one.marks[key] or 0) for one in opinions), len(opinions)) for key in weightings}
    return sum(Fraction(weighting) * means[key] for key, weighting in weightings.items()) / 100


@given(panels())
def test_ranks_agree_with_exact_fractions(panel):
    weightings, by_submission = panel
    exact = {key: exact_total(weightings, opinions) for key, opinions in by_submission.items()}
    for result in ranking(weightings, by_submission):
        assert result.rank == 1 + sum(other > exact[result.submission] for other in exact.values())
        assert abs(Fraction(result.total) - exact[result.submission]) < Fraction(1, 10**20)


@given(panels())
def test_the_order_of_evaluators_does_not_matter(panel):
    weightings, by_submission = panel
    turned = {key: list(reversed(opinions)) for key, opinions in by_submission.items()}
    first = {result.submission: (result.rank, result.total) for result in ranking(weightings, by_submission)}
    second = {result.submission: (result.rank, result.total) for result in ranking(weightings, turned)}
    assert first == second


@given(panels())
def test_a_total_lies_within_the_range_of_the_individual_totals(panel):
    weightings, by_submission = panel
    tiny = D("1e-20")
    for result in ranking(weightings, by_submission):
        assert result.low - tiny <= result.total <= result.high + tiny
        assert sum(criterion.spread > 5 for criterion in result.criteria) == 0
