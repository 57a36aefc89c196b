"""When minutes may be confirmed or corrected, and a correction answered (DESIGN §5)."""

from eoi.models import Minutes, MinutesState
from eoi.problems import Problem


def problems_with_saying(minutes: Minutes, *, number: int | None = None) -> list[Problem]:
    """Once of each edition, and of the latest. `number`: the edition that was read. Needs `with_latest`."""
    if minutes.state == MinutesState.CONFIRMED:
        return [Problem("confirmed", f"{minutes.reference} is confirmed, and no longer changes.")]
    if minutes.state == MinutesState.CORRECTION:
        message = "Your organisation asked for a correction. The council answers it first; you are told by mail."
        return [Problem("asked-already", message)]
    if minutes.state == MinutesState.BOTH_KEPT:
        message = f"{minutes.reference} is kept with your correction beside it, and no longer changes."
        return [Problem("both-kept", message)]
    latest: int = minutes.edition_number  # type: ignore[attr-defined]
    if number is not None and number != latest:
        message = f"Edition {latest} was written while you were reading. Read it, then say what you think of it."
        return [Problem("changed-meanwhile", message)]
    return []


def problems_with_answering_correction(minutes: Minutes) -> list[Problem]:
    """Needs `with_latest`."""
    if minutes.state == MinutesState.CORRECTION:
        return []
    return [Problem("nothing-asked", f"No correction of {minutes.reference} waits for an answer.")]
