"""Going round the application: documents and editions of a pack (S10, P20)."""

import hashlib
import json

import pytest

from eoi.identity import acting_as
from eoi.models import AdvertChange, PackEdition
from eoi.questions import fix_questions
from tests.factories.packs import add_document
from tests.factories.people import make_officer
from tests.factories.world import decide, make_draft, make_open

pytestmark = pytest.mark.django_db
DOCUMENT = (
    "INSERT INTO eoi_packdocument (advert_id, reference, position, title, description, name, extension, size, digest, stored_as,"
    " version, uploaded_by_id) VALUES (%s, 'DOC-1', 9, 'T', '', 'a.pdf', 'pdf', 1, 'd', 'k', 1, %s)"
)
EDITION = (
    "INSERT INTO eoi_packedition (advert_id, number, content, digest, change_id, made_by_id)"
    " VALUES (%s, 77, %s, 'none', %s, %s)"
)
PIN = "INSERT INTO eoi_packeditiondocument (edition_id, document_id) VALUES (%s, %s)"
CHANGE = (
    "INSERT INTO eoi_advertchange (advert_id, number, kind, summary, reason, details, is_material, public_version, made_by_id)"
    " VALUES (%s, 0, 'pack', 'Changed.', '', '[]', false, 0, %s)"
)
EMPTY = json.dumps({"sections": []})


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def change(world, run_sql):
    run_sql(CHANGE, world.advert.pk, world.officer.pk, by=world.officer)
    return AdvertChange.objects.get()


def listing(document, **other):
    files = [{"reference": document.reference, "digest": document.digest, **other}]
    return json.dumps({"sections": [{"blocks": [{"kind": "files", "files": files}]}]})


def test_a_document_is_added_by_an_officer_of_the_advert_in_their_own_name(world, refused_with, run_sql):
    stranger = make_officer()

    refused_with("EOI09", DOCUMENT, world.advert.pk, stranger.pk, by=stranger)
    refused_with("EOI09", DOCUMENT, world.advert.pk, world.officer.pk, by=world.second_officer)
    refused_with("EOI09", DOCUMENT, world.advert.pk, world.officer.pk)
    assert run_sql(DOCUMENT, world.advert.pk, world.officer.pk, by=world.officer) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE eoi_packdocument SET title = 'Other'",
        "UPDATE eoi_packdocument SET stored_as = 'other'",
        "UPDATE eoi_packdocument SET taken_out_at = now(), taken_out_by_id = uploaded_by_id, title = 'Other'",
        "DELETE FROM eoi_packdocument",
    ],
)
def test_a_document_of_a_published_edition_is_kept_as_it_is(statement, world, refused_with):
    add_document(world)

    refused_with("EOI27", statement, by=world.officer)


def test_it_is_taken_out_once_in_ones_own_name(world, refused_with, run_sql):
    document = add_document(world)
    out = "UPDATE eoi_packdocument SET taken_out_at = now(), taken_out_by_id = %s"

    refused_with("EOI27", out, world.officer.pk, by=world.second_officer)
    assert run_sql(out, world.officer.pk, by=world.officer) == 1
    refused_with("EOI27", "UPDATE eoi_packdocument SET taken_out_at = NULL, taken_out_by_id = NULL", by=world.officer)
    document.refresh_from_db()
    assert document.taken_out_at == document.uploaded_at  # as the clock of the test stands


def test_a_document_of_a_draft_stays_with_its_advert_and_is_not_taken_out(clock, refused_with):
    draft = make_draft(clock, ready=False)
    add_document(draft)

    refused_with("EOI27", "UPDATE eoi_packdocument SET reference = 'DOC-2'", by=draft.officer)
    refused_with(
        "EOI27", "UPDATE eoi_packdocument SET taken_out_at = now(), taken_out_by_id = uploaded_by_id", by=draft.officer
    )
    refused_with("EOI09", "DELETE FROM eoi_packdocument", by=make_officer())


def test_the_database_numbers_and_digests_an_edition(world, change, run_sql):
    run_sql(EDITION, world.advert.pk, EMPTY, change.pk, world.officer.pk, by=world.officer)
    edition = PackEdition.objects.latest("number")

    [[content]] = run_sql("SELECT content::text FROM eoi_packedition WHERE id = %s", edition.pk)
    assert edition.number == 2
    assert edition.digest == hashlib.sha256(content.encode()).hexdigest()


def test_an_edition_is_made_by_those_who_may_announce_in_their_own_name(world, change, refused_with, run_sql):
    stranger = make_officer()

    refused_with("EOI27", EDITION, world.advert.pk, EMPTY, change.pk, stranger.pk, by=stranger)
    refused_with("EOI09", EDITION, world.advert.pk, EMPTY, change.pk, world.officer.pk, by=world.approver)
    assert run_sql(EDITION, world.advert.pk, EMPTY, change.pk, world.approver.pk, by=world.approver) == 1


def test_an_edition_after_the_first_goes_with_a_change_of_its_own_advert(world, change, clock, refused_with):
    other = make_open(clock, reference="SAL-2026-015")

    refused_with("EOI27", EDITION, world.advert.pk, EMPTY, None, world.officer.pk, by=world.officer)
    refused_with("EOI27", EDITION, other.advert.pk, EMPTY, change.pk, other.officer.pk, by=other.officer)


def test_editions_follow_the_changes_that_they_go_with(world, change, refused_with):
    add_document(world)  # announced later, with an edition

    assert "in turn" in refused_with(
        "EOI27", EDITION, world.advert.pk, EMPTY, change.pk, world.officer.pk, by=world.officer
    )


def test_a_draft_has_no_edition(clock, refused_with):
    draft = make_draft(clock, ready=False)

    refused_with("EOI27", EDITION, draft.advert.pk, EMPTY, None, draft.officer.pk, by=draft.officer)


def test_an_edition_carries_what_it_lists_and_nothing_else(world, refused_with, run_sql):
    document = add_document(world)
    run_sql(CHANGE, world.advert.pk, world.officer.pk, by=world.officer)
    change = AdvertChange.objects.latest("number")
    first, latest = PackEdition.objects.order_by("number")

    refused_with("EOI27", PIN, first.pk, document.pk, by=world.officer)  # the first does not list it
    refused_with("EOI27", EDITION, world.advert.pk, listing(document), change.pk, world.officer.pk, by=world.officer)
    assert list(latest.documents.all()) == [document]


def test_another_file_of_the_same_reference_is_not_carried(world, refused_with, run_sql):
    document = add_document(world)
    run_sql(CHANGE, world.advert.pk, world.officer.pk, by=world.officer)
    change = AdvertChange.objects.latest("number")
    pin_latest = "INSERT INTO eoi_packeditiondocument (edition_id, document_id) SELECT max(id), %s FROM eoi_packedition"
    both = f"{EDITION}; {pin_latest}"

    lists = listing(document, digest="other")
    said = refused_with(
        "EOI27", both, world.advert.pk, lists, change.pk, world.officer.pk, document.pk, by=world.officer
    )
    assert "carries the documents that it lists" in said


@pytest.mark.parametrize("table", ["eoi_packedition", "eoi_packeditiondocument"])
def test_an_edition_is_kept_as_it_was_made(table, world, refused_with):
    add_document(world)

    refused_with("EOI12", f"DELETE FROM {table}", by=world.officer)
    refused_with("EOI12", f"UPDATE {table} SET id = id", by=world.officer)
    refused_with("EOI12", f"TRUNCATE {table} CASCADE", by=world.officer)


def test_an_advert_is_not_published_without_its_pack(clock, refused_with):
    draft = make_draft(clock)
    decide(draft)
    with acting_as(draft.officer):
        fix_questions(draft.advert)

    refused_with(
        "EOI27",
        "UPDATE eoi_advert SET published_at = now(), published_by_id = %s, standing_statements_id ="
        " (SELECT max(id) FROM eoi_standingstatements) WHERE id = %s",
        draft.officer.pk,
        draft.advert.pk,
        by=draft.officer,
    )
