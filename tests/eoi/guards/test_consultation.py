"""The database keeps the list of bodies honest, and who speaks for them (S12)."""

import pytest

from eoi.models import Role
from tests.factories.people import make_administrator, make_approver, make_evaluator, make_officer, make_person
from tests.factories.ready_consultation import make_body, make_representative

pytestmark = pytest.mark.django_db

ADD = "INSERT INTO eoi_consultationbody (reference, name, kind, is_current, added_by_id) VALUES ('B', 'B', 'staff-group', true, %s)"
NAME = "INSERT INTO eoi_bodyrepresentative (body_id, user_id, assigned_by_id) VALUES (%s, %s, %s)"
REMOVE = "DELETE FROM eoi_bodyrepresentative WHERE body_id = %s"


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def body(officer):
    return make_body(by=officer, speakers=0)


def test_only_officers_keep_the_list_in_their_own_name(officer, refused_with):
    approver = make_approver()
    refused_with("EOI09", ADD, approver.pk, by=approver)
    refused_with("EOI09", ADD, make_officer().pk, by=officer)
    refused_with("EOI09", ADD, officer.pk, by=None)


def test_a_body_is_kept_with_who_added_it(officer, body, refused_with):
    refused_with("EOI12", "DELETE FROM eoi_consultationbody", by=officer)
    refused_with("EOI15", "UPDATE eoi_consultationbody SET reference = 'OTHER'", by=officer)
    refused_with("EOI09", "UPDATE eoi_consultationbody SET name = 'Other'", by=make_approver())


def test_a_representative_has_the_role(officer, body, refused_with):
    evaluator = make_evaluator()

    sentence = refused_with("EOI15", NAME, body.pk, evaluator.pk, officer.pk, by=officer)

    assert "ask the administrator" in sentence


def test_a_representative_is_named_in_ones_own_name_by_somebody_who_may(officer, body, refused_with, run_sql):
    person = make_person(Role.REPRESENTATIVE)
    refused_with("EOI09", NAME, body.pk, person.pk, officer.pk, by=make_officer())
    refused_with("EOI09", NAME, body.pk, person.pk, person.pk, by=person)
    approver = make_approver()
    refused_with("EOI09", NAME, body.pk, person.pk, approver.pk, by=approver)

    assert run_sql(NAME, body.pk, person.pk, officer.pk, by=None) == 1  # a handover on its day


def test_speaking_for_a_body_is_not_passed_on(officer, body, refused_with):
    make_representative(body)
    other = make_person(Role.REPRESENTATIVE)

    refused_with("EOI15", "UPDATE eoi_bodyrepresentative SET user_id = %s", other.pk, by=officer)


def test_nobody_else_removes_a_representative(body, refused_with, run_sql):
    person = make_representative(body)
    outsider = make_representative(make_body("Another union"))
    refused_with("EOI09", REMOVE, body.pk, by=outsider)
    refused_with("EOI09", REMOVE, body.pk, by=make_approver())

    assert run_sql(REMOVE, body.pk, by=person) == 1


def test_an_administrator_may_name_and_remove(body, run_sql):
    administrator, person = make_administrator(), make_person(Role.REPRESENTATIVE)

    assert run_sql(NAME, body.pk, person.pk, administrator.pk, by=administrator) == 1
    assert run_sql(REMOVE, body.pk, by=administrator) == 1
