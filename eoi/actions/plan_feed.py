"""The secret calendar address of a plan: made, made anew, stopped (S14)."""

from eoi.audit import action, record
from eoi.models import Advert, PlanFeed, User
from eoi.references import new_token, token_digest


@action("plan-feed.make")
def make_plan_feed(*, advert: Advert, by: User) -> str:
    """A new address for this person; an earlier one stops. Returns its secret, which is kept nowhere: only its digest is."""
    token = new_token()
    PlanFeed.objects.update_or_create(advert=advert, person=by, defaults={"token_digest": token_digest(token)})
    record("plan-feed.make", by=by, subject=advert, advert=advert)
    return token


@action("plan-feed.revoke")
def revoke_plan_feed(*, advert: Advert, by: User) -> None:
    """This person's address answers with 404 from now on. Anybody else's goes on."""
    PlanFeed.objects.filter(advert=advert, person=by).delete()
    record("plan-feed.revoke", by=by, subject=advert, advert=advert)
