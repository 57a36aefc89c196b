"""Scores and totals are kept unrounded and shown to two places, half up (DESIGN §3, rule 10)."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template

register = template.Library()

HUNDREDTH = Decimal("0.01")


@register.filter
def decimal2(value: Decimal | int | str | None) -> str:
    """`3.40`; an empty text where there is no number."""
    if value is None or value == "":
        return ""
    try:
        return str(Decimal(str(value)).quantize(HUNDREDTH, rounding=ROUND_HALF_UP))
    except InvalidOperation:
        return ""


@register.filter
def percent(value: Decimal | int | None) -> str:
    """A weighting without needless noughts: `20`, `12.5`."""
    return "" if value is None else f"{Decimal(value).normalize():f}"


@register.filter
def thousands(value: Decimal | int | None) -> str:
    """`21,888,848`, `104.5`; an empty text where there is no number."""
    if value is None or value == "":
        return ""
    number = Decimal(value)
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number.normalize():,f}"


@register.filter
def pounds(value: Decimal | int | None) -> str:
    """`£21,888,848`."""
    return f"£{thousands(value)}" if value is not None and value != "" else ""
