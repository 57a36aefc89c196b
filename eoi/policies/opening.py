"""When the submissions may be opened: the seal (DESIGN §4)."""

from datetime import datetime

from eoi.models import Advert, User
from eoi.policies.assistance import problems_with_having_assisted
from eoi.problems import Problem


def problems_with_opening(advert: Advert, *, at: datetime) -> list[Problem]:
    """The seal (DESIGN §4): closed for everybody, closing record published, not opened yet."""
    if advert.is_opened:
        return [Problem("opening", "The submissions have been opened already.")]
    if not advert.is_published:
        return [Problem("opening", "The advert has not been published.")]
    if advert.is_withdrawn:
        message = "The advert has been withdrawn: what was submitted stays sealed, and is never opened."
        return [Problem("opening", message, worth_recording=True)]
    if at < advert.last_effective_closes_at():
        return [
            Problem(
                "opening", "The submissions are sealed until the last closing time has passed.", worth_recording=True
            )
        ]
    if not hasattr(advert, "closing_record"):
        return [Problem("opening", "The closing record is being made. Try again in a minute.", worth_recording=True)]
    return []


def problems_with_requesting_opening(advert: Advert, *, at: datetime, by: User | None = None) -> list[Problem]:
    found = problems_with_opening(advert, at=at)
    if not found and advert.opening_requested_at:
        found.append(Problem("opening", "An officer has asked for the opening already. Another officer confirms it."))
    if not found and by is not None:
        found += problems_with_having_assisted(advert, by)
    return found


def problems_with_cancelling_opening(advert: Advert) -> list[Problem]:
    if advert.is_opened or not advert.opening_requested_at:
        return [Problem("opening", "There is no request to take back.")]
    return []


def problems_with_confirming_opening(advert: Advert, *, by: User, at: datetime) -> list[Problem]:
    found = problems_with_opening(advert, at=at)
    if not found and not advert.opening_requested_at:
        found.append(Problem("opening", "Nobody has asked for the opening yet. One officer asks, another confirms."))
    if not found and advert.opening_requested_by_id == by.pk:
        found.append(
            Problem(
                "opening", "You asked for this opening, so another officer has to confirm it.", worth_recording=True
            )
        )
    return found or problems_with_having_assisted(advert, by)
