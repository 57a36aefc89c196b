"""The council's pledges: kept, confirmed, linked to objectives, retired (S2).

A draft shows confirmed pledges beside the objectives it scores. Whatever changes what it would show raises its version, so that
a decision taken before no longer covers it (S16).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from eoi.audit import action, record
from eoi.models import Advert, Objective, ObjectiveSet, Pledge, PledgeLink, User
from eoi.policies.pledge import (
    problems_with_changing_pledge,
    problems_with_confirming_pledge,
    problems_with_pledge_version,
    problems_with_restoring_pledge,
)
from eoi.problems import Problem, refuse_if


@action("pledge.create")
def create_pledge(*, title: str, description: str, source: str, by: User, at: datetime) -> Pledge:
    """A further one, with the next number. It is not public before it is confirmed."""
    pledge = Pledge.objects.create(
        number=Pledge.objects.next_number(),
        title=title,
        description=description,
        source=source,
        changed_by=by,
        changed_at=at,
    )
    record("pledge.create", by=by, subject=pledge)
    return pledge


@action("pledge.edit")
def edit_pledge(
    *, pledge: Pledge, version: int, title: str, description: str, source: str, by: User, at: datetime
) -> Pledge:
    """Change its words. What had been confirmed were other words, so it is to be confirmed again."""
    pledge = _locked(pledge, version)
    refuse_if(problems_with_changing_pledge(pledge))
    words = {"title": title, "description": description, "source": source}
    changed = [name for name, value in words.items() if getattr(pledge, name) != value]
    was_confirmed = not pledge.to_be_confirmed
    for name, value in words.items():
        setattr(pledge, name, value)
    if changed:
        pledge.to_be_confirmed, pledge.confirmed_by, pledge.confirmed_at = True, None, None
    _save(pledge, *words, by=by, at=at)
    if changed and was_confirmed:
        _raise_versions_of_drafts(pledge)
    record("pledge.edit", by=by, subject=pledge, after={"changed": changed, "version": pledge.version})
    return pledge


@action("pledge.confirm")
def confirm_pledge(*, pledge: Pledge, version: int, source: str, by: User, at: datetime) -> Pledge:
    """Its words are the council's: it may be public from now on. Needs to say where they were found (S2)."""
    pledge = _locked(pledge, version)
    refuse_if(problems_with_confirming_pledge(pledge))
    if not source.strip():
        refuse_if([Problem("no-source", "Say where the pledge was found. Without a source it is not confirmed.")])
    pledge.source = source
    pledge.to_be_confirmed, pledge.confirmed_by, pledge.confirmed_at = False, by, at
    _save(pledge, "source", by=by, at=at)
    _raise_versions_of_drafts(pledge)
    record("pledge.confirm", by=by, subject=pledge, after={"version": pledge.version})
    return pledge


@action("pledge.retire")
def retire_pledge(*, pledge: Pledge, by: User, at: datetime) -> Pledge:
    """The council no longer has it. It is kept with its number and its links; published adverts keep what they said."""
    pledge = _locked(pledge)
    refuse_if(problems_with_changing_pledge(pledge))
    pledge.retired_at, pledge.retired_by = at, by
    _save(pledge, "retired_at", "retired_by", by=by, at=at)
    if not pledge.to_be_confirmed:
        _raise_versions_of_drafts(pledge)
    record("pledge.retire", by=by, subject=pledge)
    return pledge


@action("pledge.restore")
def restore_pledge(*, pledge: Pledge, by: User, at: datetime) -> Pledge:
    """The council has it again, confirmed or not as it was."""
    pledge = _locked(pledge)
    refuse_if(problems_with_restoring_pledge(pledge))
    pledge.retired_at = pledge.retired_by = None
    _save(pledge, "retired_at", "retired_by", by=by, at=at)
    if not pledge.to_be_confirmed:
        _raise_versions_of_drafts(pledge)
    record("pledge.restore", by=by, subject=pledge)
    return pledge


@action("pledge.link")
def link_pledge(
    *,
    pledge: Pledge,
    objective_set: ObjectiveSet,
    sentences: Mapping[Objective, str],
    version: int,
    by: User,
    at: datetime,
) -> Pledge:
    """Say how objectives of one set serve the pledge; those without a sentence are unlinked. Links to other sets stay."""
    pledge = _locked(pledge, version)
    refuse_if(problems_with_changing_pledge(pledge))
    standing = pledge.links.of_set(objective_set)
    concerned = set(standing.values_list("objective", flat=True))
    standing.delete()
    links = [
        PledgeLink(pledge=pledge, objective=objective, sentence=sentence)
        for objective, sentence in sentences.items()
        if sentence and objective.objective_set_id == objective_set.pk
    ]
    PledgeLink.objects.bulk_create(links)
    _save(pledge, by=by, at=at)
    if not pledge.to_be_confirmed:
        _raise_versions(concerned | {link.objective_id for link in links})
    after = {"set": objective_set.key, "objectives": sorted(link.objective.number for link in links)}
    record("pledge.link", by=by, subject=pledge, after=after)
    return pledge


def _locked(pledge: Pledge, version: int | None = None) -> Pledge:
    locked = Pledge.objects.with_people().select_for_update(of=("self",)).get(pk=pledge.pk)
    if version is not None:
        refuse_if(problems_with_pledge_version(locked, version))
    return locked


def _save(pledge: Pledge, *fields: str, by: User, at: datetime) -> None:
    pledge.version += 1
    pledge.changed_by, pledge.changed_at = by, at
    always = ("to_be_confirmed", "confirmed_by", "confirmed_at", "version", "changed_by", "changed_at")
    pledge.save(update_fields=[*fields, *always])


def _raise_versions_of_drafts(pledge: Pledge) -> None:
    _raise_versions(pledge.links.values_list("objective", flat=True))


def _raise_versions(objectives: Iterable[int]) -> None:
    Advert.objects.scoring(objectives).raise_draft_versions()
