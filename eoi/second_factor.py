"""The second factor of council staff: who has one, and whether it was shown a moment ago (DESIGN §4, the seal; §8)."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from eoi.models import User

FRESH_SECONDS = 15 * 60

View = Callable[..., HttpResponse]


def has_second_factor(user: User) -> bool:
    """An authenticator app has been set up. One query."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def is_second_factor_fresh(request: HttpRequest) -> bool:
    """A code was asked for, and given, in this session within the last quarter of an hour. The one of the sign-in does not count."""
    earliest = time.time() - FRESH_SECONDS
    return any(
        shown["method"] == "mfa" and shown.get("reauthenticated") and shown["at"] >= earliest
        for shown in get_authentication_records(request, cast(User, request.user))
    )


def fresh_second_factor_required(view: View) -> View:
    """Ask for a code before this page, and come back to it; what was posted is kept and carried out then.

    For steps that only the person at the keyboard may take, such as confirming an opening. Nothing is asked where DEMO is on.
    """

    @wraps(view)
    def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.DEMO or is_second_factor_fresh(request):
            return view(request, *args, **kwargs)
        return suspend_request(request, reverse("mfa_reauthenticate"))

    return ask_first
