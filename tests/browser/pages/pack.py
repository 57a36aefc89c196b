"""The information pack: as everybody reads it, and where it is put together."""

from tests.browser.visits import Mistake, Visit

DRAFT, OPEN = ("packing.advert.reference",), ("packed.advert.reference",)
OF_DRAFT, OF_OPEN = (*DRAFT, "packing_document.reference"), (*OPEN, "packed_document.reference")

PAGES = [
    Visit("eoi:pack-manage", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:pack-manage", "packing.officer", DRAFT),
    Visit("eoi:pack-manage", "approver", DRAFT),
    Visit("eoi:pack-preview", "approver", DRAFT),
    Visit("eoi:pack-document-create", "packing.officer", DRAFT),
    Visit("eoi:pack-document-edit", "packing.officer", OF_DRAFT),
    Visit("eoi:pack-document-remove", "packing.officer", OF_DRAFT),
    Visit("eoi:pack-manage", "packed.officer", OPEN),
    Visit("eoi:pack-document-create", "packed.officer", OPEN),
    Visit("eoi:pack-document-edit", "packed.officer", OF_OPEN),
    Visit("eoi:pack-document-remove", "packed.officer", OF_OPEN),
    Visit("eoi:pack-document-create", "closed.officer", ("closed.advert.reference",)),
    Visit("eoi:pack-manage", "closed.officer", ("closed.advert.reference",)),
    Visit("eoi:pack-detail", "", OPEN),
    Visit("eoi:pack-edition", "", (*OPEN, 1)),
    Visit("eoi:advert-detail", "", OPEN),
    Visit("eoi:advert-preview", "packing.officer", DRAFT),
]

MISTAKES = [
    Mistake("eoi:pack-document-create", "packing.officer", DRAFT),
    Mistake("eoi:pack-document-edit", "packing.officer", OF_DRAFT),
    Mistake("eoi:pack-document-create", "packed.officer", OPEN),
    Mistake("eoi:pack-document-remove", "packed.officer", OF_OPEN),
]

NOT_PAGES = {
    "eoi:pack-document": "a file",
    "eoi:pack-pdf": "a PDF",
    "eoi:pack-zip": "an archive",
}
