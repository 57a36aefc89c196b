"""docs/receipts.md is right, and enough: its example is recomputed, and a verifier written from it agrees with ours."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoi import seal, verify_receipt
from tests.eoi import second_verifier

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "receipts.md").read_text()
CONTENT, THREE_LINES, RECEIPT, RECORD = re.findall(r"```(?:json|text)\n(.*?)```", PAGE, re.DOTALL)
RECORD_DIGEST = re.search(r"Its digest is `([0-9a-f]{64})`", PAGE)[1]
TEXT = 'A cafe\u0301 – “open” to 20% more people.\n\n\tSee a/b \\ "c".'

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
control = st.text(st.characters(max_codepoint=0x7F), max_size=10)
values = st.recursive(
    texts | control | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(texts | control, values, max_size=5)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — bounds are naive


def both(compute):
    """What ours makes and what the second makes; a refusal counts as a result."""
    found = []
    for make in compute:
        try:
            found.append(make())
        except (ValueError, AssertionError):
            found.append("refused")
    return found


def test_the_example_is_what_our_code_makes():
    content = {
        "statements": [],
        "reference": "EOI-7K4Q-2M9X",
        "nobody": None,
        "answers": {
            "objective-2": {"text": "", "nothing_offered": True, "selected": False},
            "objective-1": {"text": TEXT, "nothing_offered": False, "selected": False},
        },
        "advert": {"title": "Strategic partnership for Corporate Services", "reference": "SAL-2026-014"},
    }
    at = datetime(2026, 12, 18, 16, 59, 59, 123456, tzinfo=UTC)
    receipt = json.loads(RECEIPT)

    assert seal.canonical(content) == CONTENT.strip() == receipt["content"] == second_verifier.content_text(content)
    assert seal.sha256_hex(CONTENT.strip()) == receipt["content_digest"] == THREE_LINES.split("\n")[0]
    digest = seal.receipt_digest(
        content_digest=receipt["content_digest"], reference=receipt["reference"], received_at=at
    )
    assert digest == seal.sha256_hex(THREE_LINES.strip()) == receipt["receipt_digest"]
    assert seal.seal_time(at) == receipt["received_at"]
    assert seal.sha256_hex(RECORD) == RECORD_DIGEST


def test_both_verifiers_accept_the_example(tmp_path, capsys):
    assert second_verifier.is_verified(RECEIPT, RECORD, RECORD_DIGEST)
    (tmp_path / "record.txt").write_text(RECORD)
    (tmp_path / "receipt.json").write_text(RECEIPT)

    assert verify_receipt.main([str(tmp_path / "record.txt"), RECORD_DIGEST, str(tmp_path / "receipt.json")]) == 0


@given(contents)
def test_the_second_verifier_writes_every_content_as_ours_does(content):
    ours, theirs = both([lambda: seal.canonical(content), lambda: second_verifier.content_text(content)])

    assert ours == theirs


@given(contents, texts, moments)
def test_the_second_verifier_computes_every_receipt_digest_as_ours_does(content, reference, at):
    digest = seal.sha256_hex(str(content))

    ours = seal.receipt_digest(content_digest=digest, reference=reference, received_at=at)

    assert ours == second_verifier.receipt_digest(digest, reference, seal.seal_time(at))


@given(st.lists(moments, max_size=6))
def test_the_second_verifier_writes_every_closing_record_as_ours_does(times):
    entries = [(seal.sha256_hex(str(number)), at) for number, at in enumerate([*times, *times[:2]])]

    ours = seal.closing_record(advert_reference="SAL-1", entries=entries)

    assert ours == second_verifier.record_text("SAL-1", [(digest, seal.seal_time(at)) for digest, at in entries])


def test_a_content_with_two_keys_that_are_one_in_nfc_is_refused():
    with pytest.raises(ValueError, match="same text"):
        seal.canonical({"\u00e9": 1, "e\u0301": 2})


@pytest.mark.parametrize("shift", [-1, 1])
def test_times_compare_as_texts_as_they_do_in_time(shift):
    at = datetime(2026, 10, 25, 1, tzinfo=UTC)

    earlier, later = sorted([at, at + timedelta(microseconds=shift)])

    assert seal.seal_time(earlier) < seal.seal_time(later)
