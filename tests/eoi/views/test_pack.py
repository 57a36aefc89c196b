"""The information pack as everybody reads it: one content as page, PDF and archive, kept edition by edition (S10, S11, P20)."""

import hashlib
import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eoi.actions.advert import publish_advert
from eoi.actions.advert_change import announce_change
from eoi.actions.pack import change_pack_document, remove_pack_document
from eoi.identity import acting_as, perform
from eoi.models import ChangeKind, PackEdition
from eoi.pack import files
from eoi.pack.editions import pin_pack
from eoi.pack.files import make_files
from eoi.pack.printing import as_printed
from tests.factories.amendments import withdraw
from tests.factories.files import docx, pdf, upload
from tests.factories.packs import add_document
from tests.factories.people import make_partner
from tests.factories.questions import answer_to_all, ask_question
from tests.factories.world import decide, make_draft, make_open, make_published
from tests.project.pdf_text import words_in

pytestmark = pytest.mark.django_db


class _Texts(HTMLParser):
    """The texts of a page, each as it stands, in order."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self.silent = False

    def handle_starttag(self, tag, attributes):
        self.silent = tag in ("style", "title")

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if data.strip() and not self.silent:
            self.texts.append(" ".join(data.split()))


def texts_of(html):
    reader = _Texts()
    reader.feed(html)
    return reader.texts


def document_texts(html):
    """From the first section of the document on."""
    return texts_of(html[html.index('<section class="document-part"') :])


@pytest.fixture
def world(clock):
    """Open, with two documents in its pack."""
    world = make_draft(clock)
    add_document(world, "Property list")
    add_document(world, "Figures", file=upload("figures.docx", docx()), description="")
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.refresh())
    clock.advance(days=15)
    return world


def announce(world, summary="The contact has changed."):
    with acting_as(world.officer):
        return announce_change(advert=world.advert, kind=ChangeKind.AMENDMENT, summary=summary, by=world.officer)


def page(client, world, name="eoi:pack-detail", *more):
    return client.get(reverse(name, args=[world.advert.reference, *more]))


def archive_of(client, world):
    response = page(client, world, "eoi:pack-zip")
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_anybody_reads_it_with_its_documents_their_format_and_size(client, world):
    response = page(client, world)
    words = response.content.decode()

    assert response.status_code == 200
    assert "1, made at" in words
    assert 'id="service-finance"' in words
    assert 'href="#service-finance"' in words
    document = world.advert.pack_documents.first()
    assert reverse("eoi:pack-document", args=[world.advert.reference, document.reference]) in words
    assert re.search(r"PDF, \d+ bytes", words)
    assert "Word, " in words


def test_the_advert_leads_to_it_and_to_the_profile_of_each_service(client, world):
    make_files(PackEdition.objects.get())
    words = client.get(reverse("eoi:advert-detail", args=[world.advert.reference])).content.decode()

    there = reverse("eoi:pack-detail", args=[world.advert.reference])
    assert f'href="{there}#service-finance"' in words
    assert re.search(r"\(PDF, \d+ KB\)", words)
    assert re.search(r"\(ZIP, \d+ KB\)", words)
    assert "Property list" in words


@pytest.mark.parametrize("name", ["eoi:advert-detail", "eoi:pack-detail"])
def test_a_page_read_before_the_files_were_made_says_their_size_afterwards(client, world, name):
    before = page(client, world, name)
    make_files(PackEdition.objects.get())
    after = client.get(before.request["PATH_INFO"], headers={"if-none-match": before["ETag"]})

    assert not re.search(r"\((PDF|ZIP), ", before.content.decode())
    assert after.status_code == 200
    assert re.search(r"\(PDF, \d+ KB\)", after.content.decode())
    assert re.search(r"\(ZIP, \d+ KB\)", after.content.decode())


def test_a_draft_has_none_for_the_public(client, clock):
    draft = make_draft(clock)

    for name in ("eoi:pack-detail", "eoi:pack-pdf", "eoi:pack-zip"):
        assert page(client, draft, name).status_code == 404


def test_page_pdf_and_archive_say_the_same(client, world):
    announce(world)
    words = page(client, world).content.decode()
    archive = archive_of(client, world)
    offline = archive.read("pack.html").decode()
    content = as_printed(PackEdition.objects.get(number=2))
    pdf_words = words_in(archive.read("pack.pdf"))

    offline_texts = document_texts(offline)[:-1]  # the last line names the edition, which the page says above
    assert document_texts(words)[: len(offline_texts)] == offline_texts
    assert len(offline_texts) > 100
    headings = [section["title"] for section in content["sections"]]
    headings += [
        block["text"] for section in content["sections"] for block in section["blocks"] if block["kind"] == "heading"
    ]
    assert set(headings) <= set(offline_texts)
    squeezed = pdf_words.replace(" ", "")
    missing = [text for text in offline_texts if text.replace(" ", "") not in squeezed]
    assert not missing, "\n".join(missing)


def test_the_pdf_is_pdf_ua(client, world):
    response = page(client, world, "eoi:pack-pdf")
    content = b"".join(response.streaming_content)

    assert response["Content-Disposition"] == f'attachment; filename="{world.advert.reference}-pack-edition-1.pdf"'
    assert b"/MarkInfo" in content
    assert "pdfuaid:part" in words_in(content)


def test_the_archive_holds_each_document_and_its_digest(client, world):
    archive = archive_of(client, world)
    lines = [line.split("  ") for line in archive.read("manifest-sha256.txt").decode().splitlines()]

    assert [name for _, name in lines] == [
        "pack.pdf",
        "pack.html",
        "documents/01-property-list.pdf",
        "documents/02-figures.docx",
    ]
    assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for digest, name in lines)
    kept = list(world.advert.pack_documents.values_list("digest", flat=True))
    assert [digest for digest, name in lines if name.startswith("documents/")] == kept
    assert "documents/01-property-list.pdf" in archive.read("pack.html").decode()
    assert "<script" not in archive.read("pack.html").decode()


def test_the_same_edition_gives_the_same_bytes(client, world):
    first = b"".join(page(client, world, "eoi:pack-zip").streaming_content)
    edition = PackEdition.objects.get()
    out = io.BytesIO()
    files._write_archive(edition, out)

    assert out.getvalue() == first


def test_what_a_browser_has_is_not_sent_again(client, world):
    known = {}
    for name in ("eoi:pack-detail", "eoi:pack-pdf", "eoi:pack-zip"):
        address = reverse(name, args=[world.advert.reference])
        etag = known[address] = client.get(address)["ETag"]
        assert client.head(address).status_code == 200
        again = client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")

    announce(world)
    for address, etag in known.items():
        assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_page_that_names_somebody_is_not_kept(client, world):
    client.force_login(make_partner())

    assert "ETag" not in page(client, world)


def test_a_further_edition_says_what_changed_and_the_earlier_one_stays(client, world):
    before = page(client, world).content.decode()
    announce(world, "The contact has changed.")
    latest, earlier = page(client, world).content.decode(), page(client, world, "eoi:pack-edition", 1).content.decode()

    assert "2, made at" in latest
    assert "The contact has changed." in latest
    assert "EARLIER EDITION" not in latest
    assert "EARLIER EDITION" in earlier
    assert "1, made at" in earlier
    assert document_texts(before)[:50] == document_texts(earlier)[:50]
    assert page(client, world, "eoi:pack-edition", 3).status_code == 404


def test_the_queries_do_not_grow_with_editions_and_documents(client, world):
    with CaptureQueriesContext(connection) as few:
        page(client, world)
    for number in range(3):
        add_document(world, f"Further {number}")
    with CaptureQueriesContext(connection) as many:
        page(client, world)

    assert len(many) == len(few)


def test_a_document_is_saved_and_never_shown(client, world):
    document = world.advert.pack_documents.first()
    response = page(client, world, "eoi:pack-document", document.reference)

    assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == document.digest
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="property-list.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    again = client.get(
        reverse("eoi:pack-document", args=[world.advert.reference, document.reference]),
        headers={"if-none-match": response["ETag"]},
    )
    assert again.status_code == 304


def test_a_document_of_a_draft_is_for_officers_and_approvers(client, clock):
    draft = make_draft(clock)
    document = add_document(draft)
    address = reverse("eoi:pack-document", args=[draft.advert.reference, document.reference])

    assert client.get(address).status_code == 404
    for person, status in ((make_partner(), 404), (draft.officer, 200), (draft.approver, 200)):
        client.force_login(person)
        response = client.get(address)
        assert response.status_code == status
    assert response["Cache-Control"] == "no-store"


def test_a_document_that_was_replaced_or_removed_stays_with_its_edition(client, world):
    first, second = world.advert.pack_documents.all()
    given = {"title": "Property list", "description": "As of May.", "file": upload("new.pdf", pdf(Lang="en"))}
    sentence = {"announcement": "The property list is of May now."}
    changed = perform(change_pack_document, by=world.officer, document=first, version=1, **given, **sentence)
    perform(remove_pack_document, by=world.officer, document=second, version=1, announcement="The figures are gone.")

    latest, earlier = page(client, world).content.decode(), page(client, world, "eoi:pack-edition", 1).content.decode()
    assert changed.reference in latest
    assert first.reference not in latest
    assert second.reference not in latest
    assert first.reference in earlier
    assert second.reference in earlier
    for document in (first, second, changed):
        assert page(client, world, "eoi:pack-document", document.reference).status_code == 200


def test_questions_answered_to_all_stand_in_the_next_edition(client, world):
    answer_to_all(
        world, ask_question(world, text="May we visit, asks Acme?"), wording="May one visit?", text="Yes, on Mondays."
    )
    ask_question(world, text="An open question")

    words = page(client, world).content.decode()
    assert "May one visit?" in words
    assert "Answer: Yes, on Mondays." in words
    assert "Acme" not in words
    assert "An open question" not in words


def test_an_advert_withdrawn_gets_no_further_edition(world):
    withdraw(world)

    assert PackEdition.objects.count() == 1


def test_one_that_says_the_same_is_not_made(world):
    with acting_as(world.officer):
        assert pin_pack(world.advert, None, world.officer) is None


def test_a_published_advert_without_documents_has_a_pack_too(client, clock):
    world = make_published(clock)

    assert page(client, world).status_code == 200
    assert "documents" not in "".join(archive_of(client, world).namelist())


@pytest.mark.parametrize("kind", [kind for kind in ChangeKind if kind != ChangeKind.WITHDRAWAL])
def test_every_kind_of_change_is_known_to_editions(kind, clock):
    world = make_open(clock)
    with acting_as(world.officer):
        announce_change(advert=world.advert, kind=kind, summary="Something changed.", by=world.officer)

    assert PackEdition.objects.count() == 2
