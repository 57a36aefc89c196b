"""Asking for an address as somebody, many thousand times, so that nothing of it stays."""

from collections.abc import Callable
from http.cookies import SimpleCookie

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from eoi.models import User
from tests.matrix.stage import Stage

TOKEN = {"csrfmiddlewaretoken": "a browser sends no form without it"}


class Asker:
    """Everybody signed in once, with a second factor shown a moment ago where they have one.

    Requests go through all middleware; only the copying of contexts that Django's test client does is left out, for speed.
    """

    def __init__(self, stage: Stage) -> None:
        self.factory = RequestFactory()
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.cookies = {role: signed_in(person) for role, person in stage.people.items()}

    def get(self, address: str, *, role: str) -> HttpResponse:
        return self._answer(self.factory.get, address, role)

    def post(self, address: str, *, role: str) -> HttpResponse:
        """A form with nothing filled in."""
        return self._answer(self.factory.post, address, role, TOKEN)

    def _answer(self, ask: Callable[..., HttpRequest], address: str, role: str, *data: dict[str, str]) -> HttpResponse:
        """Whatever the request did is undone: even reading some pages of accounts ends a session."""
        self.factory.cookies = self.cookies[role]
        request = ask(address, *data)
        request._dont_enforce_csrf_checks = True
        with transaction.atomic():
            response = self.handler.get_response(request)
            transaction.set_rollback(True)
        return response


def signed_in(person: User | None) -> SimpleCookie:
    if person is None:
        return SimpleCookie()
    client = Client()
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, method="mfa", reauthenticated=True)
    request.session.save()
    return SimpleCookie({settings.SESSION_COOKIE_NAME: request.session.session_key})
