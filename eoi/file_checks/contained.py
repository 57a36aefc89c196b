"""Looks into a file in a process of its own, with little memory and time: a library that a file overwhelms takes nobody else along.

The process is a copy of this one that never returns: it looks, answers through a pipe, and ends without tidying up, so that nothing
that it shares with this one (a connection, a file that is open) is touched. It costs about ten milliseconds.
"""

import gc
import json
import os
import resource
import select
import signal
from collections.abc import Callable
from typing import BinaryIO, NoReturn

MOST_MEMORY = 200 * 1024 * 1024
MOST_SECONDS = 1.6  # of the processor
LONGEST_WAIT = 30.0
STATEMENT = "/proc/self/statm"

Fault = tuple[str, str]
OVERWHELMED: Fault = (
    "too-hard",
    "takes more time or memory to look through than we give a file. Print or save it to a new file, then choose that.",
)
BROKEN: Fault = ("damaged", "is damaged: it cannot be looked through. Save it again, then choose it once more.")


def contained(look: Callable[[BinaryIO], Fault | None], file: BinaryIO) -> Fault | None:
    """What `look` says of the file; where it does not come to say anything, that the file is too hard to look through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _look(look, file, writing)
    os.close(writing)
    try:
        answer = _answer(reading)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _understood(answer)


def _look(look: Callable[[BinaryIO], Fault | None], file: BinaryIO, writing: int) -> NoReturn:
    """In the copy. Whatever happens, it ends here."""
    try:
        gc.disable()  # nothing of the other process is tidied away
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGPROF):
            signal.signal(each, signal.SIG_DFL)
        _limit()
        os.write(writing, json.dumps(_said(look, file)).encode())
    finally:
        os._exit(0)


def _said(look: Callable[[BinaryIO], Fault | None], file: BinaryIO) -> Fault | None:
    try:
        return look(file)
    except MemoryError:
        return OVERWHELMED
    except Exception:
        return BROKEN


def _limit() -> None:
    """More memory than what it began with, and seconds of the processor; no core is left behind."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    if os.path.exists(STATEMENT):  # elsewhere than on Linux this limit means something else
        with open(STATEMENT) as statement:
            used = int(statement.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY, used + MOST_MEMORY))


def _answer(reading: int) -> bytes:
    """All that comes before the pipe is closed, or nothing."""
    answer = b""
    while select.select([reading], [], [], LONGEST_WAIT)[0]:
        piece = os.read(reading, 4096)
        if not piece:
            return answer
        answer += piece
    return b""


def _understood(answer: bytes) -> Fault | None:
    try:
        said = json.loads(answer)
    except ValueError:
        return OVERWHELMED
    return (str(said[0]), str(said[1])) if said else None
