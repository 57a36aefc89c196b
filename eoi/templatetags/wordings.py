"""What changed about a published advert, as pages show it."""

from django import template

from eoi import wording_changes
from eoi.wording_changes import Piece

register = template.Library()


@register.filter
def changed_paragraphs(detail: dict[str, str]) -> tuple[tuple[Piece, ...], ...]:
    """Of one detail of an AdvertChange; an empty one stands for those that stayed as they were."""
    return wording_changes.changed_paragraphs(detail["before"], detail["after"])
