"""The documents of an advert's information pack: added, changed, removed (S10); once published, announced to everybody (P20)."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from eoi import file_store
from eoi.actions.advert_change import announce_change
from eoi.audit import action, record
from eoi.file_checks import FileFacts, facts_of
from eoi.models import Advert, ChangeKind, PackDocument, User
from eoi.policies.pack import (
    problems_with_adding_document,
    problems_with_changing_document,
    problems_with_document_version,
)
from eoi.problems import refuse_if

FOLDER = "pack-documents"


@action("pack-document.add")
def add_pack_document(
    *, advert: Advert, title: str, description: str, file: File, by: User, at: datetime, announcement: str = ""
) -> PackDocument:
    """Put a checked file into the pack. Of a published advert `announcement` is the sentence that everybody reads."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_adding_document(advert, at=at))
    facts = facts_of(file)
    document = PackDocument(
        advert=advert,
        position=PackDocument.objects.next_position(advert),
        title=title,
        description=description,
        uploaded_by=by,
    )
    _keep(document, file, facts)
    _publish_or_redraft(advert, announcement, by)
    record("pack-document.add", by=by, subject=document, advert=advert, after=_facts(document))
    return document


@action("pack-document.change")
def change_pack_document(
    *,
    document: PackDocument,
    version: int,
    title: str,
    description: str,
    by: User,
    at: datetime,
    file: File | None = None,
    announcement: str = "",
) -> PackDocument:
    """Other words, and with `file` another file. Once an edition carries it, another document takes its place."""
    document = _locked(document)
    refuse_if(problems_with_changing_document(document, at=at) or problems_with_document_version(document, version))
    before = _facts(document)
    changed = _successor(document, by) if document.pins.exists() else document
    changed.title, changed.description, changed.version = title, description, document.version + 1
    if file is not None:
        _forget_after_commit(changed)
        _keep(changed, file, facts_of(file))
    else:
        changed.save()
    _publish_or_redraft(document.advert, announcement, by)
    record("pack-document.change", by=by, subject=changed, advert=document.advert, before=before, after=_facts(changed))
    return changed


@action("pack-document.remove")
def remove_pack_document(
    *, document: PackDocument, version: int, by: User, at: datetime, announcement: str = ""
) -> None:
    """Gone from a draft; left out of later editions where an edition carries it."""
    document = _locked(document)
    refuse_if(problems_with_changing_document(document, at=at) or problems_with_document_version(document, version))
    before = _facts(document)
    if document.pins.exists():
        _take_out(document, by)
    else:
        _forget_after_commit(document)
        PackDocument.objects.filter(pk=document.pk).delete()
    _publish_or_redraft(document.advert, announcement, by)
    record("pack-document.remove", by=by, subject=document, advert=document.advert, before=before)


def _locked(document: PackDocument) -> PackDocument:
    """The advert first: what is announced goes one after the other."""
    advert = Advert.objects.lock_for_change().get(pk=document.advert_id)
    locked = PackDocument.objects.lock_for_change().get(pk=document.pk)
    locked.advert = advert
    return locked


def _successor(document: PackDocument, by: User) -> PackDocument:
    """The same file in the same place, for the next edition on."""
    _take_out(document, by)
    kept = ("position", "name", "extension", "size", "digest", "stored_as")
    facts = {name: getattr(document, name) for name in kept}
    return PackDocument(advert=document.advert, uploaded_by=by, **facts)


def _take_out(document: PackDocument, by: User) -> None:
    """The database dates it."""
    document.taken_out_by, document.taken_out_at = by, document.uploaded_at
    document.save(update_fields=["taken_out_by", "taken_out_at"])


def _keep(document: PackDocument, file: File, facts: FileFacts) -> None:
    """The file first, then its row; without the row it goes again."""
    document.name, document.extension, document.size, document.digest = (
        facts.name,
        facts.extension,
        facts.size,
        facts.digest,
    )
    document.stored_as = file_store.keep(file, folder=FOLDER)
    try:
        with transaction.atomic():
            document.save()
    except BaseException:
        file_store.remove(document.stored_as)
        raise


def _forget_after_commit(document: PackDocument) -> None:
    """The file of a row that no edition carries goes with it; not before that is certain, and not while another row has it."""
    stored_as = document.stored_as

    def forget() -> None:
        if not PackDocument.objects.filter(stored_as=stored_as).exists():
            file_store.remove(stored_as)

    if stored_as:
        transaction.on_commit(forget, robust=True)


def _publish_or_redraft(advert: Advert, announcement: str, by: User) -> None:
    """What is published is announced, with a further edition; of a draft, a decision taken before no longer covers it (S16)."""
    if advert.is_published:
        announce_change(advert=advert, kind=ChangeKind.PACK, summary=announcement, by=by)
        return
    advert.draft_version += 1
    advert.save(update_fields=["draft_version"])


def _facts(document: PackDocument) -> dict[str, str | int]:
    return {"format": document.extension, "size": document.size, "digest": document.digest}
