"""Owners and deputies of services."""

import pytest
from post_office.models import Email

from eoi.actions.service import add_service_deputy, name_service_owner, remove_service_keeper
from eoi.identity import perform
from eoi.models import AuditEvent, Role, ServiceKeeper
from eoi.problems import ActionRefused
from tests.factories.people import make_administrator, make_officer, make_person
from tests.factories.services import make_deputy, make_owner, service_of

pytestmark = pytest.mark.django_db


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as caught:
        perform(action, by=make_administrator(), **arguments)
    return [problem.code for problem in caught.value.problems]


def keepers():
    return [(keeper.user, keeper.is_owner) for keeper in service_of().keepers.all()]


def test_an_owner_is_named_and_told(mail_queue):
    owner = make_owner()

    assert keepers() == [(owner, True)]
    assert service_of().owner == owner
    mail = Email.objects.get()
    assert mail.to == [owner.email]
    assert "Finance" in mail.subject
    event = AuditEvent.objects.get(action="service-owner.name")
    assert (event.subject_reference, event.after) == ("finance", {"owner": owner.reference})


def test_a_new_owner_takes_the_place_of_the_one_before():
    first, second = make_owner(), make_owner()

    assert keepers() == [(second, True)]
    event = AuditEvent.objects.filter(action="service-owner.name").last()
    assert event.before == {"owner": first.reference}


def test_a_deputy_is_promoted():
    make_owner()
    deputy = make_deputy()
    perform(name_service_owner, by=make_administrator(), service=service_of(), person=deputy)

    assert keepers() == [(deputy, True)]


def test_an_owner_stands_before_the_deputies():
    deputy, owner = make_deputy(), make_owner()

    assert keepers() == [(owner, True), (deputy, False)]


def test_whoever_is_removed_keeps_the_service_no_longer():
    make_owner()
    keeper = service_of().keepers.get()
    perform(remove_service_keeper, by=make_administrator(), keeper=keeper)

    assert keepers() == []
    assert service_of().owner is None
    assert refusal(remove_service_keeper, keeper=keeper) == ["not-a-keeper"]


@pytest.mark.parametrize("action", [name_service_owner, add_service_deputy])
def test_only_an_active_service_manager_keeps_a_service(action):
    disabled = make_person(Role.SERVICE_MANAGER, is_active=False)

    assert refusal(action, service=service_of(), person=make_officer()) == ["not-a-service-manager"]
    assert refusal(action, service=service_of(), person=disabled) == ["disabled"]
    assert not ServiceKeeper.objects.exists()


def test_nobody_is_named_twice():
    owner, deputy = make_owner(), make_deputy()

    assert refusal(name_service_owner, service=service_of(), person=owner) == ["already-owner"]
    assert refusal(add_service_deputy, service=service_of(), person=owner) == ["already-keeper"]
    assert refusal(add_service_deputy, service=service_of(), person=deputy) == ["already-keeper"]
