"""When a need is changed, retired, or brought back (S8)."""

from eoi.models import Need
from eoi.problems import Problem


def problems_with_changing_need(need: Need) -> list[Problem]:
    """One that no advert can state any more is history."""
    if not need.is_retired:
        return []
    return [Problem("retired", f"“{need}” is retired. Bring it back before you change it.")]


def problems_with_restoring_need(need: Need) -> list[Problem]:
    if need.is_retired:
        return []
    return [Problem("not-retired", f"“{need}” is not retired: adverts can state it.")]


def problems_with_need_version(need: Need, version: int) -> list[Problem]:
    """A colleague's later change is not written over (P13)."""
    if version == need.version:
        return []
    who = need.changed_by.full_name if need.changed_by else "Somebody else"
    return [
        Problem(
            "changed-meanwhile",
            f"{who} changed this need while you were writing. What they saved stands above, what you typed below: save "
            "again to put yours in its place.",
        )
    ]
