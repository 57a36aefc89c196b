"""What a notice lacks, and when its publication elsewhere may be recorded (R2)."""

from datetime import date, datetime

from eoi.models import Advert, NoticePublication
from eoi.notice.content import notice_parts
from eoi.problems import Problem
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day


def problems_with_notice(advert: Advert, *, at: datetime) -> list[Problem]:
    """Everything that (a) to (f) of regulation 17(2) lack. The queries of `notice_parts`."""
    return [problem for part in notice_parts(advert, at=at) for problem in part.problems]


def problems_with_having_notice(advert: Advert) -> list[Problem]:
    """A draft has no notice that could stand anywhere."""
    if advert.is_published:
        return []
    message = f"{advert.reference} has not been published, so its notice is not published anywhere either."
    return [Problem("not-published", message)]


def problems_with_recording_notice(
    advert: Advert, *, published_on: date, url: str, correction_reason: str, read: int | None, at: datetime
) -> list[Problem]:
    """Of a published advert, neither in the future nor before it was begun, at a safe address; a correction says why. One query."""
    if found := problems_with_having_notice(advert):
        return found
    last = NoticePublication.objects.of(advert).first()
    if read is not None and read != (last.number if last else 0):
        message = (
            "Somebody else recorded the notice while you were writing. Read what stands there now, then save again."
        )
        return [Problem("changed-meanwhile", message)]
    found = []
    today = uk_day(at)
    if published_on > today:
        message = f"The day of publication is after today, {uk_date(today)}. Record it once it has been published."
        found.append(Problem("not-yet", message, "#id_published_on"))
    begun = uk_day(advert.created_at)
    if published_on < begun:
        message = f"The day of publication is before {uk_date(begun)}, when this advert was begun. Enter the day of its notice."
        found.append(Problem("too-early", message, "#id_published_on"))
    if not url.startswith("https://"):
        found.append(
            Problem("not-https", "The address does not begin with https://. Copy it from the browser.", "#id_url")
        )
    if last and not correction_reason.strip():
        message = f"{last.reference} is recorded already. Say why it is corrected."
        found.append(Problem("no-reason", message, "#id_correction_reason"))
    return found
