"""When a profile of a service may be drafted, saved, signed off and discarded (S10)."""

from datetime import date

from django.urls import reverse

from eoi.models import PositioningFramework, Service, ServiceProfile
from eoi.problems import Problem
from eoi.templatetags.times import uk_date, uk_time

WORDS_NEEDED = {
    "purpose": "The purpose is missing. Say what the service is for.",
    "customers": "The customers are missing. Say whom the service works for.",
    "strengths": "The strengths are missing. Say what the service does well.",
    "difficulties": "What is hard is missing. Say what the service struggles with.",
    "wanted": "What you would like from a partner is missing. Say what would help, or that nothing would, and why.",
    "narrative": "The reasons for the position are missing. Say why the service stands where it does.",
}
FIGURES_NEEDED = {
    "staff_fte": "The number of staff is missing. Give it in full-time equivalents.",
    "gross_budget": "The gross budget is missing. Give it in whole pounds a year.",
    "position_across": "The position on the line across is missing. Choose a place from 1 to 9.",
    "position_up": "The position on the line upwards is missing. Choose a place from 1 to 9.",
    "review_by": "The day of the next review is missing. Choose one, a year ahead at most if figures are yearly.",
}


def problems_with_ownership(service: Service) -> list[Problem]:
    """A service without an owner has nobody to answer for a profile. One query, none after `with_keepers`."""
    if service.owner:
        return []
    message = f"{service.name} has no owner, so nobody can draft its profile. An administrator names one."
    return [Problem("no-owner", message)]


def problems_with_drafting_profile(service: Service, draft: ServiceProfile | None) -> list[Problem]:
    """`draft` is the one that stands, if any: one at a time."""
    if found := problems_with_ownership(service):
        return found
    if draft is None:
        return []
    there = reverse("eoi:profile-edit", args=[service.key])
    message = f"{draft.drafted_by.full_name} has begun the draft of edition {draft.number}. Go on with that one."
    return [Problem("draft-exists", message, there)]


def problems_with_saving_profile(
    draft: ServiceProfile, version: int, axes: int, current: PositioningFramework
) -> list[Problem]:
    """Saved on the version that was read (P13), and on the axes that were read."""
    if found := problems_with_settled_profile(draft):
        return found
    if version != draft.draft_version:
        message = (
            f"{draft.changed_by.full_name} saved this draft at {uk_time(draft.changed_at)}, while you were writing. What "
            "you typed stands below: read theirs in another tab, then save again to put yours in its place."
        )
        return [Problem("changed-meanwhile", message)]
    if axes != current.edition:
        message = (
            "The axes were reworded while you were writing. What you typed stands below: read their new names at "
            "“Position”, then save again."
        )
        return [Problem("axes-changed", message, "#position")]
    return []


def problems_with_settled_profile(profile: ServiceProfile) -> list[Problem]:
    """Signed off by somebody: it no longer changes."""
    if not profile.is_signed_off or profile.signed_off_by is None:
        return []
    message = (
        f"{profile.signed_off_by.full_name} signed off edition {profile.number} at {uk_time(profile.signed_off_at)}. "
        "It no longer changes; what is new belongs in the next edition."
    )
    there = reverse("eoi:profile-edition", args=[profile.service.key, profile.number])
    return [Problem("signed-off", message, there)]


def problems_with_incomplete_profile(draft: ServiceProfile, *, on: date) -> list[Problem]:
    """What is missing before it can be signed off; saving never asks (P4). No query after `with_rows`."""
    edit = reverse("eoi:profile-edit", args=[draft.service.key])
    found = [
        Problem(f"no-{name}", sentence, f"{edit}#id_{name}")
        for name, sentence in WORDS_NEEDED.items()
        if not getattr(draft, name).strip()
    ]
    found += [
        Problem(f"no-{name}", sentence, f"{edit}#id_{name}")
        for name, sentence in FIGURES_NEEDED.items()
        if getattr(draft, name) is None
    ]
    if draft.review_by and draft.review_by <= on:
        message = f"The day of the next review, {uk_date(draft.review_by)}, is not ahead. Choose a later one."
        found.append(Problem("review-passed", message, f"{edit}#id_review_by"))
    return found + _problems_with_rows(draft, edit)


def problems_with_signing_off(draft: ServiceProfile, *, on: date) -> list[Problem]:
    return (
        problems_with_settled_profile(draft)
        or problems_with_ownership(draft.service)
        or problems_with_incomplete_profile(draft, on=on)
        or _problems_with_axes(draft)
    )


def problems_with_profile_version(draft: ServiceProfile, version: int, doing: str) -> list[Problem]:
    """Signed off or discarded is what was read, and nothing else (P13)."""
    if version == draft.draft_version:
        return []
    message = (
        f"{draft.changed_by.full_name} changed this draft at {uk_time(draft.changed_at)}, after you opened the page. "
        f"Read it again before you {doing}."
    )
    return [Problem("changed-meanwhile", message)]


def problems_with_rewording_axes(current: PositioningFramework, edition: int) -> list[Problem]:
    """Two officers at once: the second reads the first's words before writing over them (P13)."""
    if edition == current.edition:
        return []
    message = (
        f"Somebody reworded the axes at {uk_time(current.written_at)}, while you were writing. What you typed stands "
        "below: read the edition before yours, then save again."
    )
    return [Problem("changed-meanwhile", message)]


def _problems_with_rows(draft: ServiceProfile, edit: str) -> list[Problem]:
    found = [
        Problem("volume-incomplete", f"Volume {row.position} lacks its name or its number.", f"{edit}#volumes")
        for row in draft.volumes.all()
        if not row.label.strip() or row.number is None
    ]
    indicators = list(draft.indicators.all())
    found += [
        Problem(
            "indicator-incomplete",
            f"Indicator {row.position} lacks its name, its year, its value or its trend.",
            f"{edit}#indicators",
        )
        for row in indicators
        if not (row.name.strip() and row.year.strip() and row.value.strip() and row.trend)
    ]
    if not indicators:
        message = "No performance indicator is given. Give one at least, with its year and its trend."
        found.append(Problem("no-indicator", message, f"{edit}#indicators"))
    return found


def _problems_with_axes(draft: ServiceProfile) -> list[Problem]:
    """One query."""
    current = PositioningFramework.objects.current()
    if draft.framework_id == current.pk:
        return []
    message = "The axes were reworded since this draft was saved. Look at its position again, and save it."
    return [Problem("axes-changed", message, f"{reverse('eoi:profile-edit', args=[draft.service.key])}#position")]
