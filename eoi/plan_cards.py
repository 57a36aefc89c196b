"""What somebody owns in the plans of adverts, on their start page (S13, S14)."""

from datetime import date, datetime, time
from typing import Any

from django.urls import reverse

from eoi.models import CommunicationActivity, Milestone, User
from eoi.plan_rows import from_now
from eoi.registry import Card
from eoi.templatetags.times import uk_weekday_date
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day

WORKING_DAYS_AHEAD = 5
MOST_CARDS = 5
PAGES = ((Milestone, "eoi:milestone-done"), (CommunicationActivity, "eoi:communication-done"))


def plan_cards(user: User, at: datetime) -> list[Card]:
    """The most pressing things of theirs that are late, due, or due within a working week. Two queries, however many plans there are."""
    today = uk_day(at)
    until = add_working_days(today, WORKING_DAYS_AHEAD)
    due = [
        (entry, page) for kind, page in PAGES for entry in kind.objects.owned_by(user).soonest_until(until)[:MOST_CARDS]
    ]
    due.sort(key=lambda found: found[0].planned_on)
    return [_card(entry, page, today=today) for entry, page in due[:MOST_CARDS]]


def _card(entry: Any, page: str, *, today: date) -> Card:
    """What is due or late needs them; what is late has no time left to show."""
    is_due = entry.planned_on <= today
    planned = f"planned for {uk_weekday_date(entry.planned_on)}, " if is_due else ""
    return Card(
        f"{'Finish' if is_due else 'Yours'}: {entry.title}",
        f"In the plan of {entry.advert.reference}: {planned}{from_now(entry, today=today)}.",
        reverse(page, args=[entry.advert.reference, entry.reference]),
        due_at=None if is_due else datetime.combine(entry.planned_on, time(17), UNITED_KINGDOM),
        needs_you=is_due,
    )
