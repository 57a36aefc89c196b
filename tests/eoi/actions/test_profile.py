"""Editions of profiles: drafted, saved, signed off, discarded, and reminders of their review."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from post_office.models import Email

from eoi import due
from eoi.actions.profile import (
    IndicatorRow,
    VolumeRow,
    discard_profile,
    draft_profile,
    remind_about_review,
    reword_axes,
    sign_off_profile,
)
from eoi.actions.service import remove_service_keeper
from eoi.identity import perform
from eoi.models import AuditEvent, PositioningFramework, ProfileReminder, ReviewState, Role, ServiceProfile
from eoi.problems import ActionRefused
from tests.eoi.scenarios.profile import WORDS
from tests.factories.people import make_administrator, make_officer, make_person
from tests.factories.profiles import begin, make_profile, save, sign_off
from tests.factories.ready_profiles import ENOUGH
from tests.factories.services import make_deputy, make_owner, service_of

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_monday(clock):
    clock.set(MONDAY)


def refusal(act):
    with pytest.raises(ActionRefused) as caught:
        act()
    return caught.value.problems


def codes(act):
    return [problem.code for problem in refusal(act)]


def test_the_first_edition_begins_empty_and_the_next_as_a_copy():
    first = begin()
    assert (first.number, first.purpose, first.indicators.count()) == (1, "", 0)
    sign_off(save(first, volumes=[VolumeRow("Invoices", Decimal("41200.5"), "in 2001/02")]))

    second = begin()

    assert second.number == 2
    assert {name: getattr(second, name) for name in ENOUGH} == ENOUGH
    assert [(row.label, row.number) for row in second.volumes.all()] == [("Invoices", Decimal("41200.5"))]
    assert [row.name for row in second.indicators.all()] == ["Invoices paid in 30 days"]
    assert not second.is_signed_off


def test_there_is_one_draft_a_service_and_the_second_person_is_told_whose():
    owner, deputy = make_owner(full_name="Laila Rahman"), make_deputy()
    begin(by=owner)

    [problem] = refusal(lambda: perform(draft_profile, by=deputy, service=service_of()))

    assert problem.code == "draft-exists"
    assert "Laila Rahman" in problem.message


def test_a_service_without_an_owner_is_a_sentence():
    deputy = make_deputy()

    [problem] = refusal(lambda: perform(draft_profile, by=deputy, service=service_of()))

    assert problem.message == "Finance has no owner, so nobody can draft its profile. An administrator names one."
    assert not ServiceProfile.objects.exists()


def test_a_draft_whose_owner_has_gone_is_kept_and_not_signed_off():
    make_owner()
    deputy = make_deputy()
    draft = save(begin(by=deputy))
    perform(remove_service_keeper, by=make_administrator(), keeper=service_of().keepers.first())

    assert codes(lambda: sign_off(draft, by=deputy)) == ["no-owner"]
    assert ServiceProfile.objects.drafts().get().purpose


def test_anything_incomplete_is_saved_and_what_is_missing_is_listed_at_the_sign_off(clock):
    blank = dict.fromkeys(ENOUGH, "") | dict.fromkeys(("staff_fte", "gross_budget", "position_across"), None)
    draft = save(begin(), **blank | {"position_up": None, "review_by": None}, indicators=())

    missing = codes(lambda: sign_off(draft))

    assert missing == [
        *(f"no-{name}" for name in ("purpose", "customers", "strengths", "difficulties", "wanted", "narrative")),
        *(f"no-{name}" for name in ("staff_fte", "gross_budget", "position_across", "position_up", "review_by")),
        "no-indicator",
    ]


def test_rows_that_lack_something_are_named():
    draft = save(
        begin(), volumes=[VolumeRow("Invoices")], indicators=[IndicatorRow("Paid", "2001/02", "88", "%", trend="")]
    )

    assert [str(problem) for problem in refusal(lambda: sign_off(draft))] == [
        "Volume 1 lacks its name or its number.",
        "Indicator 1 lacks its name, its year, its value or its trend.",
    ]


@pytest.mark.parametrize(("review_by", "is_refused"), [(date(2026, 3, 2), True), (date(2026, 3, 3), False)])
def test_the_day_of_review_lies_ahead(review_by, is_refused):
    draft = save(begin(), review_by=review_by)

    if is_refused:
        assert codes(lambda: sign_off(draft)) == ["review-passed"]
    else:
        assert sign_off(draft).is_signed_off


def test_two_people_signing_off_at_once_the_second_is_told_who_and_when():
    owner, deputy = make_owner(full_name="Laila Rahman"), make_deputy()
    draft = save(begin(by=owner))
    sign_off(draft, by=owner)

    [problem] = refusal(lambda: sign_off(draft, by=deputy))

    assert problem.code == "signed-off"
    assert "Laila Rahman signed off edition 1 at 9am on Monday 2 March 2026 (UK time)." in problem.message
    assert problem.url == "/services/finance/editions/1/"


def test_only_the_version_that_was_read_is_signed_off_or_discarded():
    draft = save(begin())
    read = draft.draft_version
    save(draft, purpose="Something else.")
    by = draft.drafted_by

    for action in (sign_off_profile, discard_profile):
        assert codes(lambda action=action: perform(action, by=by, profile=draft, draft_version=read)) == [
            "changed-meanwhile"
        ]


def test_a_save_on_an_older_version_writes_over_nobody():
    make_owner(full_name="Laila Rahman")
    deputy = make_deputy()
    draft = begin()
    save(draft, purpose="Mine.")

    [problem] = refusal(lambda: save(draft, by=deputy, purpose="Theirs."))

    assert problem.code == "changed-meanwhile"
    assert "Laila Rahman saved this draft at 9am" in problem.message
    assert ServiceProfile.objects.get().purpose == "Mine."


def test_a_save_after_the_sign_off_changes_nothing():
    signed_off = make_profile()

    assert codes(lambda: save(signed_off, purpose="Too late.")) == ["signed-off"]


def test_a_draft_that_was_discarded_meanwhile_is_a_sentence():
    draft = save(begin())
    perform(discard_profile, by=draft.drafted_by, profile=draft, draft_version=draft.draft_version)

    assert codes(lambda: sign_off(draft)) == ["discarded"]


def test_discarding_leaves_what_was_signed_off():
    signed_off = make_profile()
    draft = begin()
    perform(discard_profile, by=draft.drafted_by, profile=draft, draft_version=draft.draft_version)

    assert list(ServiceProfile.objects.all()) == [signed_off]


def test_the_owner_of_the_day_is_kept_and_told_where_a_deputy_signs_off(mail_queue):
    owner, deputy = make_owner(), make_deputy()
    Email.objects.all().delete()
    signed_off = make_profile(by=deputy)

    assert (signed_off.signed_off_by, signed_off.owner_at_sign_off) == (deputy, owner)
    assert Email.objects.get().to == [owner.email]


def test_events_hold_no_words():
    make_profile(purpose="CANARY")

    events = AuditEvent.objects.filter(action__startswith="profile.")
    assert [event.action for event in events] == ["profile.draft", "profile.save", "profile.sign-off"]
    assert not any("CANARY" in str([event.before, event.after]) for event in events)


def test_reworded_axes_are_a_new_edition_and_a_draft_is_looked_at_again():
    draft = save(begin())
    officer = make_officer()
    perform(reword_axes, by=officer, words=WORDS, edition=1)

    assert codes(lambda: sign_off(draft)) == ["axes-changed"]
    assert sign_off(save(draft)).framework == PositioningFramework.objects.current()
    assert codes(lambda: perform(reword_axes, by=officer, words=WORDS, edition=1)) == ["changed-meanwhile"]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 12), ReviewState.IN_DATE),
        (date(2026, 3, 13), ReviewState.SOON),
        (date(2026, 3, 27), ReviewState.SOON),
        (date(2026, 3, 28), ReviewState.OVERDUE),
    ],
)
def test_a_review_is_soon_in_its_last_ten_working_days_and_overdue_the_day_after(day, state):
    profile = ServiceProfile(review_by=date(2026, 3, 27))

    assert profile.review_state(day) == state


def test_keepers_are_reminded_once_when_the_review_is_near_then_overdue_then_every_twenty_working_days(
    clock, mail_queue
):
    owner, deputy = make_owner(), make_deputy()
    make_profile(review_by=date(2026, 3, 27))
    Email.objects.all().delete()
    sent = []
    for day in range(100):
        clock.set(MONDAY + timedelta(days=day))
        assert due.remind_of_reviews() in (0, 1)
        assert due.remind_of_reviews() == 0
        if Email.objects.count() > 2 * len(sent):
            sent.append((MONDAY + timedelta(days=day)).date())

    assert sent == [date(2026, 3, 13), date(2026, 3, 28), date(2026, 4, 28), date(2026, 5, 28)]
    mail = Email.objects.filter(to__contains=owner.email)
    assert [each.subject for each in mail.order_by("pk")][:2] == [
        "Action needed by 27 March 2026: review the profile of Finance",
        "Action needed: the profile of Finance is overdue for review",
    ]
    assert Email.objects.filter(to__contains=deputy.email).count() == len(sent)
    assert "/services/finance/" in mail[0].message


def test_an_edition_that_was_followed_by_another_reminds_nobody(clock):
    make_profile(review_by=date(2026, 3, 4))
    make_profile()
    clock.set(MONDAY + timedelta(days=30))

    assert due.remind_of_reviews() == 0


def test_nobody_is_reminded_who_no_longer_may_and_a_new_owner_is(clock, mail_queue):
    profile = make_profile(review_by=date(2026, 3, 4))
    service_of().owner.groups.clear()
    clock.set(MONDAY + timedelta(days=30))
    Email.objects.all().delete()

    assert due.remind_of_reviews() == 0
    assert perform(remind_about_review, by=None, profile=profile) is None
    assert not ProfileReminder.objects.exists()
    owner = make_owner()
    assert due.remind_of_reviews() == 1
    assert owner.email in Email.objects.latest("pk").to


def test_a_reminder_that_is_not_due_is_not_sent():
    assert perform(remind_about_review, by=None, profile=make_profile()) is None


def test_whoever_keeps_another_service_is_refused_by_the_database():
    draft = save(begin())
    make_owner(service_of("it-services"))
    stranger = make_person(Role.SERVICE_MANAGER)

    assert codes(lambda: sign_off(draft, by=stranger)) == ["identity"]
