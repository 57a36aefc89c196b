"""Two people who meet over one edition: on real commits, each with a connection of their own."""

from datetime import UTC, datetime

import pytest

from eoi.actions.profile import draft_profile, sign_off_profile
from eoi.identity import perform
from eoi.models import AuditEvent, ServiceProfile
from eoi.problems import ActionRefused
from tests.eoi.guards.test_concurrency import at_the_same_time
from tests.factories.profiles import begin, save
from tests.factories.services import make_deputy, make_owner, service_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keepers(clock):
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return make_owner(full_name="Laila Rahman"), make_deputy(full_name="Dora Deputy")


def test_two_who_sign_off_one_edition_at_once_sign_it_off_once(keepers):
    draft = save(begin(by=keepers[0]))

    def sign(person):
        return perform(sign_off_profile, by=person, profile=draft, draft_version=draft.draft_version)

    results = at_the_same_time(*(lambda person=person: sign(person) for person in keepers))

    [refusal] = [result for result in results if isinstance(result, ActionRefused)]
    signed_off = ServiceProfile.objects.get()
    assert str(refusal).startswith(
        f"{signed_off.signed_off_by.full_name} signed off edition 1 at 9am on Monday 2 March"
    )
    assert AuditEvent.objects.filter(action="profile.sign-off").count() == 1


def test_two_who_begin_the_next_edition_at_once_begin_one(keepers):
    results = at_the_same_time(
        *(lambda person=person: perform(draft_profile, by=person, service=service_of()) for person in keepers)
    )

    [refusal] = [result for result in results if isinstance(result, ActionRefused)]
    assert str(refusal).startswith(f"{ServiceProfile.objects.get().drafted_by.full_name} has begun the draft")
