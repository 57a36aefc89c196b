"""An edition as it is printed: the content that was kept, with its number, its time, and where its files are."""

from collections.abc import Callable
from typing import Any

from eoi.models import PackEdition
from eoi.templatetags.times import uk_time

AddressOf = Callable[[dict[str, str]], str]


def as_printed(edition: PackEdition, *, address_of: AddressOf | None = None) -> dict[str, Any]:
    """The content with the edition's number and time; with `address_of`, each file links to the address it gives. No query."""
    name = f"{edition.number}, made at {uk_time(edition.made_at)}"
    content = edition.content
    return {
        **content,
        "facts": [["Edition", name], *content["facts"]],
        "closing": f"{content['closing']}, edition {edition.number}",
        "sections": [_with_addresses(section, address_of) for section in content["sections"]],
    }


def _with_addresses(section: dict[str, Any], address_of: AddressOf | None) -> dict[str, Any]:
    if address_of is None:
        return section
    blocks = [
        {**block, "files": [{**file, "url": address_of(file)} for file in block["files"]]}
        if "files" in block
        else block
        for block in section["blocks"]
    ]
    return {**section, "blocks": blocks}
