"""The officers' pages of the information pack."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eoi.models import PackDocument
from tests.factories.files import docx, pdf, upload
from tests.factories.packs import add_document
from tests.factories.people import make_officer
from tests.factories.world import make_draft, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(clock, client):
    draft = make_draft(clock, ready=False)
    client.force_login(draft.officer)
    return draft


@pytest.fixture
def world(clock, client):
    world = make_open(clock)
    client.force_login(world.officer)
    return world


def address(world, name="pack-manage", *more):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *more])


def send(client, world, **typed):
    facts = {"title": "Property list", "description": "All of them.", "file": upload("list.pdf", pdf()), **typed}
    return client.post(address(world, "pack-document-create"), facts)


def test_a_document_is_added_and_shown_with_format_and_size(client, draft):
    response = client.get(address(draft))
    assert "No documents yet" in response.content.decode()

    response = send(client, draft)
    assert response.url == address(draft)
    words = client.get(address(draft)).content.decode()
    assert "“Property list” is in the pack." in words
    assert "PDF, " in words


def test_what_is_missing_is_said_with_a_link_that_mends_it(client, draft):
    words = client.get(address(draft)).content.decode()

    assert "0 of 6 signed off" in words
    assert address(draft, "advert-issues") in words


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload("list.pdf", b""), "“list.pdf” is empty: it has 0 bytes."),
        (upload("list.exe", b"MZ"), "“list.exe” is in a format we do not take."),
        (upload("list.pdf", docx()), "“list.pdf” is named as a PDF but is not one."),
        (upload("list.docx", docx(word__vbaProject_dot_bin="x")), "“list.docx” holds macros."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence_and_the_words_stay(client, draft, file, sentence):
    response = send(client, draft, file=file)
    words = response.content.decode()

    assert response.status_code == 422
    assert sentence in words
    assert "All of them." in words
    assert not PackDocument.objects.exists()


def test_a_file_beyond_the_limit_is_cut_off_and_refused(client, draft, settings):
    settings.UPLOAD_LIMIT = 100_000
    response = send(client, draft, file=upload("list.pdf", b"%PDF-" + b"x" * 1_000_000))

    assert response.status_code == 422
    assert "“list.pdf” is bigger than 98 KB" in response.content.decode()


def test_without_a_file_nothing_is_added(client, draft):
    response = client.post(address(draft, "pack-document-create"), {"title": "", "description": ""})

    assert response.status_code == 422
    assert "“File” is missing. Choose a file." in response.content.decode()


def test_title_and_file_are_changed_and_a_colleague_is_not_written_over(client, draft):
    document = add_document(draft, "Old title")
    there = address(draft, "pack-document-edit", document.reference)
    typed = {"title": "New title", "description": "", "version": 1}

    assert client.post(there, {**typed, "file": upload("new.docx", docx())}).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.extension, document.version) == ("New title", "docx", 2)
    late = client.post(there, {**typed, "title": "Late title"})
    assert late.status_code == 409
    assert "What stands now" in late.content.decode()
    assert "Late title" in late.content.decode()
    assert client.post(there, {**typed, "title": "Late title", "version": 2}).status_code == 302


def test_a_document_is_removed_after_a_page_that_says_what_happens(client, draft):
    document = add_document(draft, "Old title")
    there = address(draft, "pack-document-remove", document.reference)

    assert "gone for good" in client.get(there).content.decode()
    assert client.post(there, {"version": 1}).status_code == 302
    assert not PackDocument.objects.exists()


def test_of_a_published_advert_a_sentence_for_everybody_is_needed(client, world):
    assert send(client, world).status_code == 422
    response = send(client, world, announcement="There is a property list now.")

    assert response.status_code == 302
    words = client.get(address(world)).content.decode()
    assert "2 editions" in words
    assert "There is a property list now." in words


def test_of_a_published_advert_removing_asks_for_a_sentence_too(client, world):
    document = add_document(world)
    there = address(world, "pack-document-remove", document.reference)

    assert "Earlier editions keep it" in client.get(there).content.decode()
    assert client.post(there, {"version": 1}).status_code == 422
    assert client.post(there, {"version": 1, "announcement": "It is out of date."}).status_code == 302
    assert client.get(there).status_code == 200
    assert client.post(there, {"version": 1, "announcement": "Again."}).status_code == 409


def test_the_preview_shows_the_pack_and_leads_to_the_published_one(client, draft):
    add_document(draft, "Property list")
    words = client.get(address(draft, "pack-preview")).content.decode()

    assert "Strategic partnership for Corporate Services" in words
    assert "Property list" in words


def test_the_preview_of_a_published_advert_is_its_pack(client, world):
    assert client.get(address(world, "pack-preview")).url == address(world, "pack-detail")


def test_others_look_and_do_not_change(client, draft):
    document = add_document(draft)
    for person in (make_officer(), draft.approver):
        client.force_login(person)
        assert client.get(address(draft)).status_code == 200
        assert "Add a document" not in client.get(address(draft)).content.decode()
        assert client.get(address(draft, "pack-document-create")).status_code == 403
        assert client.get(address(draft, "pack-document-edit", document.reference)).status_code == 403


def test_a_document_of_another_advert_is_not_found(client, draft, clock):
    other = make_draft(clock, reference="SAL-2026-015", ready=False)
    document = add_document(other)

    assert client.get(address(draft, "pack-document-edit", document.reference)).status_code == 404


def test_the_queries_do_not_grow_with_documents_and_editions(client, world):
    add_document(world)
    client.get(address(world))
    with CaptureQueriesContext(connection) as few:
        client.get(address(world))
    add_document(world)
    add_document(world)
    with CaptureQueriesContext(connection) as many:
        client.get(address(world))

    assert len(many) == len(few)
