"""Owners are told what is due and what is late: once for each date."""

from datetime import UTC, date, datetime

import pytest
from post_office.models import Email

from eoi.actions.plan_entry import move_milestone
from eoi.actions.plan_reminder import remind_plan_owners
from eoi.due import JOBS
from eoi.identity import perform
from eoi.models import Role
from tests.factories.people import make_person
from tests.factories.plans import finish, make_activity, make_milestone, make_unplanned, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]


@pytest.fixture
def world(clock):
    return make_unplanned(clock)


@pytest.fixture
def owner(db):
    return make_person(Role.SERVICE_MANAGER)


def remind():
    return perform(remind_plan_owners, by=None)


def mails_to(person):
    return list(Email.objects.filter(to__contains=person.email).order_by("pk"))


@pytest.mark.parametrize(("day", "told"), [(16, 0), (17, 1), (24, 1)])
def test_the_owner_is_told_five_working_days_before(world, owner, clock, day, told):
    milestone = make_milestone(world, dating=on(2026, 2, 24), owner=owner)
    clock.set(datetime(2026, 2, day, 0, 1, tzinfo=UTC))

    assert remind() == told
    assert [mail.subject for mail in mails_to(owner)] == ["Due soon in the plan of SAL-2026-014"] * told
    assert all(milestone.reference in mail.message for mail in mails_to(owner))


def test_nobody_is_told_twice_about_one_date(world, owner, clock, django_assert_max_num_queries):
    make_milestone(world, dating=on(2026, 2, 17), owner=owner)
    make_activity(world, on(2026, 2, 18), owner=owner)
    assert remind() == 1

    with django_assert_max_num_queries(13):
        assert remind() == 0

    clock.set(datetime(2026, 2, 19, 9, tzinfo=UTC))
    assert remind() == 1
    assert remind() == 0
    assert [mail.subject.split(" ")[0] for mail in mails_to(owner)] == ["Due", "Late"]


def test_a_date_that_moves_is_told_again(world, owner):
    milestone = make_milestone(world, dating=on(2026, 2, 17), owner=owner)
    remind()
    perform(move_milestone, by=world.officer, milestone=milestone, to=date(2026, 2, 19))

    assert remind() == 1


def test_one_mail_for_all_that_is_due_to_one_person(world, owner):
    make_milestone(world, "First thing", on(2026, 2, 17), owner=owner)
    make_milestone(world, "Second thing", on(2026, 2, 18), owner=owner)
    make_milestone(world, "Somebody else’s", on(2026, 2, 18))

    assert remind() == 2
    [mail] = mails_to(owner)
    assert "First thing" in mail.message
    assert "Second thing" in mail.message
    assert "Somebody else’s" not in mail.message


def test_nobody_is_told_of_what_is_done_or_after_they_have_left(world, owner):
    finish(make_milestone(world, dating=on(2026, 2, 17), owner=owner))
    make_milestone(world, dating=on(2026, 2, 17), owner=owner)
    owner.is_active = False
    owner.save()

    assert remind() == 0
    assert mails_to(owner) == []


def test_it_falls_due_by_itself(world, owner):
    make_milestone(world, dating=on(2026, 2, 17), owner=owner)

    assert JOBS["plan reminders"]() == 1
