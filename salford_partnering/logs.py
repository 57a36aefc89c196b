"""Log lines: one line each, with the request's reference and without what people typed."""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, TemplateSyntaxError

REFERENCE: ContextVar[str] = ContextVar("reference", default="-")
TRACELESS: ContextVar[bool] = ContextVar("traceless", default=False)
NO_TRACE = "partnering.no_trace"  # in the environment of a request, where the web server's log finds it

# A part of an address as long as this is a key: of a password to reset, a mail to confirm, an invitation.
KEY_IN_ADDRESS = re.compile(r"(?<=/)[\w:-]{24,}(?=/)")

# Their messages speak of our code; any other may quote an address, a name or an answer.
ABOUT_CODE = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
)


@contextmanager
def without_trace(request: HttpRequest) -> Iterator[None]:
    """Within, and in what is logged about `request` later, nothing is logged but failures, and of those only kind and place."""
    request.META[NO_TRACE] = "1"
    marker = TRACELESS.set(True)
    try:
        yield
    finally:
        TRACELESS.reset(marker)


class AddReference(logging.Filter):
    """Gives every record the reference of the request that it belongs to, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # Django logs a failed answer after the middleware has let go of it
        record.reference = getattr(record, "reference", None) or getattr(request, "reference", None) or REFERENCE.get()
        return True


class NoTrace(logging.Filter):
    """Holds back what would tell of a request that is to leave no trace: its address, its sender, what was typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if not TRACELESS.get() and NO_TRACE not in getattr(request, "META", {}):
            return True
        if record.levelno < logging.ERROR:
            return False
        record.reference = getattr(request, "reference", None) or REFERENCE.get()
        record.msg, record.args = "A page that leaves no trace failed", ()
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[0]:
            record.exc_text = f"{record.exc_info[0].__name__} at {places_of(record.exc_info[2])}"
            record.exc_info = None
        return True


class OneLine(logging.Formatter):
    """Time, level, reference, logger, message; an exception as its type and the places it came through."""

    def __init__(self, messages: bool = False, **options: Any) -> None:
        """`messages` lets every exception's message through, for development."""
        super().__init__("{asctime} {levelname} {reference} {name}: {message}", style="{", **options)
        self.messages = messages

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the name is logging's
        kind, error, trace = ei
        said = f" ({error})" if self.messages or isinstance(error, ABOUT_CODE) else ""
        return f"{kind.__name__ if kind else 'Error'}{said} at {places_of(trace)}"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = KEY_IN_ADDRESS.sub("…", record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        return " | ".join(super().format(record).splitlines())


def places_of(trace: Any) -> str:
    """Where an exception came through, the innermost last."""
    return " > ".join(f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(trace)[-12:])
