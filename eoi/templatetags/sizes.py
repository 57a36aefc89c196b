"""Sizes of files as people read them."""

from django import template

from eoi.file_checks import size_in_words as in_words

register = template.Library()


@register.filter
def size_in_words(size: int | None) -> str:
    """`214 KB`; an empty text where it is not known."""
    return "" if size is None else in_words(size)
