"""The virus scanner's client, against a small daemon on a real Unix socket: clean, infected, beyond limits, down, slow, talking rubbish."""

import socket
import tempfile
import threading
from pathlib import Path

import pytest

from eoi import files_due, scanner
from eoi.actions.file import stage_file
from eoi.clock import database_now
from eoi.identity import perform
from eoi.models import AuditEvent, ScanState, StagedFile, StoredFile
from eoi.problems import ActionRefused
from salford_partnering import doctor
from tests.factories.files import upload
from tests.factories.partner_files import fresh_pdf, seal, stage
from tests.factories.people import make_partner
from tests.factories.world import fill_in, make_open, start

EICAR = (
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)  # in two, or scanners take this file


class Clamd:
    """Speaks as clamd does. `says`: its answer to a stream, or nothing for what it thinks of it; `most`: its StreamMaxLength."""

    def __init__(self, folder, *, says=None, most=None, silent=False):
        self.path = str(Path(folder) / "clamd")
        self.says, self.most, self.silent = says, most, silent
        self.received = []
        self.ended = threading.Event()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self):
        self.ended.set()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)

    def _serve(self):
        while not self.ended.is_set():
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with line:
                self._answer(line)

    def _answer(self, line):
        with line.makefile("rb") as heard:
            command = b""
            while not command.endswith(b"\0"):
                command += heard.read(1)
            if command == b"zPING\0":
                line.sendall(b"PONG\0")
                return
            assert command == b"zINSTREAM\0"
            content = b""
            while size := int.from_bytes(heard.read(4), "big"):
                content += heard.read(size)
                if self.most and len(content) > self.most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.received.append(content)
            if self.silent:
                self.ended.wait(5)
                return
            found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"
            line.sendall(self.says if self.says is not None else found)


@pytest.fixture
def clamd(settings):
    """`clamd(...)` starts one and configures it."""
    running = []
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:

        def start_one(**options):
            made = Clamd(tempfile.mkdtemp(dir=folder), **options)
            running.append(made)
            settings.CLAMD_SOCKET = made.path
            return made

        yield start_one
        for each in running:
            if not each.ended.is_set():
                each.close()


def verdict(content=b"harmless", seconds=5.0):
    pieces = [content[at : at + 1000] for at in range(0, len(content), 1000)]
    return scanner.verdict_on(pieces, seconds=seconds)


def test_what_is_harmless_is_clean_and_was_sent_whole(clamd):
    daemon = clamd()

    assert verdict(b"harmless" * 1000) == ScanState.CLEAN
    assert daemon.received == [b"harmless" * 1000]


def test_a_virus_is_refused(clamd):
    clamd()

    assert verdict(EICAR) == ScanState.REFUSED


@pytest.mark.parametrize(
    "answer", [b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", b"INSTREAM size limit exceeded. ERROR\0"]
)
def test_what_lies_beyond_its_limits_was_not_scanned(answer, clamd):
    clamd(says=answer)

    assert verdict() == ScanState.NOT_SCANNED


def test_one_that_hangs_up_at_its_limit_is_understood(clamd):
    clamd(most=2000)

    assert verdict(b"x" * 5_000_000) in (ScanState.NOT_SCANNED, None)


@pytest.mark.parametrize(
    "answer", [b"", b"\0", b"stream: OK maybe\0", b"\xff\xfe\0", b"UNKNOWN COMMAND\0", b"x" * 9000]
)
def test_rubbish_is_no_answer(answer, clamd):
    clamd(says=answer)

    assert verdict() is None


def test_one_that_is_slow_is_waited_for_no_longer_than_told(clamd):
    clamd(silent=True)

    assert verdict(seconds=0.2) is None


def test_one_that_is_down_has_not_answered(clamd, settings):
    clamd().close()
    assert verdict() is None

    settings.CLAMD_SOCKET = "/nowhere/clamd"
    assert verdict() is None
    assert not scanner.is_answering()


@pytest.fixture
def expression(clock):
    world, partner = make_open(clock), make_partner()
    return start(world, partner)


@pytest.mark.django_db
def test_a_clean_file_is_clean_at_once(clamd, expression):
    clamd()
    stored = stage(expression, expression.started_by).stored

    assert (stored.state, bool(stored.scanned_at)) == (ScanState.CLEAN, True)


@pytest.mark.django_db
def test_an_infected_file_is_not_kept(clamd, expression):
    clamd()
    infected = fresh_pdf() + b"\n%" + EICAR
    with pytest.raises(ActionRefused) as refused:
        perform(stage_file, by=expression.started_by, expression=expression, file=upload("a.pdf", infected), caption="")

    assert refused.value.problems[0].code == "infected"
    assert "“a.pdf”" in str(refused.value)
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_scanner_that_is_down_keeps_nobody_from_submitting_and_answers_later(clamd, clock, settings):
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    settings.CLAMD_SOCKET = "/nowhere/clamd"
    stored = stage(expression, partner).stored
    assert (stored.state, stored.scanned_at) == (ScanState.STAGED, None)
    assert files_due.scan_files() == 0
    assert seal(expression, partner).number == 1

    clamd()
    assert files_due.scan_files() == 1
    assert files_due.scan_files() == 0
    stored.refresh_from_db()
    assert (stored.state, stored.scanned_at) == (ScanState.CLEAN, database_now())
    event = AuditEvent.objects.get(action="file.scan")
    assert (event.actor, event.after, event.is_sealed) == (None, {"state": "clean"}, True)


@pytest.mark.django_db
def test_what_came_before_there_was_a_scanner_is_scanned_once_there_is_one(clamd, expression):
    stored = stage(expression, expression.started_by).stored
    assert stored.state == ScanState.NOT_SCANNED
    assert files_due.scan_files() == 0

    clamd(says=b"stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0")
    assert files_due.scan_files() == 1
    assert files_due.scan_files() == 0  # it has answered: beyond its limits
    assert StoredFile.objects.get().state == ScanState.NOT_SCANNED


@pytest.mark.django_db
def test_the_worker_gives_up_for_this_time_on_a_scanner_that_does_not_answer(clamd, expression):
    for _ in range(5):
        stage(expression, expression.started_by)
    daemon = clamd(says=b"?\0")

    assert files_due.scan_files() == 0
    assert len(daemon.received) == files_due.MOST_SILENCES


@pytest.mark.django_db
def test_doctor_says_when_it_does_not_answer_and_when_files_wait(clamd, expression, settings):
    assert list(doctor.virus_scanner()) == []
    stage(expression, expression.started_by)
    clamd()
    [waiting] = doctor.virus_scanner()
    assert waiting.startswith("1 files wait")

    settings.CLAMD_SOCKET = "/nowhere/clamd"
    assert next(fault.split(" at ")[0] for fault in doctor.virus_scanner()) == "The virus scanner does not answer"


@pytest.mark.django_db
def test_the_worker_learns_nothing_of_whose_a_file_is(clamd, expression):
    stage(expression, expression.started_by, "canary.pdf")
    clamd()
    files_due.scan_files()

    assert StagedFile.objects.count() == 0  # row-level security: it is nobody
    kept = {field.name for field in StoredFile._meta.fields}
    assert kept == {"id", "key", "state", "scanned_at", "let_go_at", "sealed_at", "destroyed_at"}
