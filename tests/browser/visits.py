"""What a visit is: a URL name, who goes there, and what stands in the address."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from eoi.models import User
from tests.browser.places import Places


class Word(str):
    """Stands in an address as it is; any other text names something of `Places`."""

    __slots__ = ()


@dataclass(frozen=True)
class Visit:
    """`who` and `args` are paths from `Places`, such as `draft.advert.reference`; nobody is a visitor without an account."""

    name: str
    who: str = ""
    args: tuple[Any, ...] = ()
    query: str = ""
    status: int = 200

    def __str__(self) -> str:
        return " ".join(filter(None, [self.name, *map(str, self.args), self.query, f"as {self.who or 'visitor'}"]))

    def person(self, places: Places) -> User | None:
        return attrgetter(self.who)(places) if self.who else None

    def address(self, places: Places) -> str:
        args = [
            attrgetter(arg)(places) if isinstance(arg, str) and not isinstance(arg, Word) else arg for arg in self.args
        ]
        return reverse(self.name, args=args) + self.query


@dataclass(frozen=True)
class Mistake(Visit):
    """The page's form sent with every control empty but those in `typed` (by the control's name)."""

    typed: dict[str, str] = field(default_factory=dict)
    form: str = "main form[method=post]"


def every_url_name() -> set[str]:
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], namespace: str) -> list[str]:
    found: list[str] = []
    for each in patterns:
        if isinstance(each, URLResolver):
            inside = f"{namespace}{each.namespace}:" if each.namespace else namespace
            found += _names(each.url_patterns, inside)
        else:
            found.append(f"{namespace}{each.name}")
    return found
