"""The row under the masthead: at most five entries, by role. Other apps add theirs with `register`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

MOST_ENTRIES = 5


@dataclass(frozen=True)
class Entry:
    """A place in the service. `also`: further beginnings of addresses under which it counts as the current one."""

    label: str
    url_name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry made ready for one page."""

    label: str
    url: str
    is_current: bool


ADVERTS = Entry("Adverts", "eoi:advert-list", also=("/adverts/",))
HELP = Entry("Help", "eoi:help")
OFFICER_ADVERTS = Entry("Adverts", "eoi:officer-start", also=("/officer/adverts/",))
AIMS = Entry("Aims", "eoi:objective-list", also=("/officer/pledges/", "/officer/needs/"))
SERVICES = Entry("Services", "eoi:service-list", also=("/services/",))
MY_SERVICES = Entry("My services", "eoi:service-start")
ISSUES = Entry("Known issues", "eoi:issue-list", also=("/service/issues/",))
CONSULTATION = Entry("Consultation", "eoi:representative-start")

_ENTRIES: dict[str, list[Entry]] = {
    "procurement-officer": [OFFICER_ADVERTS, AIMS, SERVICES],
    "approver": [OFFICER_ADVERTS, AIMS, SERVICES],
    "evaluator": [AIMS],
    "service-manager": [MY_SERVICES, SERVICES, ISSUES, AIMS],
    "lead-member": [SERVICES, AIMS],
    "representative": [CONSULTATION, SERVICES, AIMS],
    "auditor": [Entry("Audit trail", "eoi:audit-event-list")],
    "administrator": [Entry("People", "eoi:person-list", also=("/administrator/",))],
    "prospective-partner": [ADVERTS, Entry("My expressions", "eoi:partner-start")],
}


def register(role: str, entry: Entry) -> None:
    """Add an entry for a role. Called from an app's `ready()`; a second call with the same entry changes nothing."""
    entries = _ENTRIES.setdefault(role, [])
    if entry not in entries:
        entries.append(entry)


def entries_for(user: Any, path: str) -> list[Link]:
    """The links that this person sees, the current one marked. Costs the query of `user.roles`, none for a visitor."""
    roles = user.roles if getattr(user, "is_authenticated", False) else frozenset()
    places = [entry for role, entries in _ENTRIES.items() if role in roles for entry in entries]
    found = list(_resolved(_without_repeats(places or [ADVERTS])))[: MOST_ENTRIES - 1]
    found.extend(_resolved([HELP]))
    current = _current(found, path)
    return [Link(entry.label, url, entry is current) for entry, url in found]


def address_of(url_name: str, *arguments: str) -> str:
    """The address of a named page, or nothing where this installation has no such page."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return ""


def _without_repeats(entries: Iterable[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entries))


def _resolved(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        if url := address_of(entry.url_name):
            yield entry, url


def _current(found: list[tuple[Entry, str]], path: str) -> Entry | None:
    """The entry with the longest beginning of this address: `/` is only the start page itself."""
    best, longest = None, 0
    for entry, url in found:
        for beginning in (url, *entry.also):
            fits = path == beginning or (beginning != "/" and path.startswith(beginning))
            if fits and len(beginning) > longest:
                best, longest = entry, len(beginning)
    return best
