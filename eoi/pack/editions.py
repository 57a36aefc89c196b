"""Editions of the pack: pinned at publication and with every announced change (P20)."""

from functools import partial

from django.db import transaction

from eoi.clock import database_now
from eoi.models import Advert, AdvertChange, PackDocument, PackEdition, PackEditionDocument, User
from eoi.pack.composition import pack_of
from eoi.pack.files import make_files


def pin_pack(advert: Advert, change: AdvertChange | None, by: User) -> PackEdition | None:
    """Keep the pack as it stands, for good; nothing where it says the same as the last edition.

    Called within `publish_advert` and `announce_change`, with the advert locked. PDF and archive are made after the commit.
    """
    content = pack_of(advert, at=database_now()).as_data()
    last = PackEdition.objects.of_advert(advert).newest_first().first()
    if last is not None and last.content == content:
        return None
    edition = PackEdition.objects.create(advert=advert, content=content, change=change, made_by=by)
    PackEditionDocument.objects.bulk_create(
        PackEditionDocument(edition=edition, document=document)
        for document in PackDocument.objects.of_advert(advert).standing()
    )
    edition.refresh_from_db(fields=["number", "digest", "made_at"])
    transaction.on_commit(partial(make_files, edition), robust=True)
    return edition
