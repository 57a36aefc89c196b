"""Asking without being known: where a question comes from, as the limit sees it, and the request that says nothing else (ADR 0019)."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse

from salford_partnering.logs import without_trace

ANONYMOUS = "/staff-questions/"
HOME_NETWORK = 64  # of an IPv6 address: one line, whatever address its devices choose
DIGITS = 6
HOUR = 60 * 60
NOWHERE = "unknown"


class AskedByNobody:
    """Takes who is asking from requests for staff questions before anything else sees them: session, messages, browser.

    Whoever has signed in is nobody there, their session is neither read nor prolonged, and no line of the log tells of the
    request. Only the cookie against forged forms stays. Pages are not stored, and later pages do not learn the address:
    `strict-origin` rather than `no-referrer`, with which browsers send forms from the origin "null".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ANONYMOUS):
            return self.get_response(request)
        _forget(request)
        with without_trace(request):
            response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response


def _forget(request: HttpRequest) -> None:
    kept = settings.CSRF_COOKIE_NAME
    request.COOKIES = {name: value for name, value in request.COOKIES.items() if name == kept}
    for name in ("HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_AUTHORIZATION"):
        request.META.pop(name, None)


def origin_of(request: HttpRequest) -> str:
    """The network address, behind as many trusted proxies as the settings say; of IPv6 the first 64 bits."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied, ValueError):
        return NOWHERE
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOME_NETWORK), strict=False))
    return str(address)


def times_asked(request: HttpRequest, purpose: str) -> int:
    """How often this network address has asked for this within the hour, this time included. In the shared cache only."""
    key = f"{purpose}:{origin_of(request)}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1


def origin_digest(origin: str, *, key: bytes) -> str:
    """Shortened, so that each stands for many addresses: without a list of candidates nobody can say which."""
    return hmac.new(key, origin.encode(), sha256).hexdigest()[:DIGITS]
