"""The profiles of the services in scope, in the editions that count (S4, S10)."""

from datetime import datetime

from eoi.documents import Section
from eoi.models import Advert
from eoi.profiles import ScopedProfile, profiles_in_scope, totals_of
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day


def profiles(advert: Advert, at: datetime) -> list[Section]:
    """A table of all, then what is hard and what is wanted of a partner for each. Three queries."""
    scoped = profiles_in_scope(advert, on=uk_day(at))
    totals = totals_of(scoped)
    section = Section("Service profiles").table(
        "Services in scope",
        ["Service", "Owner", "Edition", "Staff (FTE)", "Gross budget", "Review by"],
        [_row(each) for each in scoped],
    )
    section.text(f"Together {totals.staff_fte:,.1f} staff (FTE) and a gross budget of £{totals.gross_budget:,.0f}.")
    for each in scoped:
        if each.profile:
            section.heading(each.service.name)
            section.facts(
                [
                    ("What is hard", each.profile.difficulties or "Not said"),
                    ("What we would like from a partner", each.profile.wanted or "Not said"),
                ]
            )
    return [section]


def _row(each: ScopedProfile) -> list[str]:
    owner = each.owner.full_name if each.owner else "Nobody"
    profile = each.profile
    if profile is None:
        return [each.service.name, owner, "None signed off", "", "", ""]
    staff = "" if profile.staff_fte is None else f"{profile.staff_fte:,.1f}"
    budget = "" if profile.gross_budget is None else f"£{profile.gross_budget:,.0f}"
    review = f"{uk_date(profile.review_by)}{', overdue' if each.is_overdue else ''}"
    return [each.service.name, owner, str(profile.number), staff, budget, review]
