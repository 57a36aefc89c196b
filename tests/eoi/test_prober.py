"""Once a minute, whoever else looks, and whether or not the database is there; a gap never becomes an answer."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from eoi import prober
from eoi.actions.availability import prune_probes
from eoi.due import run_due
from eoi.identity import perform
from eoi.models import AuditEvent, AvailabilityProbe
from eoi.prober import Prober
from tests.eoi.test_probing import answering
from tests.factories.availability import BROKEN, UP, probe
from tests.factories.world import CLOSES

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(clock):
    clock.set(CLOSES)
    with answering() as (address, _):
        yield Prober(address)


def test_a_minute_is_looked_at_once(site, clock):
    moment = clock.set(CLOSES + timedelta(seconds=30))
    assert site.look() == 1
    clock.set(CLOSES + timedelta(seconds=59))
    assert site.look() == 0
    clock.set(CLOSES + timedelta(seconds=60))
    assert site.look() == 1

    found = AvailabilityProbe.objects.first()
    assert (found.result, found.status, found.address) == ("answered", 200, site.address)
    assert found.recorded_at == moment
    assert found.probed_at == moment - timedelta(milliseconds=found.delay_milliseconds)


def test_a_failure_is_recorded_as_one(clock):
    clock.set(CLOSES)
    with answering(503) as (address, _):
        Prober(address).look()

    assert AvailabilityProbe.objects.get().result == "wrong-answer"


def test_a_look_leaves_no_event_in_the_audit_trail(site):
    site.look()

    assert not AuditEvent.objects.exists()


class Away:
    """Stands in for a database that refuses: what Django raises then."""

    def __init__(self, monkeypatch):
        self.patch = monkeypatch

    def __enter__(self):
        def refuse(*_, **__):
            raise OperationalError("the database is away")

        self.patch.setattr(prober, "record_probe", refuse)
        self.patch.setattr(prober.connection, "close", lambda: None)

    def __exit__(self, *_):
        self.patch.undo()


def test_what_failed_while_the_database_was_away_is_recorded_when_it_is_back(clock, monkeypatch):
    clock.set(CLOSES)
    with answering(503) as (address, _):
        site = Prober(address)
        with Away(monkeypatch):
            assert site.look() == 0
        began, finding = site.kept[0]
        site.kept[0] = (began - 300, finding)  # five minutes ago
        clock.set(CLOSES + timedelta(minutes=5))

        assert site.look() == 2

    first = AvailabilityProbe.objects.first()
    assert abs(first.probed_at - CLOSES) < timedelta(seconds=5)
    assert first.recorded_at == CLOSES + timedelta(minutes=5)


def test_an_answer_that_comes_too_late_is_dropped_so_that_the_gap_stays(site, clock, monkeypatch):
    with Away(monkeypatch):
        site.look()
    began, finding = site.kept[0]
    site.kept[0] = (began - 300, finding)
    clock.set(CLOSES + timedelta(minutes=5))

    site.look()

    assert not site.kept
    assert AvailabilityProbe.objects.get().probed_at > CLOSES + timedelta(minutes=4)


def test_old_ones_go_after_a_month_more_than_they_are_kept(clock):
    probe(CLOSES - timedelta(days=431))
    probe(CLOSES - timedelta(days=401), BROKEN)
    kept = probe(CLOSES - timedelta(days=399))
    clock.set(CLOSES - timedelta(days=2))
    assert run_due()["old looks at availability"] == 0
    clock.set(CLOSES)

    assert run_due()["old looks at availability"] == 2

    assert AvailabilityProbe.objects.get() == kept
    assert AuditEvent.objects.get(action="availability.prune").after == {"probes": 2}
    assert perform(prune_probes, by=None) == 0


def test_run_due_from_cron_looks_once_where_an_address_is_set(clock, settings, capsys):
    clock.set(CLOSES)
    call_command("run_due")
    assert not AvailabilityProbe.objects.exists()

    with answering() as (address, _):
        settings.PROBE_ADDRESS = address
        call_command("run_due")

    assert AvailabilityProbe.objects.get().result == "answered"
    assert "looks at availability: 1" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_while_it_works_and_stops_when_told(settings, clock):
    clock.run_from(CLOSES)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop_once_looked():
        while not AvailabilityProbe.objects.exists():
            pass
        connection.close()
        os.kill(os.getpid(), signal.SIGTERM)

    with answering() as (address, _):
        settings.PROBE_ADDRESS = address
        watcher = threading.Thread(target=stop_once_looked, daemon=True)
        watcher.start()
        call_command("worker", every=0.01)
        watcher.join(10)

    for number, handler in handlers.items():
        signal.signal(number, handler)
    assert AvailabilityProbe.objects.get().result == "answered"
    assert not [thread for thread in threading.enumerate() if thread.name == "prober"]


def test_a_finding_belongs_to_the_moment_of_the_question(clock):
    slow = probe(CLOSES, BROKEN)
    quick = probe(CLOSES, UP)

    assert slow.pk != quick.pk
    times = AvailabilityProbe.objects.values_list("probed_at", flat=True)
    assert set(times) == {CLOSES - timedelta(milliseconds=ms) for ms in (30, 42)}
