"""Where one expression of interest stands, for its organisation, in plain words; and what happens next (P7).

Pure, and made of public dates and of the organisation's own facts only: nothing of the evaluation can show here before it is told (P1).
"""

from dataclasses import dataclass, field
from datetime import datetime

from eoi.models import ExpressionOfInterest, Submission, Withdrawal
from eoi.templatetags.times import uk_time

NO_PROMISE = (
    "This is not a tender: no contract is guaranteed, and taking part gives neither advantage nor disadvantage later."
)


@dataclass(frozen=True)
class Step:
    """One step of the way, as `_components/lifeline.html` shows it: `state` is done, now or next."""

    label: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class ExpressionLife:
    """`state` in a few words with its tone, what it means, what comes next; `steps` only where something stands."""

    state: str
    tone: str
    text: str
    coming: list[str]
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Facts:
    """What was read of it before. `recorded_at`: when the closing record was published; `told_at`: when the outcome was."""

    standing: Submission | None
    withdrawal: Withdrawal | None
    recorded_at: datetime | None
    told_at: datetime | None


def expression_life(expression: ExpressionOfInterest, facts: Facts, *, at: datetime) -> ExpressionLife:
    """Needs the advert, and the closing time annotated, else costs one query."""
    if expression.advert.is_withdrawn:
        return _advert_withdrawn(expression, facts)
    is_open = at < expression.closes_at()
    if facts.standing is None:
        return _nothing_stands(expression, facts, is_open=is_open)
    return _standing(expression, facts, facts.standing, is_open=is_open)


def _advert_withdrawn(expression: ExpressionOfInterest, facts: Facts) -> ExpressionLife:
    text = f"The council withdrew the advert at {uk_time(expression.advert.withdrawn_at)}. "
    text += "What you submitted stays sealed: nobody at the council reads it." if facts.standing else ""
    return ExpressionLife(
        "Advert withdrawn", "flag", text.strip(), ["Nothing is asked of you. It counts neither for nor against you."]
    )


def _nothing_stands(expression: ExpressionOfInterest, facts: Facts, *, is_open: bool) -> ExpressionLife:
    closes_at = uk_time(expression.closes_at())
    if facts.withdrawal:
        state, text = "Withdrawn", f"You withdrew it at {uk_time(facts.withdrawal.withdrawn_at)}. Nothing of it stands."
    else:
        state, text = "Not submitted", "You have begun it. Nothing has been submitted."
    if is_open:
        return ExpressionLife(state, "flag", text, [f"You can submit until {closes_at}."])
    coming = [
        "Nothing is asked of you, and nobody at the council reads what you wrote.",
        "Not answering never counts against you in a later advert or procurement.",
    ]
    return ExpressionLife(state, "flag", f"{text} The advert closed at {closes_at}.", coming)


def _standing(expression: ExpressionOfInterest, facts: Facts, standing: Submission, *, is_open: bool) -> ExpressionLife:
    advert, closes_at = expression.advert, uk_time(expression.closes_at())
    dates = [standing.received_at, facts.recorded_at, advert.opened_at, facts.told_at, facts.told_at]
    steps = _steps(dates, is_open=is_open)
    if is_open:
        text = f"We received edition {standing.number} at {uk_time(standing.received_at)}. Nobody at the council can read it."
        return ExpressionLife(
            "Received and sealed",
            "good",
            text,
            [
                f"Until {closes_at} you can change your answers and submit again, or withdraw.",
                "After the last closing time we publish the closing record, which lists the digest of every receipt.",
                "Two officers then open all submissions together.",
            ],
            steps,
        )
    if not advert.is_opened:
        record = (
            f"The closing record was published at {uk_time(facts.recorded_at)}; check that your receipt is in it."
            if facts.recorded_at
            else "We publish the closing record soon after the last closing time of any organisation, and mail it to you."
        )
        text = f"The advert closed at {closes_at}. What you submitted stands, and is still sealed."
        return ExpressionLife(
            "Sealed", "good", text, [record, "Two officers then open all submissions together."], steps
        )
    if facts.told_at is None:
        text = (
            f"Two officers opened all submissions at {uk_time(advert.opened_at)}. "
            "Senior managers read each answer against the published objectives."
        )
        coming = [
            "We write to you here, and mail you that a letter waits, whether or not we would like to talk.",
            "Until then we tell nobody how far this has come or how anybody stands.",
            NO_PROMISE,
        ]
        return ExpressionLife("Being considered", "brand", text, coming, steps)
    text = f"We wrote to you at {uk_time(facts.told_at)}. The letter says what was decided and what follows."
    return ExpressionLife("Outcome told", "good", text, [NO_PROMISE], steps)


def _steps(dates: list[datetime | None], *, is_open: bool) -> list[Step]:
    """Received, sealed, opened, considered, told: done where there is a date, now for the first without."""
    labels = ["Received", "Closing", "Opening", "Considering", "Outcome"]
    notes = [uk_time(date) if date else "" for date in dates]
    notes[3] = ""  # considering ends when the outcome is told, and not before as far as anybody learns
    first = next((number for number, date in enumerate(dates) if date is None), len(dates))
    return [
        Step(label, "done" if number < first else "now" if number == first else "next", notes[number])
        for number, label in enumerate(labels)
    ]
