"""Announcing what changed about a published advert: the public log, its version, and mail to all whom it concerns (P20)."""

from typing import Any

from django.urls import reverse

from eoi.actions.notice import release_change
from eoi.following import end_headers, end_link
from eoi.models import Advert, AdvertChange, ChangeKind, ExpressionOfInterest, Follower, Membership, User
from eoi.notifications import public_link, queue_mail


def announce_change(
    *,
    advert: Advert,
    kind: ChangeKind,
    summary: str,
    by: User,
    reason: str = "",
    details: list[dict[str, str]] | None = None,
    is_material: bool = False,
) -> AdvertChange:
    """The last step of every action that changes what the public reads: one entry in the log, one mail to each address.

    The caller has locked the advert, checked and written the change itself, and records it in the audit trail.
    Told are the members of every organisation that has begun an expression of interest, and the followers; an address
    that is both is told once, as a member.
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
    _tell(change)
    return change


def _tell(change: AdvertChange) -> None:
    advert = change.advert
    begun = ExpressionOfInterest.objects.for_advert(advert).values("organisation")
    members = set(Membership.objects.current().filter(organisation__in=begun).values_list("user__email", flat=True))
    told = {email.casefold() for email in members}
    followers = [each for each in Follower.objects.of(advert).told() if each.email.casefold() not in told]
    context: dict[str, Any] = {
        "advert": advert,
        "change": change,
        "link": public_link(reverse("eoi:advert-detail", args=[advert.reference])),
    }
    template = "emails/advert_changed.txt"
    queue_mail(to=sorted(members), template=template, context={**context, "is_member": True})
    for each in followers:
        its_own = {**context, "end_link": end_link(each)}
        queue_mail(to=[each.email], template=template, context=its_own, headers=end_headers(each))
