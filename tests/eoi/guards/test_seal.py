"""The seal: row-level security on drafts and submitted words. A canary is written first, so that there is something to leak."""

import pytest
from django.db import transaction

from eoi.actions.reading import grant_reading, revoke_reading
from eoi.identity import acting_as, perform
from eoi.models import Answer, MembershipRole, ReadingPurpose, SubmissionContent
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    organisation_of,
)
from tests.factories.world import close, make_open, make_opened, submit_for

pytestmark = pytest.mark.django_db

CANARY = "canary-7f3a"


@pytest.fixture
def world(clock):
    """Open, with one submission that holds the canary in its draft and its sealed words."""
    world = make_open(clock)
    submit_for(world, words=CANARY)
    return world


def everybody_else(world):
    return [
        world.officer,
        world.second_officer,
        world.approver,
        make_officer(),
        make_approver(),
        make_auditor(),
        make_administrator(),
        make_evaluator(),
        make_partner(),
        None,
    ]


def seen(person):
    with acting_as(person):
        drafts = list(Answer.objects.values_list("text", flat=True))
        words = list(SubmissionContent.objects.values_list("canonical", flat=True))
    return CANARY in "".join(drafts), CANARY in "".join(words)


def test_its_own_people_read_what_they_wrote(world):
    assert seen(world.partners[0]) == (True, True)


def test_nobody_else_reads_a_word_before_opening(world):
    for person in everybody_else(world):
        assert seen(person) == (False, False), person


def test_nobody_else_reads_a_word_between_closing_and_opening(world):
    close(world)

    for person in everybody_else(world):
        assert seen(person) == (False, False), person


def test_nobody_else_changes_a_draft(world, run_sql):
    for person in everybody_else(world):
        assert run_sql("UPDATE eoi_answer SET text = 'theirs', version = version + 1", by=person) == 0


def test_nobody_writes_an_answer_or_content_for_another_organisation(world, refused_with):
    expression = world.submissions[0].expression
    stranger = make_partner()

    refused_with(
        "42501",
        "INSERT INTO eoi_answer (expression_id, organisation_id, question_key, text, nothing_offered, selected, version, changed_by_id)"
        " VALUES (%s, %s, 'x', 'x', false, false, 1, %s)",
        expression.pk,
        expression.organisation_id,
        stranger.pk,
        by=stranger,
    )


def test_an_answer_cannot_be_given_to_another_organisation(world, refused_with):
    expression = world.submissions[0].expression
    stranger = make_partner()

    refused_with(
        "23503",
        "INSERT INTO eoi_answer (expression_id, organisation_id, question_key, text, nothing_offered, selected, version, changed_by_id)"
        " VALUES (%s, %s, 'x', 'x', false, false, 1, %s)",
        expression.pk,
        organisation_of(stranger).pk,
        stranger.pk,
        by=stranger,
    )


def test_no_leave_to_read_is_given_before_opening(world, refused_with):
    close(world)

    refused_with(
        "EOI11",
        "INSERT INTO eoi_readinggrant (submission_id, user_id, purpose, revoked_reason) VALUES (%s, %s, 'officer', '')",
        world.submissions[0].pk,
        world.officer.pk,
        by=world.officer,
    )


def test_after_opening_the_readers_are_the_officers_the_approver_and_the_auditors(clock):
    auditor, administrator, evaluator = make_auditor(), make_administrator(), make_evaluator()
    world = make_opened(clock, submissions=1)
    with acting_as(world.officer):
        words = SubmissionContent.objects.get().canonical

    assert "We would help" in words
    for reader in (world.second_officer, world.approver, auditor):
        with acting_as(reader):
            assert SubmissionContent.objects.count() == 1
    for outsider in (administrator, evaluator, make_officer(), make_partner(), None):
        with acting_as(outsider):
            assert SubmissionContent.objects.count() == 0


def test_the_draft_stays_sealed_even_after_opening(clock):
    world = make_opened(clock, submissions=1)

    with acting_as(world.partners[0]):
        assert Answer.objects.exists()
    with acting_as(world.officer):
        assert not Answer.objects.exists()


def test_revoking_takes_the_words_away_at_once(clock):
    world = make_opened(clock, submissions=1)
    evaluator = make_evaluator()
    perform(
        grant_reading, by=world.officer, submissions=world.submissions, user=evaluator, purpose=ReadingPurpose.PANEL
    )
    with acting_as(evaluator):
        assert SubmissionContent.objects.count() == 1

    perform(revoke_reading, by=world.officer, submissions=world.submissions, user=evaluator, reason="Recused")

    with acting_as(evaluator):
        assert SubmissionContent.objects.count() == 0


def test_a_grant_is_revoked_once_and_never_deleted(clock, refused_with):
    world = make_opened(clock, submissions=1)

    refused_with("EOI12", "DELETE FROM eoi_readinggrant", by=world.officer)
    refused_with("EOI12", "UPDATE eoi_readinggrant SET user_id = user_id + 1", by=world.officer)
    refused_with("EOI12", "UPDATE eoi_readinggrant SET granted_at = granted_at + interval '1 day'", by=world.officer)


def test_somebody_who_left_reads_no_more(world, clock):
    leaver = world.partners[0]
    make_partner(organisation_of(leaver))  # an organisation is never without a lead
    membership = leaver.memberships.get()
    membership.left_at = clock.advance(minutes=1)
    membership.save(update_fields=["left_at"])

    assert seen(leaver) == (False, False)


def test_a_contributor_reads_as_the_lead_does(world):
    organisation = organisation_of(world.partners[0])
    contributor = make_partner(organisation, lead=False)

    assert contributor.memberships.get().role == MembershipRole.CONTRIBUTOR
    assert seen(contributor) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_the_next_transaction_on_the_same_connection_has_no_identity(clock):
    world = make_open(clock)
    submit_for(world, words=CANARY)

    assert seen(world.partners[0]) == (True, True)
    with transaction.atomic():
        assert Answer.objects.count() == 0
    assert Answer.objects.count() == 0


def test_identity_nests_and_is_restored_after_an_error(world):
    with acting_as(world.partners[0]):
        with pytest.raises(Answer.DoesNotExist), acting_as(None):
            Answer.objects.get(question_key="about")
        assert Answer.objects.exists()
        with acting_as(world.officer):
            assert not Answer.objects.exists()
        assert Answer.objects.exists()
