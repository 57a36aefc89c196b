"""Where an advert stands, in words: its state and colour, the line of its life, and what it needs next from whom.

Works on what was read before (`for_officers().with_parts()`), so that a list of adverts costs no query a row.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, Outcome, Phase, User
from eoi.permissions import is_approver
from eoi.policies.advert import problems_with_content
from eoi.registry import Card
from eoi.templatetags.times import uk_date

TONES = {
    Phase.OPEN: "good",
    Phase.FORTHCOMING: "brand",
    Phase.DRAFT: "empty",
    Phase.DECIDED: "brand",
    Phase.WITHDRAWN: "flag",
}
OFFICERS_NEEDED = 2


@dataclass(frozen=True)
class State:
    """For the tag component."""

    words: str
    tone: str


@dataclass(frozen=True)
class Step:
    """For the life line component: `state` is "done", "now" or "next"."""

    label: str
    state: str
    note: str = ""


def is_decided(advert: Advert) -> bool:
    """An approver decided on the draft as it stands. Needs `for_officers`."""
    return advert.decision_version == advert.draft_version  # type: ignore[attr-defined]


def is_asked(advert: Advert) -> bool:
    """An approver is asked about the draft as it stands. Needs `for_officers`."""
    return advert.asked_version == advert.draft_version and not is_decided(advert)  # type: ignore[attr-defined]


def is_returned(advert: Advert) -> bool:
    """The last answer was to return the draft. Needs `for_officers`."""
    return advert.last_outcome == Outcome.RETURNED  # type: ignore[attr-defined]


def state_of(advert: Advert, *, at: datetime) -> State:
    """As the public may see it."""
    return _state(advert.phase(at=at))


def state_for_officers(advert: Advert, *, at: datetime) -> State:
    """As `state_of`, but tells a draft that has been decided on from one that has not. Needs `for_officers`."""
    phase = advert.phase(at=at)
    if phase != Phase.DRAFT:
        return _state(phase)
    if is_decided(advert):
        return _state(Phase.DECIDED)
    if is_asked(advert):
        return State("Waits for the decision", "brand")
    return State("Returned", "flag") if is_returned(advert) else _state(phase)


def life_of(advert: Advert, *, at: datetime) -> list[Step]:
    """Prepare, decide, open, closed, opened, evaluate; or withdrawn. Needs `for_officers` and `with_parts`."""
    if advert.is_withdrawn:
        published, withdrawn = uk_date(advert.published_at), uk_date(advert.withdrawn_at)
        done = (("Prepare", ""), ("Decide", "decided"), ("Published", published))
        return [*(Step(label, "done", note) for label, note in done), Step("Withdrawn", "now", withdrawn)]
    now = _present_step(advert, at=at)
    labels = ("Prepare", "Decide", "Open", "Closed", "Opened", "Evaluate")
    notes = _notes(advert, at=at)
    states = ["done" if number < now else "now" if number == now else "next" for number in range(len(labels))]
    return [Step(*facts) for facts in zip(labels, states, notes, strict=True)]


def next_step(advert: Advert, *, user: User, at: datetime) -> Card | None:
    """What this advert needs next, if this person is concerned; the start page and the advert's own page show the same."""
    runs = any(officer.user_id == user.pk for officer in advert.officers.all())
    if not advert.is_published:
        return _step_of_draft(advert, user=user, runs=runs, at=at)
    if not runs or advert.is_opened or advert.is_withdrawn:
        return None
    if not advert.is_closed(at=at):
        return _step_while_open(advert, at=at)
    return _step_of_opening(advert, user=user)


def _state(phase: Phase) -> State:
    return State(str(phase.label), TONES.get(phase, ""))


def _present_step(advert: Advert, *, at: datetime) -> int:
    if advert.is_opened:
        return 5
    if advert.is_published:
        return 3 if advert.is_closed(at=at) else 2
    if is_decided(advert):
        return 2
    return 1 if is_asked(advert) else 0


def _notes(advert: Advert, *, at: datetime) -> tuple[str, ...]:
    opens = (
        "" if advert.opens_at is None else f"{'since' if advert.is_open(at=at) else 'from'} {uk_date(advert.opens_at)}"
    )
    return (
        "",
        "decided" if is_decided(advert) else "",
        opens if advert.is_published else "not published",
        uk_date(advert.closes_at),
        uk_date(advert.opened_at),
        "",
    )


def _step_of_draft(advert: Advert, *, user: User, runs: bool, at: datetime) -> Card | None:
    """Officers prepare and ask; an approver who does not run it decides; officers publish."""
    if is_asked(advert) and is_approver(user) and not runs:
        title = f"Decide whether to advertise {advert.reference}"
        return Card(title, f"{advert.title}. Its officers ask for the decision.", _address("advert-decide", advert))
    return _step_of_own_draft(advert, at=at) if runs else None


def _step_of_own_draft(advert: Advert, *, at: datetime) -> Card:
    name, text, readiness = advert.reference, advert.title, _address("advert-readiness", advert)
    if problems := problems_with_content(advert, at=at):
        missing = "One thing is" if len(problems) == 1 else f"{len(problems)} things are"
        return Card(f"Finish the draft of {name}", f"{text}. {missing} missing.", readiness)
    if is_decided(advert):
        return Card(f"Publish {name}", f"{text}. The decision is recorded.", _address("advert-publish", advert))
    if is_asked(advert):
        return Card(f"{name} waits for the decision to advertise", text, readiness, needs_you=False)
    if is_returned(advert):
        text = f"{text}. An approver returned it with reasons."
        return Card(f"See why {name} was returned", text, _address("advert-manage", advert))
    text = f"{text}. The readiness page says what it still needs."
    return Card(f"Make {name} ready for the decision", text, readiness)


def _step_while_open(advert: Advert, *, at: datetime) -> Card:
    if len(advert.officers.all()) < OFFICERS_NEEDED:
        return _second_officer(advert, due_at=advert.closes_at)
    is_open = advert.is_open(at=at)
    return Card(
        f"{advert.reference} {'closes' if is_open else 'opens'}",
        advert.title,
        _address("advert-manage", advert),
        due_at=advert.closes_at if is_open else advert.opens_at,
        needs_you=False,
    )


def _step_of_opening(advert: Advert, *, user: User) -> Card:
    address, name, text = _address("opening-detail", advert), advert.reference, advert.title
    if len(advert.officers.all()) < OFFICERS_NEEDED:
        return _second_officer(advert)
    if not hasattr(advert, "closing_record"):
        text = f"{text}. The closing record follows when the last organisation's time has passed."
        return Card(f"{name} has closed and cannot be opened yet", text, address, needs_you=False)
    if advert.opening_requested_by is None:
        return Card(f"Ask to open the submissions to {name}", f"{text}. It has closed.", address)
    if advert.opening_requested_by_id == user.pk:
        text = f"{text}. You asked for the opening; another officer confirms it."
        return Card(f"{name} waits for a second officer", text, address, needs_you=False)
    text = f"{text}. {advert.opening_requested_by.full_name} asked for it."
    return Card(f"Confirm the opening of {name}", text, address)


def _second_officer(advert: Advert, *, due_at: datetime | None = None) -> Card:
    text = f"{advert.title}. Two officers are needed to open its submissions, and it has one."
    address = _address("advert-officer-add", advert)
    return Card(f"Name a second officer for {advert.reference}", text, address, due_at=due_at)


def _address(page: str, advert: Advert) -> str:
    return reverse(f"eoi:{page}", args=[advert.reference])
