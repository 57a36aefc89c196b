"""The canonical form and the digests, in Python as in the database."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from eoi import seal

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
contents = st.dictionaries(
    words,
    st.recursive(words | st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=3)),
    max_size=5,
)


def test_the_canonical_form_is_sorted_compact_and_versioned():
    assert seal.canonical({"b": "é", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"é","version":1}'


def test_composed_and_decomposed_letters_are_the_same_content():
    assert seal.canonical({"e": "e\u0301"}) == seal.canonical({"e": "\u00e9"})


@given(contents)
def test_the_order_in_which_a_content_was_built_does_not_matter(content):
    assert seal.canonical(content) == seal.canonical(dict(reversed(content.items())))


@given(contents)
def test_nothing_is_lost_in_the_canonical_form(content):
    read = json.loads(seal.canonical(content))

    assert read.pop("version") == seal.VERSION
    content.pop("version", None)
    assert read == {k: v for k, v in seal.normalised(content).items() if k != "version"}


@given(words)
def test_every_string_is_in_nfc(word):
    assert unicodedata.is_normalized("NFC", seal.canonical({"word": word}))


@pytest.mark.parametrize("value", [1.5, object(), b"bytes", {1, 2}])
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises(TypeError, match="canonical form holds"):
        seal.canonical({"value": value})


def test_a_receipt_digest_depends_on_each_of_its_parts():
    given_parts = {"content_digest": "a" * 64, "reference": "EOI-1-1", "received_at": datetime(2026, 1, 1, tzinfo=UTC)}
    digests = {
        seal.receipt_digest(**given_parts),
        seal.receipt_digest(**{**given_parts, "content_digest": "b" * 64}),
        seal.receipt_digest(**{**given_parts, "reference": "EOI-1-2"}),
        seal.receipt_digest(**{**given_parts, "received_at": datetime(2026, 1, 1, microsecond=1, tzinfo=UTC)}),
    }

    assert len(digests) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 0, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 7, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 0, 0, 1, tzinfo=UTC),
    ],
)
def test_python_and_the_database_write_a_time_and_a_digest_alike(moment):
    with connection.cursor() as cursor:
        cursor.execute("SELECT seal_time(%s), sha256_hex(%s)", [moment, "Ŝalford ✓\n"])
        assert cursor.fetchone() == (seal.seal_time(moment), seal.sha256_hex("Ŝalford ✓\n"))


def test_a_closing_record_is_in_order_of_receipt_and_then_of_digest():
    noon = datetime(2026, 3, 30, 12, tzinfo=UTC)
    text = seal.closing_record(
        advert_reference="SAL-1", entries=[("c" * 64, noon + timedelta(seconds=1)), ("b" * 64, noon), ("a" * 64, noon)]
    )

    assert [line[0] for line in text.splitlines()] == ["c", "a", "b", "c"]
    assert text.startswith("closing-record-1 SAL-1\n")
    assert text.endswith("\n")
