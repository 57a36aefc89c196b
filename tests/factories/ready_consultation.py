"""Bodies, representatives and a consultation (S12)."""

from eoi.actions.consultation_body import add_body, name_representative
from eoi.identity import perform
from eoi.models import BodyKind, ConsultationBody, Role, User
from tests.factories.people import make_officer, make_person

UNION, STAFF_GROUP = "Irwell Public Workers’ Union", "Corporate Services staff forum"


def make_body(
    name: str = UNION, kind: BodyKind = BodyKind.RECOGNISED_UNION, *, by: User | None = None, speakers: int = 1
) -> ConsultationBody:
    """A body with so many representatives."""
    by = by or make_officer()
    body = perform(add_body, by=by, name=name, kind=kind)
    for _ in range(speakers):
        make_representative(body, by=by)
    return body


def make_representative(body: ConsultationBody, *, by: User | None = None, **fields: str) -> User:
    person = make_person(Role.REPRESENTATIVE, **fields)
    perform(name_representative, by=by or make_officer(), body=body, person=person)
    return person
