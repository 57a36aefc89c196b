"""When everything in a plan happens, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoi.timetable import (
    Move,
    Node,
    day_note,
    fingerprint,
    move_by,
    moves_between,
    offset_to,
    resolve,
    working_days_from,
)
from eoi.working_days import is_working_day

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
OFFSETS = st.integers(-60, 60)


@st.composite
def plans(draw):
    """Nodes that hang on an anchor, on an earlier node, or on nothing; in any order, never in a circle."""
    nodes = []
    for number in range(draw(st.integers(1, 12))):
        waits_for = draw(st.sampled_from(["", "opening", "closing", *(node.key for node in nodes)]))
        fixed_on = None if waits_for else draw(DAYS)
        nodes.append(Node(f"n{number}", f"Node {number}", fixed_on, waits_for, draw(OFFSETS), draw(st.booleans())))
    return draw(st.permutations(nodes))


def hangs_on(node, anchor, known):
    while node.waits_for in known:
        node = known[node.waits_for]
    return node.waits_for == anchor


@settings(deadline=None)
@given(plans(), DAYS, DAYS)
def test_each_day_is_that_of_its_anchor_and_the_offset(nodes, opening, closing):
    anchors = {"opening": opening, "closing": closing}
    days = resolve(nodes, anchors).days

    for node in nodes:
        if not node.waits_for:
            assert days[node.key] == node.fixed_on
            continue
        anchor = anchors.get(node.waits_for) or days[node.waits_for]
        assert days[node.key] == move_by(anchor, node.offset, in_working_days=node.in_working_days)


@settings(deadline=None)
@given(plans(), DAYS)
def test_a_day_counted_in_working_days_is_one(nodes, opening):
    days = resolve(nodes, {"opening": opening, "closing": opening}).days

    assert all(is_working_day(days[node.key]) for node in nodes if node.waits_for and node.in_working_days)


@settings(deadline=None)
@given(plans(), DAYS, st.integers(1, 400))
def test_moving_an_anchor_moves_what_hangs_on_it_and_nothing_else(nodes, opening, later):
    known = {node.key: node for node in nodes}
    before = resolve(nodes, {"opening": opening, "closing": MONDAY}).days
    after = resolve(nodes, {"opening": opening + timedelta(days=later), "closing": MONDAY}).days

    moved = {move.key for move in moves_between(nodes, before, after)}
    hanging = {node.key for node in nodes if hangs_on(node, "opening", known)}
    assert moved <= hanging
    if later > 14:  # a few days may be swallowed by a weekend
        assert moved == hanging


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_distance_leads_from_one_day_to_the_other(anchor, day):
    number, in_working_days = offset_to(anchor, day)

    assert move_by(anchor, number, in_working_days=in_working_days) == day
    assert in_working_days or not is_working_day(day)


def test_a_circle_is_named_in_order():
    nodes = [
        Node("a", "Brief the unions", waits_for="b"),
        Node("b", "Agree criteria", waits_for="c"),
        Node("c", "Sign off profiles", waits_for="a"),
        Node("d", "Publish", waits_for="opening"),
    ]

    found = resolve(nodes, {"opening": MONDAY})

    assert found.days == {}
    assert [str(problem) for problem in found.problems] == [
        "“Brief the unions” waits for “Agree criteria”, which waits for “Sign off profiles”, which waits for “Brief the "
        "unions”. Break the circle by giving one of them a day of its own, or a date of the advert."
    ]


def test_what_waits_for_itself_is_a_circle():
    [problem] = resolve([Node("a", "Publish", waits_for="a")], {}).problems

    assert problem.code == "plan-circle"
    assert problem.message.startswith("“Publish” waits for “Publish”.")


def test_only_the_circle_is_named_not_what_leads_into_it():
    nodes = [Node("d", "Outside", waits_for="a"), Node("a", "A", waits_for="b"), Node("b", "B", waits_for="a")]

    [problem] = resolve(nodes, {}).problems

    assert "Outside" not in problem.message


def test_without_the_day_of_the_anchor_nothing_has_a_day():
    nodes = [Node("a", "A", waits_for="opening"), Node("b", "B", waits_for="a"), Node("c", "C", MONDAY)]

    assert resolve(nodes, {"opening": None}).days == {"a": None, "b": None, "c": MONDAY}


@pytest.mark.parametrize(("anchor", "offset"), [(date(2100, 12, 1), 90), (date(2000, 1, 15), -90)])
def test_a_day_outside_our_times_is_a_sentence(anchor, offset):
    found = resolve([Node("a", "Far away", waits_for="opening", offset=offset)], {"opening": anchor})

    assert found.days == {"a": None}
    assert "“Far away” would fall in the year" in found.problems[0].message


@pytest.mark.parametrize(
    ("day", "note"),
    [
        (MONDAY, ""),
        (date(2026, 3, 7), "a Saturday"),
        (date(2026, 3, 8), "a Sunday"),
        (date(2026, 4, 3), "Good Friday, a bank holiday"),
    ],
)
def test_a_day_on_which_nobody_works_says_so(day, note):
    assert day_note(day) == note


def test_working_days_are_counted_both_ways():
    assert working_days_from(MONDAY, date(2026, 3, 9)) == 5
    assert working_days_from(date(2026, 3, 9), MONDAY) == -5
    assert Move("a", "A", MONDAY, None).working_days is None
    assert Move("a", "A", MONDAY, date(2026, 3, 9)).working_days == 5


def test_nothing_on_a_weekend_counts_from_the_next_working_day():
    assert move_by(date(2026, 3, 7), 0, in_working_days=True) == date(2026, 3, 9)


def test_a_fingerprint_tells_other_moves_apart():
    one, other = Move("a", "A", MONDAY, None), Move("a", "A", None, MONDAY)

    assert fingerprint([]) == ""
    assert fingerprint([one]) == fingerprint([one])
    assert fingerprint([one]) != fingerprint([other])
