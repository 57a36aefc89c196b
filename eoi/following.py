"""Links that confirm or end the following of an advert: signed, so that nothing secret is kept, and bound to one address."""

from django.core import signing
from django.urls import reverse

from eoi.models import Follower
from eoi.models.follower import CONFIRM_WITHIN
from eoi.notifications import public_link

CONFIRM, END = "eoi.following.confirm", "eoi.following.end"


def confirm_link(follower: Follower) -> str:
    return public_link(reverse("eoi:follow-confirm", args=[signing.dumps(follower.pk, salt=CONFIRM)]))


def end_link(follower: Follower) -> str:
    """Works for as long as the address follows: mail is read late."""
    return public_link(reverse("eoi:follow-end", args=[signing.dumps(follower.pk, salt=END)]))


def end_headers(follower: Follower) -> dict[str, str]:
    """One click in the reader's mail program ends it (RFC 8058)."""
    return {"List-Unsubscribe": f"<{end_link(follower)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def follower_to_confirm(token: str) -> Follower | None:
    """None for a link that was altered or is older than three days, and for one whose address was forgotten since."""
    return _follower(token, salt=CONFIRM, max_age=int(CONFIRM_WITHIN.total_seconds()))


def follower_to_end(token: str) -> Follower | None:
    """None for a link that was altered, and for one whose address no longer follows."""
    return _follower(token, salt=END, max_age=None)


def _follower(token: str, *, salt: str, max_age: int | None) -> Follower | None:
    try:
        key = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return Follower.objects.select_related("advert").filter(pk=key).first()
