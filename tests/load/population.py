"""Organisations whose drafts are complete, made through actions; one password hash serves them all, so that making them is quick."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeVar

from django.contrib.auth.hashers import make_password

from eoi.clock import shift_clock
from tests.factories.people import PASSWORD, make_partner
from tests.factories.world import CLOSES, Clock, World, fill_in, make_open, start
from tests.load.partner import Partner

Someone = TypeVar("Someone", bound=Partner)
WORDS = "We would help with this, and describe here in some detail how. " * 12


def make_advert() -> World:
    """Open to expressions of interest."""
    return make_open(Clock())


def make_partners(world: World, count: int, *, port: int, kind: type[Someone] = Partner) -> Iterator[Someone]:
    """Each the lead of an organisation whose draft is complete."""
    hashed = make_password(PASSWORD)
    for number in range(count):
        partner = make_partner()
        partner.password = hashed
        partner.save(update_fields=["password"])
        expression = fill_in(start(world, partner), partner, words=WORDS)
        yield kind(number, port, partner.email, PASSWORD, expression.reference)


def let_close_in(seconds: float) -> None:
    """The database's clock runs on as in production, set so that the advert closes in so many seconds."""
    shift_clock((CLOSES - datetime.now(UTC)).total_seconds() - seconds)
