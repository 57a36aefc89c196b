"""A zip archive that is sent while it is made: one piece at a time in memory, with the SHA-256 of everything in it. Pure."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from eoi.working_days import UNITED_KINGDOM

CHECKSUMS = "checksums.txt"


@dataclass(frozen=True)
class Entry:
    """One file: its path in the archive, and its bytes in pieces, read when their turn comes."""

    name: str
    pieces: Iterable[bytes]


class _Outlet(io.RawIOBase):
    """Takes what the archive writes and hands it on; it cannot be wound back, so the archive never tries."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # bytes are all that zipfile writes
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        taken, self._waiting = bytes(self._waiting), bytearray()
        return taken


def zipped(entries: Iterable[Entry], *, made_at: datetime) -> Iterator[bytes]:
    """The archive in pieces. Its last file lists the checksum of every other, in the form that `sha256sum -c` reads."""
    outlet = _Outlet()
    lines = []
    moment = made_at.astimezone(UNITED_KINGDOM).timetuple()[:6]
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            digest = hashlib.sha256()
            with archive.open(_info(entry.name, moment), "w", force_zip64=True) as file:
                for piece in entry.pieces:
                    digest.update(piece)
                    file.write(piece)
                    yield outlet.take()
            lines.append(f"{digest.hexdigest()}  {entry.name}\n")
            yield outlet.take()
        archive.writestr(_info(CHECKSUMS, moment), "".join(lines))
    yield outlet.take()


def _info(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=moment)  # type: ignore[arg-type] # six numbers
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
