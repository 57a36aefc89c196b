"""When an advert can be followed, and how often somebody may ask for it."""

from datetime import datetime

from eoi.models import Advert, Phase
from eoi.problems import Problem

MOST_AN_HOUR = 10  # from one network address
FOLLOWED = (Phase.FORTHCOMING, Phase.OPEN, Phase.CLOSED)


def problems_with_following(advert: Advert, *, at: datetime) -> list[Problem]:
    """Once published, until its submissions are opened: after that the public page changes no more."""
    if advert.phase(at=at) in FOLLOWED:
        return []
    return [
        Problem("nothing-to-follow", "Nothing more will change on the page of this advert, so it cannot be followed.")
    ]


def problems_with_asking_often(times: int) -> list[Problem]:
    """`times`: how often this network address has asked within the hour, this time included."""
    if times <= MOST_AN_HOUR:
        return []
    text = (
        f"{MOST_AN_HOUR} requests to follow an advert have come from your network within an hour, which is the most. "
        "Wait an hour, then send this again: what you typed stands below."
    )
    return [Problem("limit", text, "#id_email")]
