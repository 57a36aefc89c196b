"""Following an advert by mail: asked for, confirmed from the address itself, ended with one click (S4, P20)."""

from datetime import datetime

from eoi.audit import action, record
from eoi.following import confirm_link
from eoi.models import Advert, Follower, User
from eoi.models.follower import CONFIRM_WITHIN
from eoi.notifications import queue_mail
from eoi.policies.follower import problems_with_following
from eoi.problems import refuse_if


@action("follower.ask")
def ask_to_follow(*, advert: Advert, email: str, at: datetime, by: User | None = None) -> Follower:
    """Send a link to the address, at most one an hour. One that follows already gets none; the page says the same to all."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_following(advert, at=at))
    follower = Follower.objects.of(advert).with_address(email).first()
    if follower is None:
        follower = Follower.objects.create(advert=advert, email=email, asked_at=at)
    elif not follower.may_be_mailed(at=at):
        record("follower.ask", by=by, subject=follower, advert=advert, after={"mailed": False})
        return follower
    else:
        follower.asked_at = at
        follower.save(update_fields=["asked_at"])
    queue_mail(
        to=[follower.email],
        template="emails/follow_confirm.txt",
        context={"advert": advert, "link": confirm_link(follower), "until": at + CONFIRM_WITHIN},
    )
    record("follower.ask", by=by, subject=follower, advert=advert, after={"mailed": True})
    return follower


@action("follower.confirm")
def confirm_following(*, follower: Follower, at: datetime, by: User | None = None) -> Follower:
    """From the link in the mail; a second time changes nothing."""
    follower = Follower.objects.select_for_update().get(pk=follower.pk)
    if follower.confirmed_at is None:
        follower.confirmed_at = at
        follower.save(update_fields=["confirmed_at"])
    record("follower.confirm", by=by, subject=follower, advert=follower.advert)
    return follower


@action("follower.end")
def stop_following(*, follower: Follower, by: User | None = None) -> None:
    """Forget the address: nothing of it is kept."""
    record("follower.end", by=by, subject=follower, advert=follower.advert)
    follower.delete()


@action("follower.forget")
def forget_unconfirmed(*, at: datetime, by: User | None = None) -> int:
    """Addresses whose owners did not confirm within three days (R7). Returns how many."""
    forgotten = 0
    for follower in Follower.objects.never_confirmed(at=at).select_for_update(skip_locked=True):
        record("follower.forget", by=by, subject=follower, advert=follower.advert)
        follower.delete()
        forgotten += 1
    return forgotten
