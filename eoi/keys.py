"""Readable keys for things that officers add: part of an address, never reused, never changed afterwards."""

from collections.abc import Container

from django.utils.text import slugify

TAKEN_BY_PAGES = {"new"}  # the address of the page that makes another


def free_key(words: str, *, taken: Container[str], longest: int, otherwise: str) -> str:
    """`cabinet-s-eight-goals`, or with a number behind it where that is taken; `otherwise` where no letter can be used."""
    plain = slugify(words)[: longest - 4].strip("-") or otherwise
    if plain not in TAKEN_BY_PAGES and plain not in taken:
        return plain
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"
