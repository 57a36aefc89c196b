"""Zips beneath office files: bombs, slips, what overlaps, understates, hides or is double."""

import io
import random
import struct
import warnings
import zipfile
from functools import partial

from tests.eoi.files.corpus import LIMIT, Sample
from tests.factories.files import WORD_TYPES, docx, packed

BASE = {"[Content_Types].xml": WORD_TYPES, "word/document.xml": "<document/>"}
MEGABYTE = 1024 * 1024


def written(parts, compression=zipfile.ZIP_DEFLATED, **options) -> bytes:
    """Also several of one name, which `packed` cannot."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", compression, **options) as archive:
        warnings.simplefilter("ignore", UserWarning)  # the library warns of a name that is double
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def with_parts(*parts, compression=zipfile.ZIP_DEFLATED) -> bytes:
    return written([*BASE.items(), *parts], compression)


def streamed() -> bytes:
    """Written to where nobody can go back, so that sizes stand behind each entry."""

    class Line(io.RawIOBase):
        def __init__(self):
            self.sent = bytearray()

        def writable(self):
            return True

        def write(self, piece):
            self.sent += piece
            return len(piece)

    line = Line()
    with zipfile.ZipFile(line, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in BASE.items():
            archive.writestr(name, content)
    return bytes(line.sent)


def understated(said: int, really: int) -> bytes:
    """The last entry holds more than the list says; what it says agrees with its beginning."""
    hidden = b"\0" * said + random.Random(3).randbytes(really - said)
    made = bytearray(with_parts(("word/media/a.bin", hidden)))
    checksum, place = zipfile.crc32(hidden[:said]), made.rindex(b"PK\x01\x02")
    struct.pack_into("<L", made, place + 16, checksum)
    struct.pack_into("<L", made, place + 24, said)
    return bytes(made)


def overlapping(times: int) -> bytes:
    """Many entries of the list that share one content (after David Fifield)."""
    made = with_parts(("word/media/a0.bin", random.Random(7).randbytes(999)))
    listed, end = made.rindex(b"PK\x01\x02"), made.rindex(b"PK\x05\x06")
    entry = made[listed:end]
    further = b"".join(entry.replace(b"a0.bin", b"a%d.bin" % number) for number in range(1, times))
    ending = bytearray(made[end:])
    count, size = struct.unpack_from("<HL", ending, 10)
    struct.pack_into("<HHL", ending, 8, count + times - 1, count + times - 1, size + len(further))
    return made[:end] + further + bytes(ending)


def slack(where: str) -> bytes:
    """Something of its own between the entries and the list."""
    made, hidden = docx(), b"<script>x</script>" * 9
    listed = made.index(b"PK\x01\x02")
    if where == "behind":
        return made + hidden
    if where == "before":
        return b"PK\x03\x04" + hidden + made
    ending = bytearray(made[made.rindex(b"PK\x05\x06") :])
    struct.pack_into("<L", ending, 16, listed + len(hidden))
    return made[:listed] + hidden + made[listed : -len(ending)] + bytes(ending)


def two_names() -> bytes:
    """One name in the list and another before the entry."""
    made = bytearray(docx())
    place = made.index(b"word/document.xml")
    made[place : place + 4] = b"evil"
    return bytes(made)


def marked_encrypted() -> bytes:
    made = bytearray(docx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(signature, at + 4)
    return bytes(made)


def remarked() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"<script>x</script>"
    return out.getvalue()


def of_size(size: int) -> bytes:
    """Full of a picture that cannot be packed."""
    least = len(with_parts(("word/media/a.bin", b""), compression=zipfile.ZIP_STORED))
    content = b"x" + random.Random(4).randbytes(size - least - 1)
    return with_parts(("word/media/a.bin", content), compression=zipfile.ZIP_STORED)


def good(what, make):
    return Sample(what, "a.docx", make)


def bad(refused, what, make):
    return Sample(what, "a.docx", make, refused)


SAMPLES = [
    good("not packed at all", lambda: written(BASE.items(), zipfile.ZIP_STORED)),
    good("sizes behind each entry", streamed),
    good("folders", lambda: with_parts(("word/media/", ""), ("word/theme/", ""))),
    good("names of other letters", lambda: with_parts(("word/media/Übersicht.bin", "x"))),
    good("a hundred pictures", lambda: with_parts(*((f"word/media/{number}.bin", "x" * 999) for number in range(100)))),
    good("at the limit", partial(of_size, LIMIT)),
    good(
        "much, packed as people do",
        lambda: with_parts(("word/media/a.bin", random.Random(5).randbytes(MEGABYTE) + bytes(9 * MEGABYTE))),
    ),
    bad("too-big", "one byte over the limit", partial(of_size, LIMIT + 1)),
    bad("packed-too-tightly", "zeros", lambda: with_parts(("word/media/a.bin", bytes(9 * MEGABYTE)))),
    bad(
        "packed-too-tightly",
        "zeros in many parts",
        lambda: with_parts(*((f"x{number}", bytes(MEGABYTE)) for number in range(30))),
    ),
    bad(
        "packed-too-tightly",
        "zeros in place of the document",
        lambda: packed({**BASE, "word/document.xml": bytes(5 * MEGABYTE)}),
    ),
    bad(
        "unpacks-too-big",
        "more than two hundred megabytes",
        lambda: with_parts(*((f"x{number}", bytes(26 * MEGABYTE)) for number in range(8))),
    ),
    bad("too-many-parts", "too many parts", lambda: with_parts(*((f"x{number}", "x") for number in range(500)))),
    bad("too-many-parts", "a very long list", lambda: with_parts(*((f"x{number}", "") for number in range(20_000)))),
    bad("unsafe-names", "a name that leads out", lambda: with_parts(("../../etc/cron.d/x", "x"))),
    bad("unsafe-names", "a name that leads out in the middle", lambda: with_parts(("word/../../x", "x"))),
    bad("unsafe-names", "a name that begins at the root", lambda: with_parts(("/etc/passwd", "x"))),
    bad("unsafe-names", "a name of another system that leads out", lambda: with_parts(("..\\..\\x", "x"))),
    bad("unsafe-names", "a disk", lambda: with_parts(("C:\\x.xml", "x"))),
    bad("unsafe-names", "a share", lambda: with_parts(("\\\\x\\y", "x"))),
    bad("unsafe-names", "one name twice", lambda: with_parts(("word/document.xml", "<w/>"))),
    bad("unsafe-names", "one name twice but for its letters", lambda: with_parts(("WORD/Document.xml", "<w/>"))),
    bad("encrypted", "a password on the zip", marked_encrypted),
    bad("file-within", "a zip within", lambda: with_parts(("word/media/a.bin", packed({"a": "b"})))),
    bad(
        "file-within",
        "a zip within that is packed away",
        lambda: with_parts(("word/media/a.png", packed({"a": bytes(9 * MEGABYTE)}))),
    ),
    bad("file-within", "gzip within", lambda: with_parts(("word/media/a.bin", b"\x1f\x8b\x08x"))),
    bad("file-within", "RAR within", lambda: with_parts(("word/media/a.bin", b"Rar!\x1a\x07"))),
    bad("file-within", "7z within", lambda: with_parts(("word/media/a.bin", b"7z\xbc\xaf\x27\x1c"))),
    bad("damaged", "an entry with more than it says", partial(understated, 100, 5000)),
    bad("damaged", "an entry with far more than it says", partial(understated, 10, 9 * MEGABYTE)),
    bad("damaged", "entries that share their content", partial(overlapping, 9)),
    bad("damaged", "two names for one entry", two_names),
    bad(
        "damaged", "an old way of packing", lambda: with_parts(("word/a.bin", "x" * 999), compression=zipfile.ZIP_BZIP2)
    ),
    bad("damaged", "a new way of packing", lambda: with_parts(("word/a.bin", "x" * 999), compression=zipfile.ZIP_LZMA)),
    bad("damaged", "a beginning only", lambda: b"PK\x03\x04" + bytes(99)),
    bad(
        "damaged",
        "an entry that was changed",
        lambda: docx().replace(b"PK\x03\x04", b"PK\x03\x05", 2).replace(b"PK\x03\x05", b"PK\x03\x04", 1),
    ),
    bad("something-else-within", "something before it", partial(slack, "before")),
    bad("something-else-within", "something between its parts", partial(slack, "between")),
    bad("something-else-within", "something behind it", partial(slack, "behind")),
    bad("something-else-within", "a remark", remarked),
]
