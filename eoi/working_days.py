"""Working days in England: Monday to Friday, less the bank holidays (S14). Dates are days in UK time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

UNITED_KINGDOM = ZoneInfo("Europe/London")
SATURDAY = 5


def uk_day(moment: datetime) -> date:
    """The day in the United Kingdom at this moment."""
    return moment.astimezone(UNITED_KINGDOM).date()


def start_of_day(moment: datetime) -> datetime:
    """Midnight at which the day of this moment began in the United Kingdom."""
    return datetime.combine(uk_day(moment), time.min, tzinfo=UNITED_KINGDOM)


def bank_holiday(day: date) -> str:
    """Its name, or nothing where the day is not a bank holiday in England."""
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and not bank_holiday(day)


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first`, up to and with `last`; 0 where `last` is not later.

    An advert that opens on a Monday and closes on the Monday after has five.
    """
    return sum(is_working_day(day) for day in _days(first, last))


def add_working_days(day: date, number: int) -> date:
    """The day that lies this many working days after `day`, or before it where `number` is negative. 0 gives `day` itself."""
    step = timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range(1, (last - first).days + 1))


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items())
