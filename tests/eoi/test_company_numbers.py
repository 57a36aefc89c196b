"""Company numbers: brought to one form, and refused in a sentence, without asking a register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoi.company_numbers import PREFIXES, fault_of, normalised


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01234567", "01234567"),
        ("1234567", "01234567"),
        (" 12 34 56 7", "01234567"),
        ("sc 123456", "SC123456"),
        ("SC-12345", "SC012345"),
        ("NI.123456", "NI123456"),
        ("oc123456", "OC123456"),
        ("R0000123", "R0000123"),
        ("IP12345R", "IP12345R"),
        ("nc 00 1234", "NC001234"),
        ("so300001", "SO300001"),
    ],
)
def test_a_number_is_brought_to_its_form_and_accepted(typed, number):
    assert normalised(typed) == number
    assert fault_of(number) == ""
    assert normalised(number) == number


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_every_prefix_is_known(prefix):
    assert fault_of(f"{prefix}123456") == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12", "has eight characters"),
        ("123456789", "has eight characters"),
        ("QX123456", "begins with QX"),
        ("GB123456789", "has eight characters"),
        ("SC12345R", "no letter at its end"),
        ("00000000", "not all noughts"),
        ("SC000000", "not all noughts"),
        ("twelve", "has eight characters"),
        ("١٢٣٤٥٦٧٨", "has eight characters"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(typed, sentence):
    assert sentence in fault_of(normalised(typed))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_number_or_has_a_fault(typed):
    number = normalised(typed)

    assert fault_of(number) or len(number) == 8
    assert normalised(number) == number or fault_of(number)
