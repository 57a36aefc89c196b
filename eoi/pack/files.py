"""The PDF and the archive of an edition: made once, right after the edition, and kept, so that no visitor makes us typeset.

Both follow from the edition alone, byte for byte; where one is missing, whoever asks first has it made again. Public pages say
how large they are: what was read before a file was there is built anew once it is.
"""

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

from django.core.files.base import ContentFile, File
from django.db import connection
from django.template.loader import render_to_string

from eoi import file_store
from eoi.documents import pdf_of
from eoi.models import PackDocument, PackEdition
from eoi.pack.document import listed_documents
from eoi.pack.printing import as_printed

logger = logging.getLogger(__name__)
MANIFEST = "manifest-sha256.txt"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say: the same content gives the same bytes
ORDINARY_FILE = 0o644 << 16
IN_MEMORY = 4 * 1024 * 1024
CHUNK = 64 * 1024


class DamagedDocument(Exception):
    """A kept file is not what was taken in."""


def make_files(edition: PackEdition) -> None:
    """Both, where they are not there yet. About a fifth of a second."""
    kept_pdf(edition)
    kept_archive(edition)


def kept_pdf(edition: PackEdition) -> str:
    """PDF/UA-1: the key under which it is kept."""
    key = _key(edition, "pdf")
    if file_store.size_of(key) is None:
        file_store.keep_as(key, ContentFile(pdf_of(as_printed(edition), made_at=edition.made_at)))
        _renew_pages(edition)
    return key


def kept_archive(edition: PackEdition) -> str:
    """PDF, a page that is read without a network, the documents, a list of digests: the key under which they are kept."""
    key = _key(edition, "zip")
    if file_store.size_of(key) is None:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            _write_archive(edition, file)
            file_store.keep_as(key, File(file))
        _renew_pages(edition)
    return key


def sizes_of(edition: PackEdition) -> dict[str, int | None]:
    """Of the PDF and the archive; None for what has not been made yet."""
    return {kind: file_store.size_of(_key(edition, kind)) for kind in ("pdf", "zip")}


def _renew_pages(edition: PackEdition) -> None:
    """Those built or kept by a browser while the file was missing are out of date: they name no size (eoi.conditional)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT raise_public_version(%s)", [edition.advert_id])


def offline_page(edition: PackEdition) -> bytes:
    """The whole pack as one page with its own styles, without scripts; it links to the documents beside it."""
    document = as_printed(edition, address_of=lambda file: f"documents/{file['name']}")
    return render_to_string("documents/pack.html", {"document": document}).encode()


def _write_archive(edition: PackEdition, file: IO[bytes]) -> None:
    digests: list[tuple[str, str]] = []
    with zipfile.ZipFile(file, "w") as archive, file_store.opened(kept_pdf(edition)) as pdf:
        digests.append(("pack.pdf", _add(archive, "pack.pdf", pdf.chunks(CHUNK))))
        digests.append(("pack.html", _add(archive, "pack.html", [offline_page(edition)])))
        documents = list(edition.documents.order_by("position", "pk"))
        for document, listed in zip(documents, listed_documents(documents), strict=True):
            name = f"documents/{listed['name']}"
            digests.append((name, _add_document(archive, name, document)))
        lines = "".join(f"{digest}  {name}\n" for name, digest in digests)
        _add(archive, MANIFEST, [lines.encode()])
    file.seek(0)


def _add_document(archive: zipfile.ZipFile, name: str, document: PackDocument) -> str:
    with file_store.opened(document.stored_as) as content:
        digest = _add(archive, name, content.chunks(CHUNK))
    if digest != document.digest:
        logger.error("The file kept for %s is damaged.", document.reference)
        raise DamagedDocument(document.reference)
    return digest


def _add(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> str:
    """Write one entry piece by piece; gives its SHA-256."""
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = ORDINARY_FILE
    entry.create_system = 3
    digest = hashlib.sha256()
    with archive.open(entry, "w") as part:
        for chunk in chunks:
            digest.update(chunk)
            part.write(chunk)
    return digest.hexdigest()


def _key(edition: PackEdition, kind: str) -> str:
    return f"packs/{edition.advert.reference}/{edition.number}-{edition.digest[:32]}.{kind}"
