"""What lies in a zip, read by its own hand: exactly as much as each entry says, one after the other, with nothing in between.

Readers of zips differ in what they believe: the list at the end, or what stands before each entry. A file in which both do not
agree to the byte shows one thing to us and another to whoever opens it, so it is refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1024 * 1024
HEADER, HEADER_SIZE = struct.Struct("<4s5H3L2H"), 30
ENDING, ENDING_SIZE = struct.Struct("<4s4H2LH"), 22
LONG_ENDING = 76  # where the list is also written for more than 4 GB
DESCRIPTOR = 24  # what may follow an entry: its sizes once more
ENCRYPTED, IN_UTF8, COMPRESSIONS = 1, 0x800, (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

Fault = tuple[str, str]
BROKEN: Fault = ("damaged", "is damaged: it cannot be unpacked. Save it again, then choose it once more.")
SOMETHING_ELSE: Fault = (
    "something-else-within",
    "has something else before, between or after its own parts. Save it again as a new file, then choose that.",
)


class BrokenEntry(Exception):
    """What an entry holds is not what is said of it."""


def fault_of_layout(file: BinaryIO, archive: zipfile.ZipFile) -> Fault | None:
    """Entry follows entry from the first byte to the list, and the list is the end."""
    position = 0
    for entry in sorted(archive.infolist(), key=lambda each: each.header_offset):
        gap = entry.header_offset - position
        if gap < 0:
            return BROKEN
        if gap > (DESCRIPTOR if position else 0):
            return SOMETHING_ELSE
        position = _start_of(file, entry) + entry.compress_size
    gap = archive.start_dir - position
    if gap < 0:
        return BROKEN
    return SOMETHING_ELSE if gap > DESCRIPTOR or not _ends_with_its_list(file, archive) else None


def pieces_of(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpacked piece by piece. BrokenEntry where it is more or less than it says, or something else."""
    if entry.compress_type not in COMPRESSIONS:
        raise BrokenEntry
    position, left = _start_of(file, entry), entry.compress_size
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    size = checksum = 0
    waiting = b""
    while left or waiting:
        if not waiting:
            file.seek(position)
            waiting = file.read(min(CHUNK, left))
            if not waiting:
                raise BrokenEntry
            position, left = position + len(waiting), left - len(waiting)
        if unpacking is None:
            piece, waiting = waiting, b""
        else:
            piece = unpacking.decompress(waiting, CHUNK)
            waiting = unpacking.unconsumed_tail
            if unpacking.unused_data:
                raise BrokenEntry
        size += len(piece)
        if size > entry.file_size:
            raise BrokenEntry
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if unpacking is not None and not unpacking.eof:
        yield from _rest(unpacking, entry, size, checksum)
    elif (size, checksum) != (entry.file_size, entry.CRC):
        raise BrokenEntry


def _rest(unpacking: "zlib._Decompress", entry: zipfile.ZipInfo, size: int, checksum: int) -> Iterator[bytes]:
    """What the unpacking still held back, which is no more than the entry says."""
    piece = unpacking.decompress(b"", entry.file_size - size + 1)
    if not unpacking.eof or (size + len(piece), zlib.crc32(piece, checksum)) != (entry.file_size, entry.CRC):
        raise BrokenEntry
    yield piece


def _start_of(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Behind what stands before it, which has to agree with the list."""
    file.seek(entry.header_offset)
    header = file.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE:
        raise BrokenEntry
    signature, _, flags, compression, _, _, _, packed, _, name, extra = HEADER.unpack(header)
    is_said_later, is_long = flags & 8, packed == 0xFFFFFFFF
    if (
        signature != b"PK\x03\x04"
        or compression != entry.compress_type
        or flags & ENCRYPTED != entry.flag_bits & ENCRYPTED
    ):
        raise BrokenEntry
    if packed != entry.compress_size and not is_said_later and not is_long:
        raise BrokenEntry
    if file.read(name) != entry.orig_filename.encode("utf-8" if entry.flag_bits & IN_UTF8 else "cp437"):
        raise BrokenEntry
    return entry.header_offset + HEADER_SIZE + int(name) + int(extra)


def _ends_with_its_list(file: BinaryIO, archive: zipfile.ZipFile) -> bool:
    end = file.seek(-ENDING_SIZE, 2)
    signature, *_, size, _, comment = ENDING.unpack(file.read(ENDING_SIZE))
    return signature == b"PK\x05\x06" and not comment and end - archive.start_dir - size in (0, LONG_ENDING)
