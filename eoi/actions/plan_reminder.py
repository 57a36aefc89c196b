"""Telling the owners of a plan's entries what is due, and what is late (S13, S14)."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from eoi.audit import action, record
from eoi.models import Advert, CommunicationActivity, Milestone, User
from eoi.notifications import public_link, queue_mail
from eoi.working_days import add_working_days, uk_day

WORKING_DAYS_BEFORE = 5


@action("plan.remind")
def remind_plan_owners(*, at: datetime, by: User | None = None) -> int:
    """One mail a person and advert for what falls due within five working days, and one for what is late; once for each date.

    Harmless when repeated: each entry keeps the date about which its owner was written to, so a date that moves is told again.
    Four queries when there is nothing to tell. Returns the number of mails.
    """
    today = uk_day(at)
    until = add_working_days(today, WORKING_DAYS_BEFORE)
    sent = 0
    for late in (False, True):
        due: dict[tuple[User, Advert], list[Any]] = defaultdict(list)
        for kind in (Milestone, CommunicationActivity):
            for entry in _taken(kind, today=today, until=until, late=late):
                due[entry.owner, entry.advert].append(entry)
        sent += sum(_tell(*whom, entries, late=late, by=by) for whom, entries in due.items())
    return sent


def _taken(kind: type[Any], *, today: date, until: date, late: bool) -> list[Any]:
    """Those to tell about, marked as told. One query where there are none."""
    entries = kind.objects.unchased(today=today) if late else kind.objects.unreminded(today=today, until=until)
    found = list(entries.hold().select_related("owner", "advert").in_order())
    if found:
        told = {"chased_for" if late else "reminded_for": F("planned_on")}
        kind.objects.filter(pk__in=[entry.pk for entry in found]).update(**told)
    return found


def _tell(owner: User, advert: Advert, entries: list[Any], *, late: bool, by: User | None) -> int:
    if not owner.is_active:
        return 0
    queue_mail(
        to=[owner.email],
        template="emails/plan_reminder.txt",
        context={
            "advert": advert,
            "entries": entries,
            "is_late": late,
            "link": public_link(reverse("eoi:plan-detail", args=[advert.reference])),
        },
    )
    record("plan.remind", by=by, subject=advert, advert=advert, after={"entries": len(entries), "late": late})
    return 1
