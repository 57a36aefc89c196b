"""Information packs in every state."""

from eoi.models import PackDocument
from tests.browser.adverts import STILL_OPEN, made
from tests.factories.files import docx, upload
from tests.factories.packs import add_document
from tests.factories.world import World, make_draft, make_open

LONG_TITLE = (
    "A list of all buildings, leases, vehicles and machines that the services in scope use today, with their ages"
)


class PackPlaces:
    @made
    def packing(self) -> World:
        """A draft whose pack has documents."""
        world = make_draft(self.clock, reference="SAL-2026-191", closes_at=STILL_OPEN)
        add_document(world, "Property list")
        add_document(world, LONG_TITLE, file=upload("figures.docx", docx()))
        return world

    @made
    def packed(self) -> World:
        """Open, in its second edition."""
        world = make_open(self.clock, reference="SAL-2026-192", closes_at=STILL_OPEN, with_document=True)
        add_document(world, LONG_TITLE, announcement="There is a list of what the services use now.")
        return world

    @property
    def packing_document(self) -> PackDocument:
        return self.packing.advert.pack_documents.first()

    @property
    def packed_document(self) -> PackDocument:
        return self.packed.advert.pack_documents.first()
