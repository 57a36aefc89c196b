"""Releasing the notice when something happens to the advert, and recording where it was published (R2, R3)."""

import json
from datetime import date, datetime

from eoi.audit import action, record
from eoi.clock import database_now
from eoi.models import Advert, AdvertChange, ChangeKind, NoticeOccasion, NoticePublication, NoticeRelease, User
from eoi.notice.ocds import Moment, canonical, release_of
from eoi.policies.notice import problems_with_recording_notice
from eoi.problems import refuse_if

IN_THE_NOTICE = {ChangeKind.AMENDMENT, ChangeKind.EXTENSION, ChangeKind.WITHDRAWAL}


def release_first(advert: Advert) -> NoticeRelease:
    """A step of publishing: the caller holds the advert locked, and has just published it. Four queries."""
    made_at = advert.published_at or database_now()
    return _release(advert, Moment(NoticeOccasion.PUBLICATION, 1, made_at))


def release_change(change: AdvertChange) -> NoticeRelease | None:
    """A step of announcing a change; nothing where the notice does not say what changed: answers, the pack, one organisation's time."""
    if change.kind not in IN_THE_NOTICE:
        return None
    advert = Advert.objects.get(pk=change.advert_id)
    last = NoticeRelease.objects.of(advert).last()
    earlier = json.loads(last.content) if last else None
    closed_at = advert.last_effective_closes_at() if last and last.occasion == NoticeOccasion.CLOSED else None
    moment = Moment(
        NoticeOccasion.CHANGE, _after(last), change.made_at, change=change, earlier=earlier, closed_at=closed_at
    )
    return _release(advert, moment, change=change)


def release_closed(advert: Advert) -> NoticeRelease | None:
    """A step of making the closing record, which an advert that was withdrawn never gets: the engagement has closed for everybody."""
    last = NoticeRelease.objects.of(advert).last()
    if last is None:
        return None
    moment = Moment(
        NoticeOccasion.CLOSED,
        _after(last),
        database_now(),
        earlier=json.loads(last.content),
        closed_at=advert.last_effective_closes_at(),
    )
    return _release(advert, moment)


@action("notice.record")
def record_notice_publication(
    *,
    advert: Advert,
    reference: str,
    published_on: date,
    url: str,
    by: User,
    at: datetime,
    correction_reason: str = "",
    read: int | None = None,
) -> NoticePublication:
    """Say under which reference, when and where the notice was published; said again, it is a correction, with a reason.

    `read` is the number of the entry that the page showed: a colleague's later one is not corrected unread (P13).
    """
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(
        problems_with_recording_notice(
            advert, published_on=published_on, url=url, correction_reason=correction_reason, read=read, at=at
        )
    )
    publication = NoticePublication.objects.create(
        advert=advert,
        reference=reference,
        published_on=published_on,
        url=url,
        correction_reason=correction_reason,
        recorded_by=by,
    )
    publication.refresh_from_db()
    after = {"number": publication.number, "published_on": str(published_on)}
    record("notice.record", by=by, subject=advert, advert=advert, after=after)
    return publication


def _release(advert: Advert, moment: Moment, *, change: AdvertChange | None = None) -> NoticeRelease:
    return NoticeRelease.objects.create(
        advert=advert,
        number=moment.number,
        occasion=moment.occasion,
        change=change,
        content=canonical(release_of(advert, moment)),
    )


def _after(last: NoticeRelease | None) -> int:
    return last.number + 1 if last else 1
