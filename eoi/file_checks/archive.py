"""The zip beneath office formats: its list limited before anything is unpacked, then each entry read to its end (DESIGN §10)."""

import zipfile
from typing import BinaryIO

from eoi.file_checks.entries import Fault, pieces_of

MOST_ENTRIES = 500
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 100
SMALL = 1024 * 1024  # what is small unpacked may be packed as tightly as it likes
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Office before 2007, and what Office encrypts
WITHIN = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", OLD_OFFICE, b"MZ", b"\x7fELF", b"%PDF", b"#!", b"{\\rt")
PROGRAMS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".jar", ".bat", ".cmd", ".lnk", ".hta", ".sh"),
    *(".ps1", ".vbs", ".js", ".jse", ".wsf", ".py", ".htm", ".html", ".mht", ".rtf"),
)
NESTED: Fault = (
    "file-within",
    "has another file or program inside it. Take it out, or put a picture of it in its place, then choose the file again.",
)


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
    names = [each.filename.lower() for each in entries]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        return "unsafe-names", "has parts inside whose names lead out of it, or double. Save it again as a new file."
    return None


def fault_of_contents(file: BinaryIO, archive: zipfile.ZipFile) -> Fault | None:
    """Files within files. Every entry is unpacked to its end, so that nothing lies beyond what its list says."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith(PROGRAMS):
            return NESTED
        beginning = b""
        for piece in pieces_of(file, entry):
            beginning = beginning or piece[:4]
        if beginning.startswith(WITHIN):
            return NESTED
    return None


def fault_of_beginning(file: BinaryIO, label: str) -> Fault | None:
    """Whether it can be an archive at all."""
    file.seek(0)
    beginning = file.read(4)
    file.seek(0)
    if beginning == OLD_OFFICE:
        return "encrypted", (
            f"is protected by a password, or in the format of Office before 2007. Save it as {label} without protection."
        )
    if beginning != b"PK\x03\x04":
        return not_its_format(label)
    return None


def not_its_format(label: str) -> Fault:
    return "not-its-format", f"is named as {label} but is something else. Save it as {label}, then choose it again."


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def _is_packed_tightly(unpacked: int, packed: int) -> bool:
    return unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)
