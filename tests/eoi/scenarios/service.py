"""Who keeps a service."""

from eoi.actions import service
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import Role, make_administrator, make_person
from tests.factories.services import make_deputy, service_of


@scenario("service-owner.name")
def _(clock):
    manager = make_person(Role.SERVICE_MANAGER)
    return doing(service.name_service_owner, make_administrator(), service=service_of(), person=manager)


@scenario("service-deputy.add")
def _(clock):
    manager = make_person(Role.SERVICE_MANAGER)
    return doing(service.add_service_deputy, make_administrator(), service=service_of(), person=manager)


@scenario("service-keeper.remove")
def _(clock):
    make_deputy()
    return doing(service.remove_service_keeper, make_administrator(), keeper=service_of().keepers.get())
