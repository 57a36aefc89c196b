"""The list of bodies, and who speaks for them (S12)."""

import pytest

from eoi.actions.consultation_body import (
    add_body,
    edit_body,
    name_representative,
    reinstate_body,
    remove_representative,
    retire_body,
)
from eoi.actions.person import change_roles
from eoi.identity import perform
from eoi.models import ConsultationBody, Role, User
from eoi.permissions import may_represent
from eoi.problems import ActionRefused
from tests.factories.people import make_administrator, make_evaluator, make_officer, make_person
from tests.factories.ready_consultation import make_body, make_representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def body(officer):
    return make_body(by=officer, speakers=0)


def fresh(user):
    return User.objects.get(pk=user.pk)


def refusal(action, **arguments):
    with pytest.raises(ActionRefused) as refused:
        perform(action, **arguments)
    return refused.value.problems[0]


def test_a_named_representative_speaks_for_the_body_until_removed(officer, body):
    person = make_representative(body)
    assert may_represent(person, body)

    perform(remove_representative, by=officer, body=body, person=person)

    assert not may_represent(person, body)


def test_a_name_stands_in_the_list_once_whatever_its_capitals(officer, body):
    problem = refusal(add_body, by=officer, name=body.name.upper(), kind="staff-group")

    assert problem.code == "taken"
    assert ConsultationBody.objects.count() == 1


def test_a_body_keeps_its_own_name_when_its_kind_changes(officer, body):
    body = perform(edit_body, by=officer, body=body, name=body.name, kind="staff-group", was=body.name)

    assert body.kind == "staff-group"


def test_another_bodys_name_is_refused_in_a_sentence(officer, body):
    other = make_body("Another union", by=officer)

    assert (
        refusal(edit_body, by=officer, body=other, name=body.name, kind="staff-group", was=other.name).code == "taken"
    )


def test_a_colleagues_new_name_is_not_written_over(officer, body):
    was = body.name
    perform(edit_body, by=officer, body=body, name="Renamed", kind=body.kind, was=was)

    problem = refusal(edit_body, by=make_officer(), body=body, name="Mine", kind=body.kind, was=was)

    assert problem.code == "changed-meanwhile"
    assert "“Renamed”" in problem.message


def test_a_retired_body_is_not_chosen_and_can_be_brought_back(officer, body):
    perform(retire_body, by=officer, body=body)
    assert not ConsultationBody.objects.current().exists()
    assert refusal(retire_body, by=officer, body=body).code == "retired"
    assert (
        refusal(name_representative, by=officer, body=fresh_body(body), person=make_person(Role.REPRESENTATIVE)).code
        == "retired"
    )

    perform(reinstate_body, by=officer, body=body)

    assert ConsultationBody.objects.current().get() == body
    assert refusal(reinstate_body, by=officer, body=body).code == "current"


def fresh_body(body):
    return ConsultationBody.objects.get(pk=body.pk)


def test_only_people_with_the_role_are_named(officer, body):
    problem = refusal(name_representative, by=officer, body=body, person=make_evaluator(full_name="Eve Evaluator"))

    assert problem.code == "not-a-representative"
    assert "Eve Evaluator" in problem.message
    disabled = make_person(Role.REPRESENTATIVE, is_active=False)
    assert refusal(name_representative, by=officer, body=body, person=disabled).code == "disabled"


def test_nobody_is_named_twice_or_removed_without_being_named(officer, body):
    person = make_representative(body)

    assert refusal(name_representative, by=officer, body=body, person=person).code == "already"
    other = make_person(Role.REPRESENTATIVE)
    assert refusal(remove_representative, by=officer, body=body, person=other).code == "not-named"


def test_whoever_loses_the_role_speaks_for_nobody(body):
    person = make_representative(body)

    perform(change_roles, by=make_administrator(), person=person, roles=[Role.EVALUATOR.value])

    assert not may_represent(fresh(person), body)
