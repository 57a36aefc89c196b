"""Two people, or a person and the worker, at the same moment: one after the other, a sentence for the second, nothing lost."""

import threading

import pytest
from django.db import connection

from eoi.actions.handover import begin_handover, cancel_handover
from eoi.identity import perform
from eoi.models import Handover, HandoverState, Role
from eoi.problems import ActionRefused
from tests.factories.handovers import hand_over, today
from tests.factories.people import make_administrator, make_person
from tests.factories.services import make_owner, service_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*doings):
    """What each was refused with; nothing where it went through."""
    refused = []

    def run(doing):
        try:
            doing()
        except ActionRefused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.fixture
def people(clock, mail_queue):
    return make_owner(service_of()), make_person(Role.SERVICE_MANAGER), make_person(Role.SERVICE_MANAGER)


def test_two_administrators_who_record_at_once_meet(people):
    giver, first, second = people
    administrators = make_administrator(sign_in=False), make_administrator(sign_in=False)

    refused = at_once(
        lambda: hand_over(service_of(), giver, first, by=administrators[0], starts_in=3),
        lambda: hand_over(service_of(), giver, second, by=administrators[1], starts_in=3),
    )

    recorded = Handover.objects.get()
    assert len(refused) == 1
    assert f"{recorded.reference} is there for these days already" in refused[0]


def test_the_worker_and_somebody_who_cancels_meet(people, clock):
    giver, taker, _ = people
    planned = hand_over(service_of(), giver, taker, starts_in=1)
    clock.advance(days=1)

    refused = at_once(
        lambda: perform(begin_handover, by=None, handover=planned),
        lambda: perform(cancel_handover, by=giver, handover=planned, reason="She stays."),
    )

    state = Handover.objects.get().state
    assert len(refused) == 1
    assert state in (HandoverState.ENDED, HandoverState.CANCELLED)
    assert service_of().owner == (taker if state == HandoverState.ENDED else giver)
    assert today() == planned.starts_on
