"""The partner's page of supporting files: limits first, one file at a time, nothing that was typed lost (P8)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from eoi import file_store
from eoi.actions.assistance import end_assistance
from eoi.actions.file import describe_file, record_scan
from eoi.identity import acting_as, perform
from eoi.models import ScanState, StagedFile
from tests.factories.assistance import ask, begin, confirm, enter, record
from tests.factories.files import docx, upload
from tests.factories.partner_files import fresh_pdf, remove, seal, stage, submit_with_files
from tests.factories.people import make_officer, make_partner
from tests.factories.world import close, make_open, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client):
    person = make_partner()
    client.force_login(person)
    return person


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


@pytest.fixture
def page(expression):
    return reverse("eoi:file-list", args=[expression.reference])


def at(name, expression, *more):
    return reverse(f"eoi:{name}", args=[expression.reference, *more])


def files_of(partner):
    with acting_as(partner):
        return list(StagedFile.objects.standing())


def test_the_limits_stand_before_the_choice(client, page):
    answer = client.get(page).content.decode()

    assert "Up to 20 MB for each file, 10 files, 100 MB together" in answer
    assert answer.index("Up to 20 MB") < answer.index('type="file"')
    assert "no virus scanner" in answer


def test_a_received_file_is_confirmed_with_size_and_checksum(client, page, partner):
    answer = client.post(page, {"file": upload("plan.pdf", fresh_pdf()), "caption": "Our plan"}, follow=True)

    [file] = files_of(partner)
    groups = " ".join(file.digest[start : start + 4] for start in range(0, 64, 4))
    words = answer.content.decode()
    assert answer.redirect_chain == [(page, 302)]
    assert f"SHA-256 {groups}." in words
    assert "Received “plan.pdf”" in words
    assert file.caption == "Our plan"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing.pdf", b"", "“nothing.pdf” is empty: it has 0 bytes"),
        ("tool.exe", b"MZ", "“tool.exe” is in a format we do not take"),
        ("letter.docx", docx(word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0"), "“letter.docx” holds macros"),
        ("big.pdf", b"%PDF-" + b"x" * 3_000_000, "“big.pdf” is bigger than 2 MB"),
    ],
)
def test_a_refused_file_is_named_with_the_limit_and_the_fix_and_the_caption_stays(
    name, content, words, client, page, partner, settings
):
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    answer = client.post(page, {"file": upload(name, content), "caption": "What I typed"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert 'value="What I typed"' in shown
    assert files_of(partner) == []


def test_nothing_chosen_is_said(client, page):
    answer = client.post(page, {"caption": "What I typed"})

    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_one_too_many_is_said_at_the_control(client, page, expression, partner, settings):
    settings.MOST_FILES = 1
    client.post(page, {"file": upload("a.pdf", fresh_pdf())})
    assert 'type="file"' not in client.get(page).content.decode()

    answer = client.post(page, {"file": upload("b.pdf", fresh_pdf()), "caption": "Kept"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "“b.pdf” would be one file too many: at most 1" in shown
    assert 'value="Kept"' in shown


def test_after_the_closing_time_a_file_is_refused_with_advice(client, world, page, expression, partner):
    stage(expression, partner)
    close(world)
    answer = client.post(page, {"file": upload("a.pdf", fresh_pdf())})

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "the files no longer change" in shown
    assert "telephone" in shown
    assert "structure.pdf" in shown
    assert 'type="file"' not in client.get(page).content.decode()


def test_a_caption_is_changed_and_a_colleagues_is_shown_beside(client, expression, partner):
    file = stage(expression, partner)
    address = at("file-edit", expression, file.reference)
    perform(describe_file, by=partner, file=file, version=1, caption="Theirs")

    answer = client.post(address, {"caption": "Mine", "version": 1})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in shown
    assert 'value="Mine"' in shown
    assert 'name="version" value="2"' in shown
    assert client.post(address, {"caption": "Mine", "version": 2}).status_code == 302
    assert files_of(partner)[0].caption == "Mine"


def test_a_caption_that_is_too_long_is_kept_and_said(client, expression, partner):
    file = stage(expression, partner)
    answer = client.post(at("file-edit", expression, file.reference), {"caption": "x" * 201, "version": 1})

    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()


def test_a_file_is_removed_after_a_question_and_put_back(client, expression, partner, page):
    file = stage(expression, partner)
    asked = at("file-remove", expression, file.reference)
    assert "Remove this file?" in client.get(asked).content.decode()
    assert files_of(partner) == [file]

    answer = client.post(asked, follow=True).content.decode()
    assert "is removed. You can put it back for 7 days" in answer
    assert files_of(partner) == []
    back = at("file-put-back", expression, file.reference)
    assert back in answer
    assert "is back" in client.post(back, follow=True).content.decode()
    assert files_of(partner) == [file]


def test_an_edition_that_holds_a_file_is_named_before_it_is_removed(client, world, partner):
    submission = submit_with_files(world, partner)
    [file] = files_of(partner)

    shown = client.get(at("file-remove", submission.expression, file.reference)).content.decode()
    assert "An edition that you submitted holds it" in shown


@pytest.mark.parametrize("name", ["file-remove", "file-put-back", "file-edit"])
def test_after_the_closing_time_nothing_is_done_to_a_file(name, client, world, expression, partner):
    file = stage(expression, partner)
    close(world)
    address = at(name, expression, file.reference)

    assert client.get(address).status_code == 200
    assert client.post(address, {"caption": "Late", "version": 1}).status_code == 409


def test_a_download_is_an_attachment_that_can_do_nothing(client, expression, partner):
    content = fresh_pdf()
    file = stage(expression, partner, "Our “plan” 2026.pdf", content=content)
    answer = client.get(at("file-download", expression, file.reference))

    assert answer.getvalue() == content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="our-plan-2026.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == str(len(content))


def test_a_file_whose_content_is_gone_is_not_found(client, expression, partner):
    file = stage(expression, partner)
    file_store.remove(file.stored.key)
    assert client.get(at("file-download", expression, file.reference)).status_code == 404


@pytest.mark.parametrize("name", ["file-edit", "file-remove", "file-put-back", "file-download"])
def test_a_file_of_another_draft_does_not_exist(name, client, world, expression, partner):
    other = make_partner()
    theirs = stage(start(world, other), other)

    assert client.get(at(name, expression, theirs.reference)).status_code == 404
    assert client.get(at(name, theirs.expression, theirs.reference)).status_code == 404


def test_the_task_says_how_many_there_are_and_what_needs_attention(client, expression, partner):
    tasks = at("expression-detail", expression)
    assert "Optional" in client.get(tasks).content.decode()

    file = stage(expression, partner)
    shown = client.get(tasks).content.decode()
    assert "Add supporting files" in shown
    assert "1 file, " in shown
    perform(record_scan, by=None, stored=file.stored, state=ScanState.REFUSED)
    assert "Needs attention" in client.get(tasks).content.decode()


def test_the_check_page_and_the_receipt_list_the_files(client, world, partner):
    submission = submit_with_files(world, partner)
    expression = submission.expression
    [file] = files_of(partner)
    groups = " ".join(file.digest[start : start + 4] for start in range(0, 64, 4))

    check = client.get(at("expression-check", expression)).content.decode()
    receipt = client.get(at("submission-receipt", expression, 1)).content.decode()
    for page in (check, receipt):
        assert "structure-1.pdf" in page
        assert "Our structure, part 1" in page
        assert groups in page
    download = at("submission-own-file", expression, 1, 1)
    assert download in receipt
    assert client.get(download).status_code == 200
    assert client.get(at("submission-own-file", expression, 1, 2)).status_code == 404


def test_an_edition_keeps_a_file_that_the_draft_no_longer_has(client, world, partner):
    submission = submit_with_files(world, partner)
    remove(files_of(partner)[0], partner)

    assert client.get(at("submission-own-file", submission.expression, 1, 1)).status_code == 200


def test_the_queries_do_not_grow_with_the_files(client, expression, partner, page):
    counts = []
    for number in (1, 3):
        while len(files_of(partner)) < number:
            stage(expression, partner)
        remove(stage(expression, partner), partner)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_assistant_adds_files_that_the_organisation_sees_and_that_are_sealed(client, world, partner):
    officer = make_officer(full_name="Olive Officer")
    assistance = begin(ask(start(world, partner), partner, officer))
    expression = enter(assistance)
    client.force_login(officer)
    page = at("file-list", expression)

    added = client.post(page, {"file": upload("paper.pdf", fresh_pdf()), "caption": "Came by post"}, follow=True)
    assertContains(added, "Received “paper.pdf”")
    with acting_as(officer):
        [file] = StagedFile.objects.standing()
    assert file.staged_by == officer
    assert client.get(at("file-download", expression, file.reference)).status_code == 200
    changed = client.post(at("file-edit", expression, file.reference), {"caption": "By post", "version": file.version})
    assertRedirects(changed, page)

    client.force_login(partner)
    assertContains(client.get(page), "from Olive Officer")
    seal(expression, partner)
    assertContains(client.get(at("submission-receipt", expression, 1)), "By post")


def test_whoever_reads_an_entry_back_reads_its_files_too(client, world):
    assistance = begin(record(world))
    expression = enter(assistance)
    stage(expression, assistance.assistant, "paper.pdf", caption="Came by post")
    client.force_login(assistance.second)

    assertContains(client.get(reverse("eoi:assistance-read-back", args=[assistance.reference])), "Came by post")
    assert client.get(at("file-list", expression)).status_code == 403
    with acting_as(assistance.assistant):
        expression.refresh_from_db()
    confirm(assistance, expression, assistance.second)
    seal(expression, assistance.assistant)
    with acting_as(assistance.assistant):
        assert StagedFile.objects.standing().get().pins.count() == 1


def test_an_assistant_does_nothing_to_files_once_it_is_over(client, world, partner):
    officer = make_officer()
    assistance = begin(ask(start(world, partner), partner, officer))
    expression = enter(assistance)
    file = stage(expression, officer)
    perform(end_assistance, by=partner, assistance=assistance)
    client.force_login(officer)

    assert client.get(at("file-list", expression)).status_code == 403
    for name in ("file-edit", "file-remove", "file-put-back", "file-download"):
        assert client.get(at(name, expression, file.reference)).status_code == 403
    assert client.post(at("file-remove", expression, file.reference)).status_code == 403
