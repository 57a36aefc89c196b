"""The bodies that are consulted, and who speaks for them."""

from eoi.actions import consultation_body
from eoi.identity import perform
from eoi.models import Role
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_officer, make_person
from tests.factories.ready_consultation import make_body, make_representative


@scenario("body.add")
def _(clock):
    return doing(consultation_body.add_body, make_officer(), name="A staff network", kind="staff-group")


@scenario("body.edit")
def _(clock):
    body = make_body()
    return doing(
        consultation_body.edit_body, make_officer(), body=body, name="Another", kind="staff-group", was=body.name
    )


@scenario("body.retire")
def _(clock):
    return doing(consultation_body.retire_body, make_officer(), body=make_body())


@scenario("body.reinstate")
def _(clock):
    officer, body = make_officer(), make_body()
    perform(consultation_body.retire_body, by=officer, body=body)
    return doing(consultation_body.reinstate_body, officer, body=body)


@scenario("representative.name")
def _(clock):
    person = make_person(Role.REPRESENTATIVE)
    return doing(consultation_body.name_representative, make_officer(), body=make_body(), person=person)


@scenario("representative.remove")
def _(clock):
    body = make_body(speakers=0)
    person = make_representative(body)
    return doing(consultation_body.remove_representative, make_officer(), body=body, person=person)
