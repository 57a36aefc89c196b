"""The archive that is sent while it is made."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime

from eoi.zip_stream import Entry, zipped

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_it_unpacks_whole_and_lists_every_checksum():
    entries = [Entry("a.txt", [b"one", b"two"]), Entry("folder/ü.bin", [bytes(100_000)]), Entry("empty", [])]

    whole = b"".join(zipped(entries, made_at=AT))

    archive = zipfile.ZipFile(io.BytesIO(whole))
    assert archive.testzip() is None
    assert archive.namelist() == ["a.txt", "folder/ü.bin", "empty", "checksums.txt"]
    assert archive.read("a.txt") == b"onetwo"
    assert archive.getinfo("a.txt").date_time == (2026, 7, 1, 13, 0, 0)
    lines = archive.read("checksums.txt").decode().splitlines()
    assert lines == [f"{hashlib.sha256(b''.join(each.pieces)).hexdigest()}  {each.name}" for each in entries]


def test_it_holds_one_piece_at_a_time():
    """Ten megabytes that do not shrink leave in pieces of no more than their own size."""
    piece = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(2048))
    sent = zipped([Entry("big", (piece for _ in range(160)))], made_at=AT)

    longest = max(len(part) for part in sent)

    assert longest < 3 * len(piece)
