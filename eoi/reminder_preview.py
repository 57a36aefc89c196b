"""What mail goes out by itself before and after an advert closes, and to how many: numbers, never who (P11, DESIGN §5).

Every draft counts by the advert's own closing time, those with more time too: were they left out, an officer who knows who
asked for more time could read from the numbers how far that organisation is. For the same reason complete and incomplete drafts
are counted apart only while there are at least `FEWEST_APART` of each: of a single draft, or where all are of one kind, the two
numbers would say how far somebody is of whom the council may know that they have begun. Until then each row says how many it can
be at most, which is the number of drafts that are not submitted.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eoi.models import Advert
from eoi.models.submission_reminder import SENDINGS, Sending

SHOWN = {True: "complete, but not submitted", False: "not complete"}
FEWEST_APART = 3


@dataclass(frozen=True)
class Row:
    """One sending: when, to which drafts, how many organisations as things stand; `is_over` once its moment has passed."""

    at: datetime
    before: str
    drafts: str
    count: int
    has_begun: bool
    is_over: bool


@dataclass(frozen=True)
class Preview:
    """`apart`: the counts of the rows are exact; otherwise each is the most that it can be.

    `submitters` get the closing record; `followers` and `organisations` are told of every change of the advert.
    """

    rows: list[Row]
    apart: bool
    submitters: int
    followers: int
    organisations: int


def reminder_preview(advert: Advert, *, at: datetime) -> Preview:
    """As things stand now. Two queries."""
    drafts = advert.expressions.unsubmitted().aggregate(
        complete=Count("pk", filter=Q(missing_count=0)), incomplete=Count("pk", filter=~Q(missing_count=0))
    )
    mailed = Advert.objects.filter(pk=advert.pk).aggregate(
        submitters=Count("expressions", filter=Q(expressions__submissions__isnull=False), distinct=True),
        followers=Count("followers", filter=Q(followers__confirmed_at__isnull=False), distinct=True),
        organisations=Count("expressions", distinct=True),
    )
    apart = min(drafts.values()) >= FEWEST_APART
    if not apart:
        drafts = dict.fromkeys(drafts, sum(drafts.values()))
    rows = [_row(sending, advert, drafts["complete" if sending.complete else "incomplete"], at) for sending in SENDINGS]
    return Preview(rows=[row for row in rows if row], apart=apart, **mailed)


def _row(sending: Sending, advert: Advert, count: int, at: datetime) -> Row | None:
    """A sending goes on until the next takes over: for drafts that were being written at its moment, or completed since."""
    if advert.closes_at is None:
        return None
    starts_at, ends_at = sending.starts_at(advert.closes_at), advert.closes_at - sending.until
    return Row(
        at=starts_at,
        before=sending.moment.label,
        drafts=SHOWN[sending.complete],
        count=count,
        has_begun=at >= starts_at,
        is_over=at >= ends_at or advert.is_withdrawn,
    )
