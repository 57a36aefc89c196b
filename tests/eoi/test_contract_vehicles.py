"""Forms of contract are found, with their place; what only sounds like one is left alone (S5)."""

import pytest

from eoi.contract_vehicles import ABOUT_LENGTH, Mention, Text, about, mentions_in


def phrases(words):
    return [mention.phrase for mention in mentions_in([Text("the summary", words)])]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A joint venture.", ["joint venture"]),
        ("JOINT-VENTURES", ["JOINT-VENTURES"]),
        ("a joint\n  venture company", ["joint venture company"]),
        ("a framework agreement", ["framework agreement"]),
        ("an outsourcing contract", ["outsourcing contract"]),
        ("outsourcing", ["outsourcing"]),
        ("a PFI scheme, a PPP company, PPP", ["PFI scheme", "PPP company", "PPP"]),
        ("public-private partnership", ["public-private partnership"]),
        ("a strategic service-delivery partnership", ["strategic service-delivery partnership"]),
        ("a concession to run the reception points", ["concession"]),
        ("a concession contract", ["concession contract"]),
        ("a lease, leases and lease-back", ["lease", "leases", "lease-back"]),
        ("companies limited by guarantee", ["companies limited by guarantee"]),
        ("an arm’s-length company, an arm's length body", ["arm’s-length company", "arm's length body"]),
        ("a service contract", ["service contract"]),
        ("a managed services agreement", ["managed services agreement"]),
        ("an ALMO", ["ALMO"]),
    ],
)
def test_a_form_of_contract_is_found(words, found):
    assert phrases(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "We work in partnership with health services.",
        "A strategic partnership for Corporate Services",
        "the evaluation framework, and a framework of skills",
        "Please release the money at least once, increasing it.",
        "leased lines",
        "concessionary travel, fare concessions, concessions for older people",
        "customer services contracted last year",
        "a company, a joint team, a new venture",
        "no guarantee of a contract",
        "almost all of it",
        "",
    ],
)
def test_what_only_sounds_like_one_is_left_alone(words):
    assert phrases(words) == []


def test_each_phrase_is_named_once_a_place_with_the_way_there():
    texts = [Text("the title", "A lease"), Text("the summary", "A LEASE, or a Lease", "/edit/#id_summary")]

    assert mentions_in(texts) == [Mention("lease", "the title"), Mention("LEASE", "the summary", "/edit/#id_summary")]
    assert str(Mention("lease", "the title")) == "“lease” in the title"


def test_what_a_reason_is_about_differs_with_the_phrases_and_the_places_and_not_with_capitals():
    assert about([Mention("Lease", "the title")]) == about([Mention("lease", "the title")])
    assert about([Mention("lease", "the title")]) != about([Mention("lease", "the summary")])


def test_what_a_reason_is_about_stays_short_and_exact_however_many():
    many = [Mention("joint venture", f"the guidance for objective {number}") for number in range(40)]
    other = [*many[:-1], Mention("lease", "the guidance for objective 39")]

    assert len(about(many)) == ABOUT_LENGTH
    assert about(many) != about(other)
