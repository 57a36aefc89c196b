"""Requests as views get them, after the middlewares: with the database's time, and with who is asking."""

from datetime import datetime

from django.http import HttpRequest

from eoi.models import User


class TimedRequest(HttpRequest):
    """Anybody's. `now` is the database's time at the start of the request; `public_tag` belongs to eoi.conditional."""

    now: datetime
    public_tag: str | None


class PersonRequest(TimedRequest):
    """Of somebody who has signed in: every view but the public ones."""

    user: User
