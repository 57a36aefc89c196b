"""When an advert may be copied."""

from datetime import date, datetime

from django.urls import reverse

from eoi.copying import LAST_YEAR, CopyDates
from eoi.models import Advert
from eoi.problems import Problem
from eoi.working_days import bank_holiday, is_working_day, uk_day


def problems_with_copying(source: Advert, *, opens_on: date | None = None, at: datetime) -> list[Problem]:
    """Its dates are what the copy's are shifted from; the copy opens on a working day that lies ahead. No query."""
    if source.opens_at is None or source.closes_at is None:
        there = reverse("eoi:advert-manage", args=[source.reference])
        message = (
            f"{source.reference} has no opening and closing time yet, so there are no dates to shift. Set them first."
        )
        return [Problem("no-dates", message, there)]
    return [] if opens_on is None else _problems_with_opening(opens_on, today=uk_day(at))


def problems_with_copied_dates(dates: CopyDates, *, shown: str | None) -> list[Problem]:
    """No copy is made on dates that nobody has seen."""
    if shown is not None and shown != dates.fingerprint:
        message = "The plan changed while you were reading. These are the dates of the copy now: look at them again."
        return [Problem("other-dates", message)]
    return dates.problems


def _problems_with_opening(opens_on: date, *, today: date) -> list[Problem]:
    if opens_on <= today:
        return [Problem("opens-in-the-past", "The copy would open today or earlier. Choose a day that lies ahead.")]
    if opens_on.year > LAST_YEAR:
        return [Problem("opens-too-late", f"The copy would open after {LAST_YEAR}. Choose an earlier day.")]
    if not is_working_day(opens_on):
        why = bank_holiday(opens_on) or f"a {opens_on:%A}"
        return [Problem("no-working-day", f"That day is {why}. Choose a working day for the opening.")]
    return []
