"""A pasted list: what people paste is understood, what is not is said in a sentence, and no line is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eoi.models import Role
from eoi.pasted_list import ROLE_WORDS, read_list

JO = ("Jo Bloggs", "jo@salford.example", ())
CELLS = st.sampled_from(
    [
        "Jo Bloggs",
        "jo@salford.example",
        "<jo@salford.example>",
        "evaluator",
        "@",
        '"',
        "<",
        ">",
        "\t",
        ",",
        ";",
        "",
        "é\x00",
    ]
)


def understood(text):
    [line] = read_list(text)
    return line.full_name, line.email, line.roles


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bloggs <jo@salford.example>",
        '"Jo Bloggs" <jo@salford.example>',
        "Jo Bloggs <JO@Salford.example>;",
        "Jo Bloggs, jo@salford.example",
        "Jo Bloggs; jo@salford.example",
        "jo@salford.example, Jo Bloggs",
        "jo@salford.example\tJo Bloggs",
        "Jo Bloggs\tjo@salford.example\t",
        '"Jo Bloggs"\t"jo@salford.example"',
        "Jo Bloggs\tJo Bloggs <jo@salford.example>".partition("\t")[2],
        "  Jo Bloggs jo@salford.example  ",
        "Jo Bloggs, <jo@salford.example>",
    ],
)
def test_a_name_and_an_address_are_understood_in_any_usual_order(text):
    assert understood(text) == JO
    assert read_list(text)[0].problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bloggs <jo@salford.example>, evaluator; service manager",
        "Jo Bloggs, jo@salford.example, Evaluator, Service Manager",
        "Jo Bloggs; jo@salford.example; service-manager; evaluator",
        "jo@salford.example\tJo Bloggs\tevaluator; service manager",
        "jo@salford.example\tJo Bloggs\tevaluator\tservice manager",
        "evaluator\tJo Bloggs\tjo@salford.example\tservice manager",
    ],
)
def test_roles_are_understood_in_words(text):
    assert understood(text) == ("Jo Bloggs", "jo@salford.example", ("evaluator", "service-manager"))


def test_a_name_with_a_comma_stays_whole():
    assert understood('"Bloggs, Jo" <jo@salford.example>')[0] == "Bloggs, Jo"
    assert understood('"Bloggs, Jo",jo@salford.example')[0] == "Bloggs, Jo"
    assert understood("Bloggs, Jo, jo@salford.example")[0] == "Bloggs, Jo"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Jo Bloggs", "There is no e-mail address on this line"),
        ("Jo Bloggs <>", "There is no e-mail address on this line"),
        ("Jo Bloggs, jo@", "“jo@” is not an e-mail address"),
        ("Jo Bloggs, jo@x.example, ann@x.example", "more than one e-mail address"),
        ("jo@salford.example", "There is no name on this line"),
        ("Jo Bloggs, jo@salford.example, astronaut", "“astronaut” is not a role"),
        ("Jo Bloggs, jo@salford.example, prospective partner", "“prospective partner” is not a role"),
        (f"{'Jo ' * 60}, jo@salford.example", "The name has 179 characters. The limit is 120"),
        (f"Jo Bloggs, jo@{'a.' * 130}example", "e-mail address"),
        ("Jo \u202eBloggs, jo@salford.example", "a character in it that cannot be shown"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(text, sentence):
    [line] = read_list(text)

    assert any(sentence in problem for problem in line.problems), line.problems


def test_a_second_line_with_an_address_names_the_first():
    first, blank_second = read_list("Jo Bloggs, jo@salford.example\r\n\r\nJ. Bloggs, JO@salford.example")

    assert first.problems == ()
    assert blank_second.number == 3
    assert blank_second.problems == ("jo@salford.example is on line 1 already.",)


def test_every_role_of_council_staff_has_words():
    assert set(ROLE_WORDS.values()) == set(Role.values) - {"prospective-partner"}


@given(st.text(max_size=300) | st.lists(CELLS, max_size=12).map("".join))
@example('"' * 50)
@example("<" * 50 + ">" * 50)
@example("\t@\t@")
def test_nothing_pasted_fails_and_every_line_is_accounted_for(text):
    lines = read_list(text)

    wanted = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    assert [line.text for line in lines] == [line.strip() for line in wanted]
    assert all(line.problems or (line.full_name and "@" in line.email) for line in lines)
    usable = [line.email for line in lines if not line.problems]
    assert len(usable) == len(set(usable))


@given(
    st.lists(st.from_regex(r"[A-Z][a-z]{1,9} [A-Z][a-z]{1,9}", fullmatch=True), min_size=1, max_size=5),
    st.sampled_from(["{name} <{email}>", "{name}, {email}", "{email}\t{name}", "{name};{email}"]),
)
def test_a_list_in_any_usual_form_is_read_back_as_it_was(names, form):
    people = [(name, f"person{number}@salford.example") for number, name in enumerate(names)]

    lines = read_list("\n".join(form.format(name=name, email=email) for name, email in people))

    assert [(line.full_name, line.email) for line in lines] == people
    assert not any(line.problems for line in lines)
