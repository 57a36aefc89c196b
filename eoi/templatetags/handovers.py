"""Where something is handed over."""

from django import template

from eoi.holdings import Holding
from eoi.models import User
from eoi.models.handover import Subject

register = template.Library()


@register.simple_tag
def handover_address(subject: Subject, person: User) -> str:
    """The page on which this person's part in an advert, a service or a body is handed over. No query."""
    return Holding(person, subject, "").handover_address
