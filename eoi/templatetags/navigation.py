"""Links that every page carries, asked for by templates."""

from typing import Any

from django import template

from eoi.navigation import Link, address_of, entries_for

register = template.Library()

FOOTER = (
    ("Privacy notice", "eoi:privacy"),
    ("Cookies", "eoi:cookies"),
    ("Accessibility statement", "eoi:accessibility"),
    ("Contact", "eoi:contact"),
    ("Help", "eoi:help"),
    ("Check a receipt", "eoi:receipt-check"),
)


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[Link]:
    """The entries for the person asking; a failure page without a request gets the visitor's."""
    request = context.get("request")
    return entries_for(getattr(request, "user", None), getattr(request, "path", ""))


@register.simple_tag
def visitor_navigation() -> list[Link]:
    """The visitor's entries whoever asks: for pages that must not touch the database."""
    return entries_for(None, "")


@register.simple_tag
def footer_links() -> list[dict[str, Any]]:
    return [{"label": label, "url": url} for label, name in FOOTER if (url := address_of(name))]


@register.simple_tag
def url_or_nothing(url_name: str) -> str:
    """The address of a named page, or an empty text: failure pages must not fail over a missing name."""
    return address_of(url_name)
