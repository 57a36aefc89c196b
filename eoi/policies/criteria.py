"""What the criteria of an advert have to add up to (S15)."""

from decimal import Decimal

from eoi.models import Advert

FULL_WEIGHT = Decimal(100)


def total_weighting(advert: Advert) -> Decimal:
    """The sum of its weightings, in per cent. One query, none after `with_parts`."""
    return sum((criterion.weighting for criterion in advert.criteria.all()), Decimal(0))
