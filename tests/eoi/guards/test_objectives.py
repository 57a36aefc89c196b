"""Going round the application: wordings and sets are kept, unconfirmed pledges stay private, an advert scores its own set."""

import json

import pytest
from django.db import IntegrityError, transaction

from eoi.identity import acting_as
from eoi.models import AdvertNeed, ObjectiveSet, Pledge
from eoi.questions import fix_questions
from tests.factories.aims import first_objective, make_confirmed_pledge, make_linked_pledge, make_set
from tests.factories.packs import EMPTY_PACK
from tests.factories.people import make_approver, make_officer
from tests.factories.world import decide, make_draft, make_published

pytestmark = pytest.mark.django_db

WORD = (
    "INSERT INTO eoi_objectivewording (objective_id, edition, short_title, wording, reason, worded_by_id)"
    " VALUES (%s, %s, 'Other', 'Other', 'Because', %s)"
)
CONFIRM = (
    "UPDATE eoi_pledge SET to_be_confirmed = false, source = 'Minutes', confirmed_by_id = %s, confirmed_at = now(),"
    " version = version + 1 WHERE number = 1"
)
PUBLISH = (
    "UPDATE eoi_advert SET published_at = eoi_now(), published_by_id = %s, published_pledges = %s,"
    " standing_statements_id = (SELECT max(id) FROM eoi_standingstatements) WHERE id = %s"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE eoi_objective SET number = 9 WHERE number = 1",
        "DELETE FROM eoi_objective",
        "DELETE FROM eoi_objectiveset",
        "UPDATE eoi_objectiveset SET name = 'Other'",
        "UPDATE eoi_objectiveset SET created_at = now() - interval '1 year'",
        "UPDATE eoi_objectivewording SET wording = 'Other'",
        "DELETE FROM eoi_objectivewording",
        "DELETE FROM eoi_pledge",
        "DELETE FROM eoi_need",
    ],
)
def test_objectives_pledges_and_needs_are_kept(change, refused_with):
    refused_with("EOI12", change, by=make_officer())


def test_an_objective_is_worded_by_an_officer_in_their_own_name_and_as_the_next_edition(refused_with, run_sql):
    officer, approver, objective = make_officer(), make_approver(), first_objective()

    refused_with("EOI09", WORD, objective.pk, 2, officer.pk, by=make_officer())
    refused_with("EOI09", WORD, objective.pk, 2, officer.pk)
    refused_with("EOI09", WORD, objective.pk, 2, approver.pk, by=approver)
    refused_with("EOI10", WORD, objective.pk, 1, officer.pk, by=officer)
    refused_with("EOI10", WORD, objective.pk, 3, officer.pk, by=officer)
    assert run_sql(WORD, objective.pk, 2, officer.pk, by=officer) == 1


def test_the_time_of_a_wording_is_the_databases(clock, run_sql):
    officer, objective = make_officer(), first_objective()
    moment = clock.set(make_draft(clock).advert.opens_at)
    run_sql(WORD, objective.pk, 2, officer.pk, by=officer)

    assert objective.wordings.latest("edition").worded_at == moment


def test_a_set_is_made_and_retired_in_ones_own_name(refused_with):
    officer = make_officer()
    make_set(officer, objectives=1)

    refused_with(
        "EOI09",
        "INSERT INTO eoi_objectiveset (key, name, description, is_default, created_by_id) VALUES ('x', 'X', 'X', false, %s)",
        officer.pk,
        by=make_officer(),
    )
    refused_with(
        "EOI09",
        "UPDATE eoi_objectiveset SET retired_at = now(), retired_by_id = %s WHERE NOT is_default",
        officer.pk,
        by=make_officer(),
    )


def test_there_is_one_default_set_and_it_is_not_retired(run_sql):
    officer = make_officer()
    make_set(officer, objectives=1)

    for change in (
        "UPDATE eoi_objectiveset SET is_default = true",
        f"UPDATE eoi_objectiveset SET retired_at = now(), retired_by_id = {officer.pk} WHERE is_default",
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(change, by=officer)


@pytest.mark.parametrize("number", [0, 21])
def test_a_set_has_objectives_1_to_20(number, run_sql):
    default = ObjectiveSet.objects.default().pk

    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql("INSERT INTO eoi_objective (objective_set_id, number) VALUES (%s, %s)", default, number)


def test_a_pledge_is_confirmed_by_an_officer_in_their_own_name(refused_with, run_sql):
    officer, approver = make_officer(), make_approver()

    refused_with("EOI09", CONFIRM, officer.pk, by=make_officer())
    refused_with("EOI09", CONFIRM, officer.pk)
    refused_with("EOI09", CONFIRM, approver.pk, by=approver)
    assert run_sql(CONFIRM, officer.pk, by=officer) == 1


def test_a_pledge_begins_unconfirmed(refused_with):
    officer = make_officer()

    refused_with(
        "EOI19",
        "INSERT INTO eoi_pledge (number, title, description, source, to_be_confirmed, confirmed_by_id, confirmed_at, version)"
        " VALUES (7, 'Seventh', '', 'Minutes', false, %s, now(), 1)",
        officer.pk,
        by=officer,
    )


def test_a_pledge_is_not_confirmed_without_a_source(run_sql):
    officer = make_officer()

    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(CONFIRM.replace("'Minutes'", "''"), officer.pk, by=officer)


def test_a_confirmed_pledge_keeps_the_words_that_were_confirmed(clock, refused_with):
    officer = make_officer()
    make_confirmed_pledge(officer)

    for change in ("title = 'Other'", "description = 'Other'", "source = 'Other'", "confirmed_at = now()"):
        refused_with("EOI19", f"UPDATE eoi_pledge SET {change}, version = version + 1 WHERE number = 1", by=officer)


def test_two_changes_of_a_pledge_do_not_write_over_each_other(refused_with):
    refused_with("EOI10", "UPDATE eoi_pledge SET title = 'Other' WHERE number = 1", by=make_officer())


def test_needs_and_set_of_a_published_advert_are_frozen(clock, refused_with):
    world = make_published(clock)
    other = make_set(world.officer)

    refused_with("EOI03", "DELETE FROM eoi_advertneed", by=world.officer)
    refused_with("EOI03", "UPDATE eoi_advertneed SET need_id = need_id", by=world.officer)
    refused_with("EOI03", "UPDATE eoi_advert SET objective_set_id = %s", other.pk, by=world.officer)
    refused_with("EOI03", "UPDATE eoi_advert SET published_pledges = '[{\"number\": 1}]'", by=world.officer)
    with pytest.raises(Exception, match="no longer change"), transaction.atomic(), acting_as(world.officer):
        AdvertNeed.objects.create(advert=world.advert, need_id=1)


def test_an_advert_scores_objectives_of_its_own_set_only(clock, refused_with):
    world = make_draft(clock)
    other = make_set(world.officer)

    refused_with(
        "EOI19",
        "UPDATE eoi_criterion SET wording_id = (SELECT w.id FROM eoi_objectivewording w JOIN eoi_objective o"
        " ON o.id = w.objective_id WHERE o.objective_set_id = %s LIMIT 1) WHERE position = 1",
        other.pk,
        by=world.officer,
    )
    refused_with("EOI19", "UPDATE eoi_advert SET objective_set_id = %s", other.pk, by=world.officer)


def test_what_the_public_reads_of_pledges_is_confirmed_and_written_at_publication(clock, refused_with, run_sql):
    world = make_draft(clock)
    private = make_linked_pledge(world.officer, title="CANARY promise")
    confirmed = make_confirmed_pledge(world.officer, number=2)
    decide(world)
    with acting_as(world.officer):
        fix_questions(world.advert)

    def shown(pledge: Pledge) -> str:
        return json.dumps([{"number": pledge.number, "title": pledge.title, "objective": 1, "serves": "So."}])

    refused_with("EOI19", "UPDATE eoi_advert SET published_pledges = %s", shown(confirmed), by=world.officer)
    refused_with("EOI19", PUBLISH, world.officer.pk, shown(private), world.advert.pk, by=world.officer)
    assert run_sql(PUBLISH, world.officer.pk, shown(confirmed), world.advert.pk, by=world.officer) == 1
    run_sql(EMPTY_PACK, world.advert.pk, world.officer.pk, by=world.officer)
