"""One question to the public address: answered or not, with which status, in how many milliseconds. Knows no database.

Follows no redirection and uses no proxy of the environment: the address is asked as it stands, and anything but 200 is no answer.
"""

import ssl
import threading
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from urllib.parse import urlsplit

from eoi.models import ProbeResult

SECONDS_A_STEP = 5.0  # for the connection, and for each piece of the answer
SECONDS_IN_ALL = 10.0  # looking up the name included, which knows no limit of its own
HEADERS = {"User-Agent": "salford-partnering-probe", "Accept": "*/*", "Connection": "close"}


@dataclass(frozen=True)
class Finding:
    """`status` is empty where no answer came that has one."""

    result: ProbeResult
    status: int | None
    milliseconds: int


def look(address: str, *, step: float = SECONDS_A_STEP, in_all: float = SECONDS_IN_ALL) -> Finding:
    """Never raises, and never takes longer than `in_all`: a question that hangs is left to itself, on a thread of its own."""
    began = monotonic()
    found: list[tuple[ProbeResult, int | None]] = []
    asking = threading.Thread(target=lambda: found.append(_ask(address, step)), name="probe", daemon=True)
    asking.start()
    asking.join(in_all)
    result, status = found[0] if found else (ProbeResult.TIMED_OUT, None)
    return Finding(result, status, int((monotonic() - began) * 1000))


def _ask(address: str, step: float) -> tuple[ProbeResult, int | None]:
    try:
        status = _status(address, step)
    except TimeoutError:
        return ProbeResult.TIMED_OUT, None
    except ssl.SSLCertVerificationError:
        return ProbeResult.BAD_CERTIFICATE, None
    except OSError:
        return ProbeResult.NO_CONNECTION, None
    except (HTTPException, ValueError):
        return ProbeResult.WRONG_ANSWER, None
    return (ProbeResult.ANSWERED if status == 200 else ProbeResult.WRONG_ANSWER), status


def _status(address: str, step: float) -> int:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=step)
    try:
        connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=HEADERS)
        return connection.getresponse().status
    finally:
        connection.close()
