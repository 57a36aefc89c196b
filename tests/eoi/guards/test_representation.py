"""What the database refuses in a consultation, whatever the application forgot (S12)."""

import pytest

from eoi.actions.consultation_body import remove_representative, retire_body
from eoi.actions.representation import acknowledge_representation, agree_to_close, withdraw_representation
from eoi.identity import perform
from eoi.models import ConsultationEvent
from tests.factories.people import make_officer
from tests.factories.ready_consultation import consultation_of, make_body, reply_of_council, say, share, speaker_of
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db

MAKE = (
    "INSERT INTO eoi_representation (reference, consultation_id, body_id, made_by_id, is_formal, concerns_decision, title,"
    " text, others_may_read, closed_how, closing_words, withdrawn_reason)"
    " VALUES ('REP-X', %s, %s, %s, true, %s, 'T', 'T', false, '', '', '')"
)
ACKNOWLEDGE = "UPDATE eoi_representation SET acknowledged_at = eoi_now(), acknowledged_by_id = %s WHERE id = %s"
AGREE = "UPDATE eoi_representation SET closed_at = eoi_now(), closed_by_id = %s, closed_how = 'agreement' WHERE id = %s"
CLOSE = (
    "UPDATE eoi_representation SET closed_at = eoi_now(), closed_by_id = %s, closed_how = 'reasons', closing_words = 'x'"
    " WHERE id = %s"
)
WITHDRAW = (
    "UPDATE eoi_representation SET withdrawn_at = eoi_now(), withdrawn_by_id = %s, withdrawn_reason = 'x' WHERE id = %s"
)
ANSWER = "INSERT INTO eoi_representationanswer (representation_id, text, answered_by_id) VALUES (%s, 'x', %s)"
REPLY = "INSERT INTO eoi_representationreply (representation_id, text, written_by_id) VALUES (%s, 'x', %s)"
EVENT_EDITION = (
    "INSERT INTO eoi_consultationeventedition (event_id, number, kind, held_on, place, attended, notes, recorded_by_id)"
    " VALUES (%s, %s, 'visit', '2026-02-02', 'x', 'x', '', %s)"
)
SHARE = (
    "INSERT INTO eoi_sharedmaterial (reference, consultation_id, is_for_all, title, explanation, text, link, shows_draft,"
    " shared_by_id) VALUES ('SHR-X', %s, true, 'T', 'T', %s, '', false, %s)"
)
KEPT = (
    "eoi_consultation",
    "eoi_consultationevent",
    "eoi_consultationevent_bodies",
    "eoi_consultationeventedition",
    "eoi_consultedbody",
    "eoi_representationanswer",
    "eoi_representationreply",
    "eoi_sharedmaterial",
    "eoi_sharedmaterial_bodies",
    "eoi_sharedmaterialwithdrawal",
)


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def body(world):
    return make_body(by=world.officer, advert=world.advert)


@pytest.fixture
def speaker(body):
    return speaker_of(body)


@pytest.fixture
def said(world, body):
    return say(world, body)


@pytest.fixture
def outsider(world):
    """Speaks for another body of the same consultation."""
    return speaker_of(make_body("Another union", by=world.officer, advert=world.advert))


def test_a_representation_is_made_by_who_speaks_for_the_body_in_their_own_name(
    world, body, speaker, outsider, refused_with
):
    here = consultation_of(world).pk
    refused_with("EOI09", MAKE, here, body.pk, speaker.pk, True, by=outsider)
    refused_with("EOI09", MAKE, here, body.pk, outsider.pk, True, by=outsider)
    refused_with("EOI09", MAKE, here, body.pk, world.officer.pk, True, by=world.officer)
    refused_with("EOI09", MAKE, here, body.pk, speaker.pk, True, by=None)


def test_who_was_removed_speaks_no_more(world, body, speaker, refused_with):
    perform(remove_representative, by=world.officer, body=body, person=speaker)

    refused_with("EOI09", MAKE, consultation_of(world).pk, body.pk, speaker.pk, True, by=speaker)


def test_a_body_that_is_not_consulted_says_nothing(world, refused_with):
    elsewhere = make_body("Elsewhere", by=world.officer)
    person = speaker_of(elsewhere)

    refused_with("EOI15", MAKE, consultation_of(world).pk, elsewhere.pk, person.pk, True, by=person)


def test_after_publication_the_decision_is_not_the_subject(clock, refused_with, run_sql):
    world = make_open(clock)
    body = make_body(by=world.officer, advert=world.advert)
    person, here = speaker_of(body), consultation_of(world).pk
    refused_with("EOI15", MAKE, here, body.pk, person.pk, True, by=person)

    assert run_sql(MAKE, here, body.pk, person.pk, False, by=person) == 1


def test_its_words_stay_and_it_is_never_deleted(said, speaker, refused_with):
    refused_with("EOI12", "UPDATE eoi_representation SET text = 'Other'", by=speaker)
    refused_with("EOI12", "UPDATE eoi_representation SET is_formal = false", by=speaker)
    refused_with("EOI12", "DELETE FROM eoi_representation", by=speaker)


def test_it_begins_with_nothing_done_to_it(world, body, speaker, refused_with):
    settled = MAKE.replace("withdrawn_reason)", "withdrawn_reason, withdrawn_at, withdrawn_by_id)")
    settled = settled.replace("'', '', '')", "'', '', 'x', eoi_now(), %s)")

    refused_with("EOI15", settled, consultation_of(world).pk, body.pk, speaker.pk, True, speaker.pk, by=speaker)


def test_it_is_acknowledged_once_by_the_council(world, said, speaker, refused_with):
    stranger = make_officer()
    refused_with("EOI09", ACKNOWLEDGE, stranger.pk, said.pk, by=stranger)
    refused_with("EOI09", ACKNOWLEDGE, speaker.pk, said.pk, by=speaker)
    refused_with("EOI09", ACKNOWLEDGE, world.officer.pk, said.pk, by=world.second_officer)
    perform(acknowledge_representation, by=world.officer, representation=said)

    refused_with("EOI15", ACKNOWLEDGE, world.second_officer.pk, said.pk, by=world.second_officer)


def test_the_council_answers_in_its_own_name(world, said, speaker, refused_with, run_sql):
    stranger = make_officer()
    refused_with("EOI09", ANSWER, said.pk, stranger.pk, by=stranger)
    refused_with("EOI09", ANSWER, said.pk, speaker.pk, by=speaker)
    refused_with("EOI09", ANSWER, said.pk, world.officer.pk, by=world.approver)

    assert run_sql(ANSWER, said.pk, world.approver.pk, by=world.approver) == 1


def test_only_the_body_replies(world, said, outsider, refused_with):
    refused_with("EOI09", REPLY, said.pk, outsider.pk, by=outsider)
    refused_with("EOI09", REPLY, said.pk, world.officer.pk, by=world.officer)


def test_it_is_closed_with_reasons_only_after_an_answer_by_an_officer(world, said, refused_with, run_sql):
    refused_with("EOI15", CLOSE, world.officer.pk, said.pk, by=world.officer)
    reply_of_council(world, said)
    refused_with("EOI09", CLOSE, world.approver.pk, said.pk, by=world.approver)

    assert run_sql(CLOSE, world.officer.pk, said.pk, by=world.officer) == 1


def test_only_the_body_agrees_and_withdraws(world, said, speaker, outsider, refused_with):
    for statement in (AGREE, WITHDRAW):
        for person in (world.officer, world.approver, outsider):
            refused_with("EOI09", statement, person.pk, said.pk, by=person)
        refused_with("EOI09", statement, speaker.pk, said.pk, by=outsider)


@pytest.mark.parametrize(("settle", "words"), [(agree_to_close, {}), (withdraw_representation, {"reason": "Done."})])
def test_nothing_changes_once_it_is_settled(world, said, speaker, refused_with, settle, words):
    perform(settle, by=speaker, representation=said, **words)

    refused_with("EOI15", ACKNOWLEDGE, world.officer.pk, said.pk, by=world.officer)
    refused_with("EOI15", ANSWER, said.pk, world.officer.pk, by=world.officer)
    refused_with("EOI15", REPLY, said.pk, speaker.pk, by=speaker)
    refused_with("EOI15", CLOSE, world.officer.pk, said.pk, by=world.officer)


def test_a_consultation_is_the_officers_of_the_advert(world, body, refused_with):
    stranger, here = make_officer(), consultation_of(world).pk
    other = make_draft(world.clock, reference="SAL-2026-099", ready=False).advert
    begin = "INSERT INTO eoi_consultation (advert_id, begun_by_id) VALUES (%s, %s)"
    refused_with("EOI09", begin, other.pk, stranger.pk, by=stranger)
    join = "INSERT INTO eoi_consultedbody (consultation_id, body_id, added_by_id) VALUES (%s, %s, %s)"
    elsewhere = make_body("Elsewhere", by=world.officer)
    refused_with("EOI09", join, here, elsewhere.pk, stranger.pk, by=stranger)
    retired = perform(retire_body, by=world.officer, body=elsewhere)
    refused_with("EOI15", join, here, retired.pk, world.officer.pk, by=world.officer)


def test_what_is_shared_and_recorded_is_the_officers_of_the_advert(world, refused_with):
    stranger, here, shared = make_officer(), consultation_of(world).pk, share(world)
    refused_with("EOI09", SHARE, here, "x", stranger.pk, by=stranger)
    refused_with("EOI09", SHARE, here, "x", world.officer.pk, by=world.second_officer)
    refused_with("23514", SHARE, here, "", world.officer.pk, by=world.officer)
    wrong = "INSERT INTO eoi_sharedmaterialwithdrawal (material_id, reason, withdrawn_by_id) VALUES (%s, 'x', %s)"
    refused_with("EOI09", wrong, shared.pk, stranger.pk, by=stranger)
    event = "INSERT INTO eoi_consultationevent (reference, consultation_id, is_for_all) VALUES ('EVT-X', %s, true)"
    refused_with("EOI09", event, here, by=stranger)


def test_an_event_has_one_edition_after_the_other(world, refused_with):
    event = ConsultationEvent.objects.get()

    refused_with("EOI10", EVENT_EDITION, event.pk, 1, world.officer.pk, by=world.officer)
    refused_with("EOI10", EVENT_EDITION, event.pk, 3, world.officer.pk, by=world.officer)
    refused_with("EOI09", EVENT_EDITION, event.pk, 2, world.officer.pk, by=make_officer())


def test_addressees_are_bodies_that_are_consulted(world, body, refused_with):
    shared, event = share(world, body), ConsultationEvent.objects.get()
    elsewhere = make_body("Elsewhere", by=world.officer)
    material = "INSERT INTO eoi_sharedmaterial_bodies (sharedmaterial_id, consultationbody_id) VALUES (%s, %s)"
    meeting = "INSERT INTO eoi_consultationevent_bodies (consultationevent_id, consultationbody_id) VALUES (%s, %s)"

    refused_with("EOI15", material, shared.pk, elsewhere.pk, by=world.officer)
    refused_with("EOI15", meeting, event.pk, elsewhere.pk, by=world.officer)
    refused_with("EOI15", meeting, event.pk, body.pk, by=make_officer())


@pytest.mark.parametrize("table", KEPT)
def test_evidence_is_never_emptied(table, world, refused_with):
    refused_with("EOI12", f"TRUNCATE {table} CASCADE", by=world.officer)


def test_evidence_is_never_changed_or_deleted(world, body, speaker, said, refused_with):
    share(world, body), reply_of_council(world, said)
    for table in ("eoi_consultation", "eoi_consultedbody", "eoi_representationanswer", "eoi_sharedmaterial"):
        refused_with("EOI12", f"DELETE FROM {table}", by=world.officer)
    refused_with("EOI12", "UPDATE eoi_sharedmaterial SET title = 'Other'", by=world.officer)
    refused_with("EOI12", "UPDATE eoi_representationanswer SET text = 'Other'", by=world.officer)
    refused_with("EOI12", "UPDATE eoi_consultationeventedition SET notes = 'Other'", by=world.officer)
    refused_with("EOI12", "DELETE FROM eoi_sharedmaterial_bodies", by=world.officer)
