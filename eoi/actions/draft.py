"""Taking a draft to change it: locked, not published, and still the version that the page was made from."""

from eoi.models import Advert
from eoi.policies.advert import problems_with_editing
from eoi.problems import Problem, refuse_if


def locked_draft(advert: Advert, draft_version: int | None = None) -> Advert:
    """The draft, locked. With `draft_version`, a colleague's later change is refused instead of written over (P13)."""
    locked = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_editing(locked))
    if draft_version not in (None, locked.draft_version):
        refuse_if(
            [
                Problem(
                    "changed-meanwhile",
                    "Somebody else changed the advert while you were writing. What you typed stands below: look at the "
                    "preview in another tab, then save again to put yours in its place.",
                )
            ]
        )
    return locked
