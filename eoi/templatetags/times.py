"""Times as people read them: always with their zone, which is the United Kingdom's (DESIGN §8)."""

from datetime import date, datetime, timedelta

from django import template

from eoi.working_days import UNITED_KINGDOM

register = template.Library()


@register.filter
def uk_time(value: datetime | None) -> str:
    """`5pm on Friday 28 March 2026 (UK time)`."""
    if not value:
        return ""
    local = value.astimezone(UNITED_KINGDOM)
    if (local.hour, local.minute) == (0, 0):
        return f"midnight at the start of {_long_date(local)} (UK time)"
    return f"{_clock(local)} on {_long_date(local)} ({_zone(local)})"


@register.filter
def uk_time_exact(value: datetime | None) -> str:
    """`4:59:59pm on Friday 28 March 2026 (UK time)`, for receipts and records, where the second matters."""
    if not value:
        return ""
    local = value.astimezone(UNITED_KINGDOM)
    return f"{uk_clock_exact(value)} on {_long_date(local)} ({_zone(local)})"


@register.filter
def uk_clock(value: datetime | None) -> str:
    """`2:02pm`, for "saved at" on the day itself."""
    return _clock(value.astimezone(UNITED_KINGDOM)) if value else ""


@register.filter
def uk_date(value: date | datetime | None) -> str:
    """`28 March 2026`; a datetime is taken on its day in the United Kingdom."""
    if not value:
        return ""
    day = value.astimezone(UNITED_KINGDOM) if isinstance(value, datetime) else value
    return f"{day.day} {day:%B %Y}"


@register.filter
def uk_weekday_date(value: date | None) -> str:
    """`Saturday 28 March 2026`, for a day of a plan."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""


@register.filter
def time_left(closes_at: datetime | None, now: datetime) -> str:
    """`in 19 days`, `in 1 day 4 hours`, `in 3 hours 20 minutes`; `closed` from the closing time on."""
    if not closes_at:
        return ""
    left = closes_at - now
    if left <= timedelta(0):
        return "closed"
    minutes = int(left.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days >= 2:
        return f"in {days} days"
    if days == 1:
        return _joined(_many(1, "day"), _many(hours, "hour"))
    if hours:
        return _joined(_many(hours, "hour"), _many(minutes % 60, "minute"))
    return _joined(_many(minutes, "minute")) if minutes else "in less than a minute"


@register.filter
def exact_time_left(closes_at: datetime | None, now: datetime) -> str:
    """`3 hours 20 minutes 5 seconds`, to the second in the last day; nothing from the closing time on. As static/src/countdown.js."""
    left = max(0, int((closes_at - now).total_seconds())) if closes_at else 0
    units = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
    parts: list[str] = []
    for unit, length in units[:3] if left >= 86400 else units:
        number, left = divmod(left, length)
        if number or parts or length == 1:
            parts.append(f"{number} {unit}" if number == 1 else f"{number} {unit}s")
    return " ".join(parts)


@register.filter
def uk_clock_exact(value: datetime | None) -> str:
    """`1:40:03pm`."""
    if not value:
        return ""
    local = value.astimezone(UNITED_KINGDOM)
    return f"{local.hour % 12 or 12}:{local:%M:%S}{_half(local)}"


@register.filter
def milliseconds(value: datetime | None) -> int | str:
    """Since 1970, for scripts."""
    return int(value.timestamp() * 1000) if value else ""


def _clock(local: datetime) -> str:
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{_half(local)}"


def _zone(local: datetime) -> str:
    """UK time; in the hour that comes twice in October, also which of the two it is (P18)."""
    summer, winter = local.replace(fold=0), local.replace(fold=1)
    if summer.utcoffset() == winter.utcoffset():
        return "UK time"
    return "UK time, GMT: after the clocks go back" if local.fold else "UK time, BST: before the clocks go back"


def _half(local: datetime) -> str:
    return "am" if local.hour < 12 else "pm"


def _long_date(local: datetime) -> str:
    return f"{local:%A} {local.day} {local:%B %Y}"


def _many(number: int, unit: str) -> str:
    if not number:
        return ""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _joined(*parts: str) -> str:
    return "in " + " ".join(part for part in parts if part)
