"""What changed between two editions, said so that nobody needs colour."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from eoi.actions.profile import IndicatorRow, VolumeRow, reword_axes
from eoi.identity import perform
from eoi.profile_differences import FigureDifference, differences_between, word_pieces
from tests.eoi.scenarios.profile import WORDS
from tests.factories.people import make_officer
from tests.factories.profiles import make_profile


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("The same", "The same", [("same", "The same")]),
        ("", "New words", [("added", "New words")]),
        ("Old words", "", [("removed", "Old words")]),
        (
            "We pay in time.",
            "We pay nearly in time.",
            [("same", "We pay "), ("added", "nearly "), ("same", "in time.")],
        ),
        ("We pay late.", "We pay early.", [("same", "We pay "), ("removed", "late."), ("added", "early.")]),
        ("One\n\nTwo", "One\n\nThree", [("same", "One\n\n"), ("removed", "Two"), ("added", "Three")]),
    ],
)
def test_words_are_compared_one_by_one(before, after, pieces):
    assert [(piece.kind, piece.text) for piece in word_pieces(before, after)] == pieces


@pytest.fixture
def differences(db, clock):
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    first = make_profile(
        volumes=[VolumeRow("Invoices paid", Decimal(1000), "in 2000/01"), VolumeRow("Cheques", Decimal(5), "")],
        indicators=[IndicatorRow("Paid in time", "2000/01", "84.2", "%", "none", "up"), *INDICATORS],
        staff_fte=Decimal(100),
        position_across=5,
    )
    second = make_profile(
        volumes=[VolumeRow("invoices  PAID", Decimal("1200.5"), "in 2001/02")],
        indicators=[IndicatorRow("Paid in time", "2001/02", "87.9", "%", "better", "up"), *INDICATORS],
        staff_fte=Decimal("103.5"),
        gross_budget=Decimal(980_000),
        position_across=7,
        position_up=4,
        review_by=date(2028, 4, 1),
        purpose="Pays what the council owes, in time.",
    )
    return differences_between(first, second)


INDICATORS = (IndicatorRow("Stays", "2001/02", "1", "", "same", ""),)


def test_figures_say_by_how_much(differences):
    assert differences.figures == [
        FigureDifference("Staff (full-time equivalents)", "100", "103.5", "+3.5 (+3.5%)"),
        FigureDifference("Gross budget", "£1,000,000", "£980,000", "−£20,000 (−2.0%)"),
        FigureDifference("Importance to the council's objectives", "5 of 9", "7 of 9", "2 places up"),
        FigureDifference("Strength of the service today", "5 of 9", "4 of 9", "1 place down"),
        FigureDifference("Review by", "31 March 2028", "1 April 2028", ""),
    ]
    assert all(figure.is_changed for figure in differences.figures)


def test_words_that_stayed_are_apart_from_those_that_changed(differences):
    assert [words.label for words in differences.changed_words] == ["Purpose"]
    assert len(differences.unchanged_words) == 5


def test_rows_are_matched_by_name(differences):
    assert [(row.name, row.state) for row in differences.indicators] == [
        ("Paid in time", "Changed"),
        ("Stays", "The same"),
    ]
    assert differences.indicators[0].before == "84.2 %, 2000/01, no earlier figure"
    assert [(row.name, row.before, row.after, row.state) for row in differences.volumes] == [
        ("invoices  PAID", "1,000 in 2000/01", "1,200.5 in 2001/02", "Changed"),
        ("Cheques", "5", "", "Left out"),
    ]
    assert not differences.axes_were_reworded


@pytest.mark.django_db
def test_a_row_that_is_new_and_axes_that_were_reworded_are_named(clock):
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    first = make_profile(staff_fte=Decimal(0))
    perform(reword_axes, by=make_officer(), words=WORDS, edition=1)
    second = make_profile(volumes=[VolumeRow("Payslips", Decimal(1), "")])

    differences = differences_between(first, second)

    assert [row.state for row in differences.volumes] == ["New"]
    assert differences.figures[0].change == "+100"
    assert differences.axes_were_reworded
