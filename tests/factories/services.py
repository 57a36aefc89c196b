"""Services with an owner and deputies, named as an administrator names them."""

from eoi.actions.service import add_service_deputy, name_service_owner
from eoi.identity import perform
from eoi.models import Role, Service, User
from tests.factories.people import make_administrator, make_person


def service_of(key: str = "finance") -> Service:
    return Service.objects.get(key=key)


def make_owner(service: Service | None = None, *, by: User | None = None, **fields) -> User:
    """The new owner of this service, or of Finance."""
    owner = make_person(Role.SERVICE_MANAGER, **fields)
    by = by or make_administrator(sign_in=False)
    perform(name_service_owner, by=by, service=service or service_of(), person=owner)
    return owner


def make_deputy(service: Service | None = None, *, by: User | None = None, **fields) -> User:
    deputy = make_person(Role.SERVICE_MANAGER, **fields)
    by = by or make_administrator(sign_in=False)
    perform(add_service_deputy, by=by, service=service or service_of(), person=deputy)
    return deputy
