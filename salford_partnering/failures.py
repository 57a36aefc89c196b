"""What a person sees when something fails: what happened, what to do, a reference and a telephone number.

Failures of ours (500, 503) are rendered without the request and without the database, which may be what failed.
"""

import logging
import re
import secrets
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .context import site
from .logs import REFERENCE

logger = logging.getLogger(__name__)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that sounds or looks like something else: no 0 O 1 I L
SECRET_NAME = re.compile("password|passphrase|secret|token|code|otp", re.IGNORECASE)
SHORTEST_TEXT_WORTH_KEEPING = 12


def new_reference() -> str:
    """A failure's reference, short enough to be read out on the telephone."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"F-{letters[:4]}-{letters[4:]}"


class RequestReference:
    """Gives every request its reference: on a failure page, in every log line of the request and in a header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reference = new_reference()
        request.reference = reference  # type: ignore[attr-defined]
        marker = REFERENCE.set(reference)
        try:
            response = self.get_response(request)
        finally:
            REFERENCE.reset(marker)
        response["X-Request-Reference"] = reference
        return response


def reference_of(request: HttpRequest) -> str:
    """The request's reference; a new one where a request never passed the middleware, as in some tests."""
    return getattr(request, "reference", "") or new_reference()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that a browser does not make by itself, or one that carries too much."""
    return _page(request, 400, reason=_reason_of_bad_request(exception))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the wrong audience; the reason is shown where the refusing code gave one."""
    return _page(request, 403, reason=str(exception) if isinstance(exception, PermissionDenied) else "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing that this person may know of."""
    return _page(request, 404)


def server_fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database did not answer or was too busy: then the same request may succeed soon."""
    error = sys.exc_info()[1]
    unavailable = isinstance(error, (OperationalError, InterfaceError)) or _lost_in_the_middle(error)
    status = 503 if unavailable else 500
    response = HttpResponse(_page_of_our_fault(status, _facts(request)), status=status)
    if unavailable:
        logger.error("The database did not answer or was too busy (%s)", type(error).__name__)
        response["Retry-After"] = "30"
    return response


def _lost_in_the_middle(error: BaseException | None) -> bool:
    """A connection that ends while it answers is reported without a kind and without a code of the server."""
    return type(error) is DatabaseError and not getattr(error.__cause__, "pgcode", None)


def _page_of_our_fault(status: int, facts: dict[str, Any]) -> str:
    """The page, or plain words where even the page fails (a stylesheet that was not collected, for instance)."""
    try:
        return render_to_string(f"errors/{status}.html", facts)
    except Exception:
        logger.exception("The failure page failed")
        return (
            "<!doctype html><html lang=en-GB><title>Something went wrong</title><p>Something went wrong on our side. "
            f"Telephone {facts['contact_telephone']} and quote {facts['reference']}.</p></html>"
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form sent from a page that is too old or from elsewhere; what was typed is shown, so that it can be kept."""
    return _page(request, 403, template="csrf", typed=typed_texts(request))


def typed_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, text) of what a person typed into the form just sent, without passwords, choices and short values."""
    try:
        fields = request.POST.lists()
    except (RequestDataTooBig, TooManyFieldsSent):
        return []
    return [
        (_label(name), text)
        for name, texts in fields
        for text in texts
        if len(text.strip()) >= SHORTEST_TEXT_WORTH_KEEPING
        and name != "csrfmiddlewaretoken"
        and not SECRET_NAME.search(name)
    ]


def _label(name: str) -> str:
    return re.sub(r"[-_]+", " ", name).strip().capitalize()


def _reason_of_bad_request(exception: Exception | None) -> str:
    if isinstance(exception, RequestDataTooBig):
        megabytes = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // (1024 * 1024)
        return f"What you sent is larger than {megabytes} MB. Send it in smaller parts."
    if isinstance(exception, TooManyFieldsSent):
        return f"The form has more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields. Send it in smaller parts."
    return ""


def _facts(request: HttpRequest) -> dict[str, Any]:
    return {**site(), "reference": reference_of(request)}


def _page(request: HttpRequest, status: int, *, template: str = "", **facts: Any) -> HttpResponse:
    if not hasattr(request, "user"):  # refused before anyone was identified
        request.user = AnonymousUser()
    page = render_to_string(f"errors/{template or status}.html", {**_facts(request), **facts}, request=request)
    return HttpResponse(page, status=status)
