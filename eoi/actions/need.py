"""The bigger issues a partner might help with: added, reworded, retired (S8). Adverts choose among them: `actions/aims.py`."""

from datetime import datetime

from eoi.audit import action, record
from eoi.keys import free_key
from eoi.models import Advert, Need, User
from eoi.policies.need import problems_with_changing_need, problems_with_need_version, problems_with_restoring_need
from eoi.problems import refuse_if


@action("need.create")
def create_need(*, title: str, description: str, by: User, at: datetime) -> Need:
    """A further one, with the next number. New drafts state it; drafts that are there already may choose it."""
    taken = set(Need.objects.values_list("key", flat=True))
    need = Need.objects.create(
        key=free_key(title, taken=taken, longest=40, otherwise="need"),
        number=Need.objects.next_number(),
        title=title,
        description=description,
        changed_by=by,
        changed_at=at,
    )
    record("need.create", by=by, subject=need)
    return need


@action("need.edit")
def edit_need(*, need: Need, version: int, title: str, description: str, by: User, at: datetime) -> Need:
    """Change its words. Drafts that state it change with it, so a decision taken on one no longer covers it (S16)."""
    need = _locked(need)
    refuse_if(problems_with_need_version(need, version) or problems_with_changing_need(need))
    words = {"title": title, "description": description}
    changed = [name for name, value in words.items() if getattr(need, name) != value]
    for name, value in words.items():
        setattr(need, name, value)
    _save(need, *words, by=by, at=at)
    if changed:
        Advert.objects.stating(need).raise_draft_versions()
    record("need.edit", by=by, subject=need, after={"changed": changed, "version": need.version})
    return need


@action("need.retire")
def retire_need(*, need: Need, by: User, at: datetime) -> Need:
    """No further advert states it. Those that do, keep it; a draft may leave it out."""
    need = _locked(need)
    refuse_if(problems_with_changing_need(need))
    need.retired_at, need.retired_by = at, by
    _save(need, "retired_at", "retired_by", by=by, at=at)
    record("need.retire", by=by, subject=need)
    return need


@action("need.restore")
def restore_need(*, need: Need, by: User, at: datetime) -> Need:
    """Adverts can state it again."""
    need = _locked(need)
    refuse_if(problems_with_restoring_need(need))
    need.retired_at = need.retired_by = None
    _save(need, "retired_at", "retired_by", by=by, at=at)
    record("need.restore", by=by, subject=need)
    return need


def _locked(need: Need) -> Need:
    return Need.objects.with_people().select_for_update(of=("self",)).get(pk=need.pk)


def _save(need: Need, *fields: str, by: User, at: datetime) -> None:
    need.version += 1
    need.changed_by, need.changed_at = by, at
    need.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
