"""Pledges: never public while to be confirmed, confirmed with a source, published as they stood (S2)."""

import pytest

from eoi.actions.advert import publish_advert
from eoi.actions.pledge import (
    confirm_pledge,
    create_pledge,
    edit_pledge,
    link_pledge,
    restore_pledge,
    retire_pledge,
)
from eoi.aims import pledges_of
from eoi.identity import perform
from eoi.models import AuditEvent, ObjectiveSet, Pledge
from eoi.policies.decision import latest_decision
from eoi.problems import ActionRefused
from tests.factories.aims import first_objective, make_confirmed_pledge, make_linked_pledge, make_set
from tests.factories.people import make_officer
from tests.factories.world import decide, make_draft, make_published

pytestmark = pytest.mark.django_db

WORDS = {"title": "Other", "description": "", "source": ""}


@pytest.fixture
def officer():
    return make_officer()


def test_the_six_begin_unconfirmed_and_none_is_public():
    assert Pledge.objects.current().count() == 6
    assert not Pledge.objects.public().exists()


def test_a_further_pledge_takes_the_next_number_and_is_not_public(officer):
    pledge = perform(create_pledge, by=officer, title="Seventh", description="", source="Minutes")

    assert (pledge.number, pledge.to_be_confirmed, pledge.changed_by) == (7, True, officer)
    assert not Pledge.objects.public().exists()


def test_a_pledge_is_confirmed_with_its_source_by_a_named_person(officer):
    pledge = make_confirmed_pledge(officer)
    pledge.refresh_from_db()

    assert (pledge.confirmed_by, pledge.source[:7]) == (officer, "Council")
    assert list(Pledge.objects.public()) == [pledge]


@pytest.mark.parametrize("source", ["", "  "])
def test_without_a_source_it_is_not_confirmed(officer, source):
    pledge = make_linked_pledge(officer)

    with pytest.raises(ActionRefused, match="where the pledge was found"):
        perform(confirm_pledge, by=officer, pledge=pledge, version=pledge.version, source=source)


def test_what_holds_the_place_of_a_title_is_not_confirmed(officer):
    pledge = Pledge.objects.get(number=1)

    with pytest.raises(ActionRefused, match="no title of its own"):
        perform(confirm_pledge, by=officer, pledge=pledge, version=pledge.version, source="Minutes")


def test_a_confirmed_pledge_is_not_confirmed_twice(officer):
    pledge = make_confirmed_pledge(officer)

    with pytest.raises(ActionRefused, match="already"):
        perform(confirm_pledge, by=officer, pledge=pledge, version=pledge.version, source="Other")


def test_other_words_have_to_be_confirmed_again(officer):
    pledge = make_confirmed_pledge(officer)
    same = {"title": pledge.title, "description": pledge.description, "source": pledge.source}
    pledge = perform(edit_pledge, by=officer, pledge=pledge, version=pledge.version, **same)
    assert not pledge.to_be_confirmed

    pledge = perform(edit_pledge, by=officer, pledge=pledge, version=pledge.version, **WORDS)
    assert pledge.to_be_confirmed
    assert pledge.confirmed_by is None
    assert "Other" not in str(AuditEvent.objects.last().after)


def test_a_colleagues_later_change_is_not_written_over(officer):
    pledge, colleague = make_linked_pledge(officer), make_officer(full_name="Quick Colleague")
    read = pledge.version
    perform(edit_pledge, by=colleague, pledge=pledge, version=read, **WORDS)

    for attempt in (
        lambda: perform(edit_pledge, by=officer, pledge=pledge, version=read, **WORDS),
        lambda: perform(confirm_pledge, by=officer, pledge=pledge, version=read, source="Minutes"),
        lambda: perform(
            link_pledge,
            by=officer,
            pledge=pledge,
            version=read,
            objective_set=ObjectiveSet.objects.default(),
            sentences={},
        ),
    ):
        with pytest.raises(ActionRefused, match="Quick Colleague changed this pledge"):
            attempt()


def test_links_are_replaced_for_one_set_and_left_for_another(officer):
    pledge, other = make_linked_pledge(officer), make_set(officer, objectives=2)
    first, second = other.objectives.all()
    facts = {"pledge": pledge, "objective_set": other, "by": officer}
    stranger = first_objective()
    pledge = perform(
        link_pledge, sentences={first: "So.", second: "", stranger: "No."}, version=pledge.version, **facts
    )

    assert sorted(link.sentence for link in pledge.links.all()) == ["Faster services free people to sweep.", "So."]
    perform(link_pledge, sentences={first: "", second: "Thus."}, version=pledge.version, **facts)
    assert sorted(link.sentence for link in pledge.links.all()) == ["Faster services free people to sweep.", "Thus."]


def test_a_retired_pledge_changes_no_more_until_it_is_brought_back(officer):
    pledge = make_confirmed_pledge(officer)
    with pytest.raises(ActionRefused, match="not retired"):
        perform(restore_pledge, by=officer, pledge=pledge)
    pledge = perform(retire_pledge, by=officer, pledge=pledge)

    assert not Pledge.objects.public().exists()
    for attempt in (
        lambda: perform(edit_pledge, by=officer, pledge=pledge, version=pledge.version, **WORDS),
        lambda: perform(confirm_pledge, by=officer, pledge=pledge, version=pledge.version, source="Minutes"),
        lambda: perform(retire_pledge, by=officer, pledge=pledge),
    ):
        with pytest.raises(ActionRefused, match="is retired"):
            attempt()
    perform(restore_pledge, by=officer, pledge=pledge)
    assert Pledge.objects.public().get().number == 1


def test_retiring_one_that_is_not_confirmed_changes_no_draft(clock):
    world = make_draft(clock)
    pledge = make_linked_pledge(world.officer)
    decide(world)
    pledge = perform(retire_pledge, by=world.officer, pledge=pledge)
    perform(restore_pledge, by=world.officer, pledge=pledge)

    assert latest_decision(world.refresh())


def test_a_decision_no_longer_covers_a_draft_whose_pledges_changed(clock):
    """S16: what is decided on is what the public will read."""
    world = make_draft(clock)
    pledge = make_linked_pledge(world.officer)
    changes = [
        lambda p: perform(confirm_pledge, by=world.officer, pledge=p, version=p.version, source="Minutes"),
        lambda p: perform(retire_pledge, by=world.officer, pledge=p),
        lambda p: perform(restore_pledge, by=world.officer, pledge=p),
        lambda p: perform(
            link_pledge,
            by=world.officer,
            pledge=p,
            version=p.version,
            objective_set=ObjectiveSet.objects.default(),
            sentences={first_objective(): "Otherwise."},
        ),
        lambda p: perform(edit_pledge, by=world.officer, pledge=p, version=p.version, **WORDS),
    ]
    for change in changes:
        decide(world)
        pledge = change(pledge)
        assert latest_decision(world.refresh()) is None


def test_an_unconfirmed_link_leaves_decisions_alone(clock):
    world = make_draft(clock)
    decide(world)
    make_linked_pledge(world.officer)

    assert latest_decision(world.refresh())


def test_a_published_advert_keeps_what_it_said_of_pledges(clock):
    world = make_draft(clock)
    make_linked_pledge(world.officer, number=2, title="CANARY promise")
    pledge = make_confirmed_pledge(world.officer)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
    perform(edit_pledge, by=world.officer, pledge=pledge, version=pledge.version, **WORDS)

    [shown] = pledges_of(world.refresh())
    assert (shown.number, shown.title, shown.objective) == (1, "Cleaner streets", 1)
    assert shown.serves == "Faster services free people to sweep."


def test_an_advert_published_without_confirmed_pledges_never_shows_one(clock):
    world = make_published(clock)
    make_confirmed_pledge(world.officer)

    assert pledges_of(world.refresh()) == []
