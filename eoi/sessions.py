"""How long somebody stays signed in: twelve hours from the last page, to within ten minutes.

A session that is written with every page costs each page a commit of its own, which the last minute before a closing time cannot
spare (ADR 0034). So it is written again only when its last writing is ten minutes old.
"""

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

WRITTEN_AGAIN_AFTER = 10 * 60  # seconds
WRITTEN = "written"


class SessionRenewed(MiddlewareMixin):
    """By the web server's clock, on which nothing depends that is decided about an expression of interest."""

    def process_request(self, request: HttpRequest) -> None:
        if request.user.is_authenticated and time.time() - request.session.get(WRITTEN, 0) > WRITTEN_AGAIN_AFTER:
            _stamp(request)


def connect() -> None:
    """Called when the app is ready: a new session counts from the sign-in."""
    user_logged_in.connect(_signed_in, dispatch_uid="session.written")


def _signed_in(*, request: HttpRequest, **_facts: Any) -> None:
    _stamp(request)


def _stamp(request: HttpRequest) -> None:
    request.session[WRITTEN] = int(time.time())
