"""Announcing what changed about a published advert: the public log, its version, and mail to all whom it concerns (P20)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from eoi.actions.notice import release_change
from eoi.following import end_headers, end_link
from eoi.models import Advert, AdvertChange, ChangeKind, ExpressionOfInterest, Follower, Membership, User
from eoi.notifications import public_link, queue_mail
from eoi.pack.editions import pin_pack


def announce_change(
    *,
    advert: Advert,
    kind: ChangeKind,
    summary: str,
    by: User,
    reason: str = "",
    details: list[dict[str, str]] | None = None,
    is_material: bool = False,
    told_apart: Iterable[str] = (),
) -> AdvertChange:
    """The last step of every action that changes what the public reads: one entry in the log, one mail to each address.

    The caller has locked the advert, checked and written the change itself, and records it in the audit trail.
    Told are the members of every organisation that has begun an expression of interest, and the followers; an address
    that is both is told once, as a member. `told_apart` are addresses to which the caller sends a mail that says more, and
    which therefore get no other. The information pack gets a further edition, unless the advert is withdrawn.
    """
    change = AdvertChange.objects.create(
        advert=advert,
        kind=kind,
        summary=summary,
        reason=reason,
        details=details or [],
        is_material=is_material,
        made_by=by,
    )
    change.refresh_from_db()
    release_change(change)
    if kind != ChangeKind.WITHDRAWAL:
        pin_pack(advert, change, by)
    _tell(change, told_apart)
    return change


def _tell(change: AdvertChange, told_apart: Iterable[str]) -> None:
    """Those asked to confirm what they submitted first, then other members, then followers: one mail to an address."""
    advert = change.advert
    link = public_link(reverse("eoi:advert-detail", args=[advert.reference]) + "#changes")
    told = _ask_to_confirm(change) if change.is_material else set()
    told |= {email.casefold() for email in told_apart}
    begun = ExpressionOfInterest.objects.for_advert(advert).values("organisation")
    members = Membership.objects.current().filter(organisation__in=begun).values_list("user__email", flat=True)
    others = [email for email in sorted(set(members)) if email.casefold() not in told]
    told |= {email.casefold() for email in others}
    followers = [each for each in Follower.objects.of(advert).told() if each.email.casefold() not in told]
    template, context = "emails/advert_changed.txt", {"advert": advert, "change": change, "link": link}
    queue_mail(to=others, template=template, context={**context, "is_member": True})
    for each in followers:
        its_own = {**context, "end_link": end_link(each)}
        queue_mail(to=[each.email], template=template, context=its_own, headers=end_headers(each))


def _ask_to_confirm(change: AdvertChange) -> set[str]:
    """Members of every organisation whose submission stands, each with the page of theirs. Two queries and one an organisation."""
    begun = ExpressionOfInterest.objects.for_advert(change.advert).with_standing_submission().with_closing_time()
    told: set[str] = set()
    for expression in begun.order_by("pk"):
        if expression.standing_number is None:  # type: ignore[attr-defined]
            continue
        members = Membership.objects.current().filter(organisation=expression.organisation_id)
        addresses = set(members.values_list("user__email", flat=True))
        context: dict[str, Any] = {
            "advert": change.advert,
            "change": change,
            "link": public_link(reverse("eoi:submission-reconfirm", args=[expression.reference])),
            "is_member": True,
            "asks_to_confirm": True,
            "closes_at": expression.closes_at(),
        }
        fresh = [email for email in sorted(addresses) if email.casefold() not in told]
        queue_mail(to=fresh, template="emails/advert_changed.txt", context=context)
        told |= {email.casefold() for email in fresh}
    return told
