"""The doctor names what is wrong and stays silent otherwise."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from eoi.actions.audit import seal_events
from eoi.actions.availability import record_probe
from eoi.actions.organisation import create_organisation
from eoi.guard_inventory import EXPECTED_POLICIES
from eoi.identity import perform
from eoi.models import Role, WorkerHeartbeat
from salford_partnering.doctor import faults, telling_moments
from tests.eoi.scenarios.whole_job import DETAILS
from tests.factories.availability import UP
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worker_is_alive():
    WorkerHeartbeat.objects.update_or_create(name="worker", defaults={"seen_at": timezone.now()})


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def seal_events_of_somebody():
    perform(create_organisation, by=make_person(Role.PROSPECTIVE_PARTNER), details=DETAILS)
    perform(seal_events, by=None)


def test_healthy_deployment_is_told_so(capsys):
    call_command("doctor")
    assert capsys.readouterr().out == "Nothing is wrong.\n"


def test_any_fault_ends_with_status_1(settings, capsys):
    settings.DEBUG = True
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor")
    assert stopped.value.code == 1
    assert "DEBUG is on" in capsys.readouterr().out


def test_moved_clock_is_named():
    run(
        "CREATE OR REPLACE FUNCTION eoi_now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT now() + interval '1 day' $$"
    )
    assert [fault for fault in faults() if fault.startswith("eoi_now() does not tell")]


def test_missing_trigger_is_named():
    run("DROP TRIGGER append_only ON eoi_withdrawal")
    assert [fault for fault in faults() if fault.startswith("The trigger append_only on eoi_withdrawal is missing")]


def test_switched_off_trigger_is_named():
    run("ALTER TABLE eoi_auditevent DISABLE TRIGGER never_truncated")
    assert [fault for fault in faults() if fault.startswith("The trigger never_truncated on eoi_auditevent")]


def test_policy_that_is_not_forced_is_named():
    run("ALTER TABLE eoi_submissioncontent NO FORCE ROW LEVEL SECURITY")
    found = "\n".join(fault for fault in faults() if "on eoi_submissioncontent is missing" in fault)
    for policy in EXPECTED_POLICIES["eoi_submissioncontent"]:
        assert f"policy {policy} on eoi_submissioncontent" in found


def test_silent_worker_is_named():
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timezone.timedelta(hours=1))
    assert [fault for fault in faults() if fault.startswith("The worker was last seen on")]


def test_worker_never_seen_is_named():
    WorkerHeartbeat.objects.all().delete()
    assert [fault for fault in faults() if fault.startswith("The worker was never seen")]


def test_a_log_of_availability_that_stands_still_is_named_where_one_is_kept(settings):
    sentence = "Nobody has looked for 5 minutes whether the service can be reached."
    assert not [fault for fault in faults() if fault.startswith(sentence)]
    settings.PROBE_ADDRESS = "https://partnering.example/health/"
    assert [fault for fault in faults() if fault.startswith(sentence)]
    record_probe(address=settings.PROBE_ADDRESS, finding=UP, delay_milliseconds=42)
    assert not [fault for fault in faults() if fault.startswith(sentence)]


def test_mail_that_waits_or_failed_is_named():
    Email.objects.create(from_email="a@salford.example", to=["b@northgate.example"], status=STATUS.queued)
    Email.objects.update(created=timezone.now() - timezone.timedelta(hours=1))
    Email.objects.create(from_email="a@salford.example", to=["b@northgate.example"], status=STATUS.failed)
    found = " ".join(faults())
    assert "1 mails have waited" in found
    assert "1 mails could not be sent" in found


def test_production_role_that_owns_tables_is_named(settings):
    settings.EMBEDDED = False
    assert [fault for fault in faults() if "owns" in fault and "could take their guards away" in fault]


def test_demonstration_sign_in_in_production_is_named(settings, django_user_model):
    django_user_model.objects.create_user("demo@salford.example", "x", full_name="Demo", is_demonstration=True)
    assert not [fault for fault in faults() if "demonstration sign-in" in fault]
    settings.EMBEDDED = False
    assert [fault for fault in faults() if fault.startswith("demo@salford.example is a demonstration sign-in")]


def test_missing_cache_table_is_a_sentence():
    run("DROP TABLE cache")
    assert any("shared cache" in fault for fault in faults())


def test_an_audit_trail_that_was_changed_is_named():
    seal_events_of_somebody()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE eoi_auditevent DISABLE TRIGGER append_only")
    run("UPDATE eoi_auditevent SET action = 'advert.other'")
    run("ALTER TABLE eoi_auditevent ENABLE TRIGGER append_only")

    assert any("does not match its seals" in fault for fault in faults())


@pytest.mark.parametrize(
    ("setting", "value"),
    [("track_commit_timestamp", "on"), ("log_statement", "all"), ("log_min_duration_statement", "0")],
)
def test_what_would_tell_when_a_staff_question_came_is_named(setting, value):
    silent = {"track_commit_timestamp": "off", "log_statement": "ddl", "log_min_duration_statement": "-1"}

    assert list(telling_moments(silent)) == []
    [fault] = telling_moments({**silent, setting: value})
    assert fault.startswith(f"{setting} is")
