"""Files of opened submissions, for those who have leave to read (DESIGN §5, §10)."""

import pytest
from django.urls import reverse

from eoi.actions.file import record_scan
from eoi.identity import acting_as, perform
from eoi.models import AuditEvent, ScanState, StoredFile
from eoi.policies.file import problems_with_showing_file
from tests.factories.partner_files import stage, submit_with_files
from tests.factories.people import make_officer
from tests.factories.world import close, make_open, open_submissions

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    world = make_open(clock)
    submission = submit_with_files(world)
    stage(submission.expression, world.partners[0], "never-submitted.pdf")
    return world


@pytest.fixture
def opened(world):
    return open_submissions(close(world))


def address(world, place=1):
    return reverse("eoi:submission-file", args=[world.submissions[0].reference, place])


def detail(world):
    return reverse("eoi:submission-detail", args=[world.submissions[0].reference])


def test_a_reader_sees_and_downloads_what_was_sealed_and_it_is_recorded(client, opened):
    client.force_login(opened.officer)
    shown = client.get(detail(opened)).content.decode()
    assert "structure-1.pdf" in shown
    assert "never-submitted.pdf" not in shown
    assert "Not scanned for viruses" in shown

    answer = client.get(address(opened))
    assert answer.getvalue().startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="structure-1.pdf"'
    assert answer["Cache-Control"] == "no-store"
    event = AuditEvent.objects.get(action="file.read")
    assert event.actor == opened.officer
    assert event.after == {"submission": opened.submissions[0].reference}


def test_before_the_opening_and_without_leave_there_is_no_such_file(client, world):
    client.force_login(world.officer)
    assert client.get(address(world)).status_code == 404
    open_submissions(close(world))
    assert client.get(address(world)).status_code == 200
    assert client.get(address(world, 2)).status_code == 404

    client.force_login(make_officer())
    assert client.get(address(world)).status_code == 404


@pytest.mark.parametrize(
    ("state", "has_scanner", "opens"),
    [
        (ScanState.CLEAN, True, True),
        (ScanState.CLEAN, False, True),
        (ScanState.NOT_SCANNED, False, True),
        (ScanState.STAGED, False, True),
        (ScanState.NOT_SCANNED, True, False),
        (ScanState.STAGED, True, False),
        (ScanState.REFUSED, True, False),
        (ScanState.REFUSED, False, False),
    ],
)
def test_where_there_is_a_scanner_only_what_it_called_clean_is_shown(state, has_scanner, opens, settings):
    settings.CLAMD_SOCKET = "/run/clamd" if has_scanner else ""

    assert (problems_with_showing_file(StoredFile(state=state)) == []) is opens


def test_what_was_not_scanned_is_explained_and_not_sent(client, opened, settings):
    settings.CLAMD_SOCKET = "/run/clamd"
    client.force_login(opened.officer)
    answer = client.get(address(opened))
    shown = answer.content.decode()
    assert "has not been scanned for viruses" in shown
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert "Cannot be opened" in client.get(detail(opened)).content.decode()
    assert not AuditEvent.objects.filter(action="file.read").exists()

    with acting_as(opened.officer):
        stored = opened.submissions[0].pins.get().file.stored
    perform(record_scan, by=None, stored=stored, state=ScanState.CLEAN)
    shown = client.get(detail(opened)).content.decode()
    assert "Cannot be opened" not in shown
    assert "Not scanned" not in shown
    assert client.get(address(opened)).status_code == 200


def test_a_submission_of_before_there_were_files_reads_as_before(client, opened):
    from eoi.readable_copy import copied_files

    assert copied_files({}) == []
