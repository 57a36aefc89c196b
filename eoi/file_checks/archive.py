"""The zip directory beneath office formats: limited before anything is unpacked (DESIGN §10)."""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

MOST_ENTRIES = 500
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 100
SMALL = 1024 * 1024  # what is small unpacked may be packed as tightly as it likes
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Office before 2007, and what Office encrypts
CHUNK = 1024 * 1024
OVERLAP = 4096

Fault = tuple[str, str]
BROKEN: Fault = ("damaged", "is damaged: it cannot be unpacked. Save it again, then choose it once more.")


def fault_of_directory(archive: zipfile.ZipFile) -> Fault | None:
    """Number of entries, sizes, packing, names, encryption: what can be known without unpacking."""
    entries = archive.infolist()
    unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if len(entries) > MOST_ENTRIES:
        return "too-many-parts", f"has more than {MOST_ENTRIES} parts inside. Save it with fewer pictures or sheets."
    if unpacked > MOST_UNPACKED:
        return "unpacks-too-big", "unpacks to more than 200 MB. Save it with smaller pictures or fewer rows."
    if any(_is_packed_tightly(each.file_size, each.compress_size) for each in entries) or _is_packed_tightly(
        unpacked, packed
    ):
        return "packed-too-tightly", "is packed so tightly that we do not unpack it. Save it again as a new file."
    if any(each.flag_bits & 1 for each in entries):
        return "encrypted", "is protected by a password. Save it without protection, then choose it again."
    names = [each.filename for each in entries]
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        return BROKEN
    return None


def fault_of_contents(archive: zipfile.ZipFile) -> Fault | None:
    """Files within files. Reads four bytes of each entry."""
    for each in archive.infolist():
        with archive.open(each) as part:
            if part.read(4).startswith(ARCHIVES):
                return "file-within", "has another file or program inside it. Take it out, then choose the file again."
    return None


def fault_of_beginning(file: BinaryIO, label: str) -> Fault | None:
    """Whether it can be an archive at all."""
    beginning = file.read(4)
    file.seek(0)
    if beginning == OLD_OFFICE:
        return "encrypted", (
            f"is protected by a password, or in the format of Office before 2007. Save it as {label} without protection."
        )
    if beginning != b"PK\x03\x04":
        return "not-its-format", f"is named as {label} but is something else. Save it as {label}, then choose it again."
    return None


def holds(archive: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes]) -> bool:
    """Whether something in an entry matches, read piece by piece."""
    return any(pattern.search(piece) for piece in _pieces(archive, name))


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            yield kept + chunk
            kept = chunk[-OVERLAP:]


def _is_packed_tightly(unpacked: int, packed: int) -> bool:
    return unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)
