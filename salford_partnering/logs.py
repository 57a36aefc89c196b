"""Log lines: one line each, with the request's reference and without what people typed."""

import logging
import re
import traceback
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError

REFERENCE: ContextVar[str] = ContextVar("reference", default="-")

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


class AddReference(logging.Filter):
    """Gives every record the reference of the request that it belongs to, or a dash."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)  # Django logs a failed answer after the middleware has let go of it
        record.reference = getattr(request, "reference", None) or REFERENCE.get()
        return True


class OneLine(logging.Formatter):
    """Time, level, reference, logger, message; an exception as its type and the places it came through."""

    def __init__(self, messages: bool = False, **options: Any) -> None:
        """`messages` lets every exception's message through, for development."""
        super().__init__("{asctime} {levelname} {reference} {name}: {message}", style="{", **options)
        self.messages = messages

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the name is logging's
        kind, error, trace = ei
        places = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(trace)[-12:]]
        said = f" ({error})" if self.messages or isinstance(error, ABOUT_CODE) else ""
        return f"{kind.__name__ if kind else 'Error'}{said} at " + " > ".join(places)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = KEY_IN_ADDRESS.sub("…", record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        return " | ".join(super().format(record).splitlines())
