"""A list of people as it is pasted: from a spreadsheet, an address book, a mail. Pure: no query, nothing raised, no line lost.

One person a line. Understood are `Name <address>`, `Name, address`, `address<TAB>Name<TAB>roles`, the same with semicolons, and
`Name address`; whatever stands after address and name are the words of roles.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from eoi.models import COUNCIL_ROLES, Role

LONGEST_ADDRESS, LONGEST_NAME = 254, 120
ROLE_WORDS = {
    **{name.replace("-", " "): name for name in COUNCIL_ROLES},
    **{Role(name).label.lower(): name for name in COUNCIL_ROLES},
    "officer": Role.PROCUREMENT_OFFICER.value,
    "manager": Role.SERVICE_MANAGER.value,
    "staff representative": Role.REPRESENTATIVE.value,
    "union representative": Role.REPRESENTATIVE.value,
    "admin": Role.ADMINISTRATOR.value,
}
BRACKETED = re.compile(r"^([^<>]*)<([^<>]*)>([^<>]*)$")
CELL = re.compile(r'"([^"]*)"|([^,;]+)')
TURNS_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class PastedLine:
    """One person as understood. `roles` is empty where the line names none; `problems` are sentences, none when all is well."""

    number: int
    text: str
    full_name: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    def with_problems(self, *sentences: str) -> "PastedLine":
        return replace(self, problems=(*self.problems, *sentences))

    def with_roles(self, roles: Iterable[str]) -> "PastedLine":
        return replace(self, roles=tuple(sorted(roles)))

    @property
    def role_labels(self) -> list[str]:
        return [Role(name).label for name in self.roles]


def read_list(text: str) -> list[PastedLine]:
    """Every line that is not blank, in order, numbered as in the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [_read_line(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    return _with_repetitions(found)


def cannot_be_shown(text: str) -> bool:
    """Whether a one-line text holds control characters, or some that turn the direction of the words around them."""
    return any(unicodedata.category(each) == "Cc" or each in TURNS_DIRECTION for each in text)


def _read_line(number: int, text: str) -> PastedLine:
    names, addresses, words = _parts_of(text)
    address = addresses[0].lower() if addresses else ""
    full_name = ", ".join(names)
    roles = [ROLE_WORDS[_plain(word)] for word in words if _plain(word) in ROLE_WORDS]
    problems = [
        *_problems_with_addresses(addresses),
        *_problems_with_name(full_name),
        *(_unknown(word) for word in words if _plain(word) not in ROLE_WORDS),
    ]
    return PastedLine(number, text.strip(), full_name, address, tuple(sorted(set(roles))), tuple(problems))


def _parts_of(text: str) -> tuple[list[str], list[str], list[str]]:
    """The parts of the name, the addresses, and the words that should be roles."""
    if "\t" not in text and (bracketed := BRACKETED.match(text)):
        before, address, after = bracketed.groups()
        return list(filter(None, [before.strip(' ,;"')])), [address.strip()], _cells(after)
    cells = [cell.strip(' "') for cell in text.split("\t")] if "\t" in text else _cells(text)
    names: list[str] = []
    addresses: list[str] = []
    words: list[str] = []
    for cell in filter(None, cells):
        if "@" in cell:
            name, found = _named_address(cell)
            addresses += found
            names += [name] if name else []
        elif _plain(cell) in ROLE_WORDS or (addresses and names):
            words += _cells(cell)
        else:
            names.append(cell)
    return names, addresses, words


def _cells(text: str) -> list[str]:
    """Divided at commas and semicolons, but not within quotation marks."""
    cells = ((quoted or plain).strip(' \t"') for quoted, plain in CELL.findall(text))
    return [cell for cell in cells if cell]


def _named_address(cell: str) -> tuple[str, list[str]]:
    """`Jo Bloggs jo@example.org` and `Jo Bloggs <jo@example.org>`: the words without an at sign are the name."""
    words = cell.replace("<", " ").replace(">", " ").split()
    return " ".join(word for word in words if "@" not in word), [word for word in words if "@" in word]


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").split())


def _problems_with_addresses(addresses: list[str]) -> list[str]:
    if not any(addresses):
        return ["There is no e-mail address on this line. Add one, or take the line out."]
    if len(addresses) > 1:
        return ["There is more than one e-mail address on this line. Put each person on a line of their own."]
    try:
        validate_email(addresses[0])
    except ValidationError:
        return [f"“{_short(addresses[0])}” is not an e-mail address. Type one like name@example.com."]
    if len(addresses[0]) > LONGEST_ADDRESS:
        return [f"The e-mail address has {len(addresses[0])} characters. The limit is {LONGEST_ADDRESS}."]
    return []


def _problems_with_name(full_name: str) -> list[str]:
    if not full_name:
        return ["There is no name on this line. Write it before the e-mail address, with a comma between."]
    if len(full_name) > LONGEST_NAME:
        return [f"The name has {len(full_name)} characters. The limit is {LONGEST_NAME}: shorten it."]
    if cannot_be_shown(full_name):
        return ["The name has a character in it that cannot be shown. Type it by hand, without pasting."]
    return []


def _unknown(word: str) -> str:
    return f"“{_short(word)}” is not a role of council staff. Write one such as evaluator or service manager."


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _with_repetitions(lines: list[PastedLine]) -> list[PastedLine]:
    """The first line with an address counts; the others say which that was."""
    first: dict[str, int] = {}
    found = []
    for line in lines:
        if line.email and first.setdefault(line.email, line.number) != line.number:
            line = line.with_problems(f"{_short(line.email)} is on line {first[line.email]} already.")
        found.append(line)
    return found
