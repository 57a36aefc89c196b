"""Needs as data that officers keep (S8)."""

import pytest

from eoi.actions.advert import draft_advert
from eoi.actions.need import create_need, edit_need, restore_need, retire_need
from eoi.identity import perform
from eoi.models import AuditEvent, Need
from eoi.policies.decision import latest_decision
from eoi.problems import ActionRefused
from tests.factories.people import make_officer
from tests.factories.world import OPENS, decide, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def test_a_ninth_need_is_stated_by_new_drafts(clock, officer):
    clock.set(OPENS)
    need = perform(create_need, by=officer, title="Cleaner air", description="Help us measure it.")
    advert = perform(draft_advert, by=officer, reference="SAL-1", title="New")

    assert (need.number, need.key) == (9, "cleaner-air")
    assert need in advert.needs.all()


def test_two_needs_of_one_title_have_keys_of_their_own(officer):
    facts = {"title": "Services online", "description": "Again."}
    keys = {perform(create_need, by=officer, **facts).key for _ in range(2)}

    assert keys == {"services-online", "services-online-2"}


def test_another_wording_says_who_and_when_and_which_field(officer):
    need = Need.objects.first()
    facts = {"title": need.title, "description": "Other words."}
    need = perform(edit_need, by=officer, need=need, version=1, **facts)

    assert (need.version, need.changed_by, need.description) == (2, officer, "Other words.")
    assert AuditEvent.objects.last().after == {"changed": ["description"], "version": 2}


def test_a_colleagues_later_change_is_not_written_over(officer):
    need, facts = Need.objects.first(), {"title": "Other", "description": "Other"}
    perform(edit_need, by=make_officer(full_name="Quick Colleague"), need=need, version=1, **facts)

    with pytest.raises(ActionRefused, match="Quick Colleague changed this need"):
        perform(edit_need, by=officer, need=need, version=1, **facts)


@pytest.mark.parametrize(("words", "stands"), [("Other words.", False), (None, True)])
def test_a_decision_no_longer_covers_a_draft_whose_need_was_reworded(clock, words, stands):
    world = make_draft(clock)
    decide(world)
    need = Need.objects.first()
    facts = {"title": need.title, "description": words or need.description}
    perform(edit_need, by=world.officer, need=need, version=1, **facts)

    assert bool(latest_decision(world.refresh())) is stands


def test_a_retired_need_is_kept_by_drafts_and_not_stated_by_new_ones(clock):
    world = make_draft(clock)
    need = perform(retire_need, by=world.officer, need=Need.objects.first())
    advert = perform(draft_advert, by=world.officer, reference="SAL-2", title="New")

    assert need in world.advert.needs.all()
    assert need not in advert.needs.all()
    assert need in Need.objects.offered_or_stated_by(world.advert)
    assert need not in Need.objects.offered_or_stated_by(advert)


def test_what_a_need_refuses(officer):
    need = Need.objects.first()
    with pytest.raises(ActionRefused, match="not retired"):
        perform(restore_need, by=officer, need=need)
    need = perform(retire_need, by=officer, need=need)

    with pytest.raises(ActionRefused, match="is retired"):
        perform(retire_need, by=officer, need=need)
    with pytest.raises(ActionRefused, match="is retired"):
        perform(edit_need, by=officer, need=need, version=need.version, title="Other", description="Other")
    assert not perform(restore_need, by=officer, need=need).is_retired
