from decimal import Decimal

import pytest

from eoi.templatetags.numbers import decimal2, percent
from eoi.templatetags.texts import digest_groups, numbered_paragraphs, words


def test_words_are_counted_as_runs_of_anything_but_space():
    assert words("We would\nbring  £4.2m.") == 4
    assert words(None) == 0


def test_paragraphs_are_divided_by_blank_lines_and_numbered_from_one():
    found = numbered_paragraphs("First line\r\nsame paragraph\r\n\r\n\r\n Second ")
    assert [(part.number, part.text) for part in found] == [(1, "First line\nsame paragraph"), (2, "Second")]
    assert numbered_paragraphs("") == []


def test_a_digest_is_shown_in_groups_of_four():
    assert digest_groups("abcdef0123") == "abcd ef01 23"
    assert digest_groups(None) == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("3.125"), "3.13"), (Decimal("3.115"), "3.12"), (4, "4.00"), ("", ""), (None, ""), ("nothing", "")],
)
def test_totals_are_shown_to_two_places_half_up(value, shown):
    assert decimal2(value) == shown


def test_a_weighting_carries_no_needless_noughts():
    assert [percent(Decimal(value)) for value in ("20.00", "12.50", "100")] == ["20", "12.5", "100"]
    assert percent(None) == ""
