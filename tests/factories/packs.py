"""Documents in information packs."""

from itertools import count
from typing import TYPE_CHECKING

from eoi.actions.pack import add_pack_document
from eoi.identity import perform
from eoi.models import PackDocument
from tests.factories.files import pdf, upload

if TYPE_CHECKING:
    from tests.factories.world import World

EMPTY_PACK = (  # for tests that publish round the application: the database wants an edition
    "INSERT INTO eoi_packedition (advert_id, number, content, digest, made_by_id) VALUES (%s, 0, '{\"sections\": []}', '', %s)"
)
_numbers = count(1)


def add_document(world: "World", title: str = "", **options) -> PackDocument:
    """By the officer; of a published advert with an announcement."""
    facts = {
        "title": title or f"Document {next(_numbers)}",
        "description": "For everybody who thinks about answering.",
        "file": upload("list.pdf", pdf()),
        **({"announcement": "A document was added."} if world.refresh().is_published else {}),
        **options,
    }
    document = perform(add_pack_document, by=world.officer, advert=world.advert, **facts)
    world.refresh()
    return document
