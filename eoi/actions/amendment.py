"""Changing what a published advert says, or giving everybody more time: announced in the public log (P20, ADR 0023)."""

from datetime import datetime
from typing import Any

from eoi.actions.advert_change import announce_change
from eoi.actions.plan import held_plan, move_with_advert
from eoi.audit import action, record
from eoi.models import Advert, AdvertChange, ChangeKind, User
from eoi.plan import anchors_of
from eoi.policies.advert_change import problems_with_amending, problems_with_amendment, problems_with_public_version
from eoi.problems import refuse_if
from eoi.templatetags.times import uk_time

LABELS = {
    "summary": "Summary",
    "body": "Text of the advert",
    "contact_name": "Who to ask",
    "contact_email": "Their e-mail address",
    "contact_telephone": "Their telephone number",
    "closes_at": "Closing time",
}


@action("advert.amend")
def amend_advert(
    *,
    advert: Advert,
    changes: dict[str, Any],
    summary: str,
    reason: str,
    is_material: bool,
    public_version: int,
    by: User,
    at: datetime,
    shown_moves: str | None = None,
) -> AdvertChange:
    """Change words, contact or closing time, and tell everybody. Only the closing time is an extension for all.

    `summary` says in a sentence what changed, `reason` why; `public_version` is the one that was read. What in the plan hangs on
    the closing day follows it; `shown_moves` as of `edit_milestone`. Refused after the closing time, or where a material change
    leaves too little of it.
    """
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_amending(advert, at=at) or problems_with_public_version(advert, public_version))
    changes = {name: value for name, value in changes.items() if value != getattr(advert, name)}
    refuse_if(problems_with_amendment(advert, changes, is_material=is_material, at=at))
    details = details_of(advert, changes)
    _move_plan(advert, changes, reason=summary, shown=shown_moves, by=by)
    closed_at = str(advert.closes_at)
    for name, value in changes.items():
        setattr(advert, name, value)
    advert.save(update_fields=list(changes))
    change = announce_change(
        advert=advert,
        kind=ChangeKind.EXTENSION if set(changes) == {"closes_at"} else ChangeKind.AMENDMENT,
        summary=summary,
        reason=reason,
        details=details,
        is_material=is_material,
        by=by,
    )
    after = {
        "change": change.number,
        "fields": sorted(changes),
        "material": is_material,
        "closes_at": str(advert.closes_at),
    }
    record("advert.amend", by=by, subject=advert, advert=advert, before={"closes_at": closed_at}, after=after)
    return change


def details_of(advert: Advert, changes: dict[str, Any]) -> list[dict[str, str]]:
    """What stands now and what would stand, for the confirmation page and the public log."""
    return [
        {
            "field": name,
            "label": label,
            "before": _words(getattr(advert, name)),
            "after": _words(changes[name]),
        }
        for name, label in LABELS.items()
        if name in changes
    ]


def _words(value: Any) -> str:
    return uk_time(value) if isinstance(value, datetime) else value


def _move_plan(advert: Advert, changes: dict[str, Any], *, reason: str, shown: str | None, by: User) -> None:
    """No query where the closing day stays."""
    closes_at = changes.get("closes_at", advert.closes_at)
    if anchors_of(advert.opens_at, closes_at) != anchors_of(advert.opens_at, advert.closes_at):
        move_with_advert(held_plan(advert), advert.opens_at, closes_at, reason=reason, shown=shown, by=by)
