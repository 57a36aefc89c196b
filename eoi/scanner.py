"""The virus scanner, where one is configured: ClamAV's daemon over its Unix socket, asked with INSTREAM (DESIGN §10).

A scanner that is down, slow or says something else has not answered; nobody waits for it longer than told, and nothing hangs on it.
ClamAV answers OK beyond its own limits unless `AlertExceedsMax yes` stands in its clamd.conf: then it says so, and so do we.
"""

import logging
import socket
from collections.abc import Iterable
from time import monotonic

from django.conf import settings

from eoi.models import ScanState

logger = logging.getLogger("eoi.scanner")

SECONDS_AT_UPLOAD, SECONDS_LATER = 8.0, 60.0
LONGEST_ANSWER = 4096
BEYOND_LIMITS = ("heuristics.limits.exceeded", "size limit exceeded")


class ScannerDown(Exception):
    """No answer in time, or none that can be understood."""


def is_configured() -> bool:
    return bool(settings.CLAMD_SOCKET)


def verdict_on(pieces: Iterable[bytes], *, seconds: float) -> ScanState | None:
    """Clean, refused, or not scanned because it lies beyond the scanner's limits; None where the scanner did not answer."""
    try:
        answer = _asked(b"zINSTREAM\0", pieces, seconds=seconds)
        return _understood(answer)
    except (OSError, ScannerDown) as error:
        logger.warning("The virus scanner did not answer: %s", type(error).__name__)
        return None


def is_answering(*, seconds: float = 5.0) -> bool:
    try:
        return _asked(b"zPING\0", None, seconds=seconds) == "PONG"
    except (OSError, ScannerDown):
        return False


def _understood(answer: str) -> ScanState:
    said = answer.lower()
    if any(words in said for words in BEYOND_LIMITS):
        return ScanState.NOT_SCANNED
    if answer == "stream: OK":
        return ScanState.CLEAN
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return ScanState.REFUSED
    raise ScannerDown


def _asked(command: bytes, pieces: Iterable[bytes] | None, *, seconds: float) -> str:
    """Each step may take what is left of the time."""
    until = monotonic() + seconds
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        _limit(line, until)
        line.connect(settings.CLAMD_SOCKET)
        line.sendall(command)
        try:
            if pieces is not None:
                for piece in pieces:
                    _limit(line, until)
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                line.sendall(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it hung up once its limit was reached, and says so
        return _answer(line, until)


def _answer(line: socket.socket, until: float) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        _limit(line, until)
        piece = line.recv(LONGEST_ANSWER)
        answer += piece
        if not piece or len(answer) > LONGEST_ANSWER:
            break
    return answer.rstrip(b"\0\n").decode("ascii", "replace")


def _limit(line: socket.socket, until: float) -> None:
    left = until - monotonic()
    if left <= 0:
        raise ScannerDown
    line.settimeout(left)
