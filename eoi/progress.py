"""How far an expression of interest has come, in words: the permanent strip, and its next step (P6)

Pure: what was read before goes in, words come out. States and their colours are decided here and nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from eoi.models import ExpressionOfInterest, Submission
from eoi.reconfirming import waits_for_word
from eoi.templatetags.times import time_left, uk_time


@dataclass(frozen=True)
class Strip:
    """The permanent strip of every page of an expression of interest. `tone` as in the strip component."""

    state: str
    text: str
    tone: str
    url: str = ""
    label: str = ""


def strip_of(
    expression: ExpressionOfInterest, standing: Submission | None, *, at: datetime, was_withdrawn: bool = False
) -> Strip:
    """Submitted or not, and until when it can be changed. Needs the closing time annotated, else costs one query."""
    closes_at = expression.closes_at()
    if expression.advert.is_withdrawn:
        return _strip_after_withdrawal(expression, standing)
    if at >= closes_at:
        return _strip_after_closing(expression, standing, closes_at=closes_at)
    deadline = f"closes {time_left(closes_at, at)}, at {uk_time(closes_at)}"
    check = reverse("eoi:expression-check", args=[expression.reference])
    if standing is None and was_withdrawn:
        return Strip(
            "Withdrawn",
            f"Nothing you submitted stands. You can submit again; {deadline}.",
            "flag",
            check,
            "Check and submit",
        )
    if standing is None:
        return Strip("NOT SUBMITTED", f"{deadline[0].upper()}{deadline[1:]}.", "flag", check, "Check and submit")
    if standing.draft_version != expression.draft_version:
        text = f"Your changes after edition {standing.number} are not submitted: edition {standing.number} stands; {deadline}."
        return Strip("Changes not submitted", text, "flag", check, "Check and submit again")
    text = f"at {uk_time(standing.received_at)}, reference {standing.reference}. Can be changed until {uk_time(closes_at)}."
    return Strip("Submitted", text, "good", _receipt(expression, standing), "Your receipt")


def _strip_after_closing(
    expression: ExpressionOfInterest, standing: Submission | None, *, closes_at: datetime
) -> Strip:
    if standing is None:
        return Strip(
            "NOT SUBMITTED", f"The advert closed at {uk_time(closes_at)}. Nothing was submitted that stands.", "flag"
        )
    text = (
        f"at {uk_time(standing.received_at)}, reference {standing.reference}. "
        f"The advert closed at {uk_time(closes_at)}, so nothing changes any more."
    )
    return Strip("Submitted", text, "good", _receipt(expression, standing), "Your receipt")


def _strip_after_withdrawal(expression: ExpressionOfInterest, standing: Submission | None) -> Strip:
    said = f"The council withdrew the advert at {uk_time(expression.advert.withdrawn_at)}"
    if standing is None:
        return Strip("ADVERT WITHDRAWN", f"{said}. Nothing was submitted, and nothing is asked of you.", "flag")
    text = f"{said}. What you submitted stays sealed: nobody at the council will read it."
    return Strip("ADVERT WITHDRAWN", text, "flag", _receipt(expression, standing), "Your receipt")


def _receipt(expression: ExpressionOfInterest, standing: Submission) -> str:
    return reverse("eoi:submission-receipt", args=[expression.reference, standing.number])


@dataclass(frozen=True)
class NextStep:
    """One line of the start page: where an expression of interest stands and what to do."""

    state: str
    tone: str
    text: str
    url: str
    label: str


def next_step(expression: ExpressionOfInterest, *, at: datetime) -> NextStep:
    """Reads the annotations of `with_closing_time`, `with_standing_submission`, `with_material_change` and `with_what_waits_for` only."""
    detail = reverse("eoi:expression-detail", args=[expression.reference])
    check = reverse("eoi:expression-check", args=[expression.reference])
    number: int | None = expression.standing_number  # type: ignore[attr-defined]
    receipt = reverse("eoi:submission-receipt", args=[expression.reference, number]) if number else ""
    if getattr(expression, "has_unread_letter", False):
        letters = reverse("eoi:letter-list", args=[expression.reference])
        return NextStep("A letter waits", "flag", "The council has written to you.", letters, "Read the letter")
    if getattr(expression, "has_waiting_minutes", False):
        letters = reverse("eoi:letter-list", args=[expression.reference])
        return NextStep(
            "Minutes wait", "flag", "Confirm or correct what was written down.", letters, "Read the minutes"
        )
    if expression.advert.is_withdrawn:
        text = "The council withdrew the advert. Nothing for you to do."
        return NextStep("Advert withdrawn", "flag", text, receipt or detail, "Read what you wrote")
    if at >= expression.closes_at():
        if number:
            status = reverse("eoi:expression-status", args=[expression.reference])
            text = "The advert has closed. Nothing for you to do now."
            return NextStep("Submitted", "", text, status, "See where it stands")
        return NextStep(
            "Not submitted",
            "flag",
            "The advert has closed. Nothing was submitted that stands.",
            detail,
            "Read your answers",
        )
    if waits_for_word(expression):
        address = reverse("eoi:submission-reconfirm", args=[expression.reference])
        text = "It stands. The advert has changed since: confirm that it still says what you want, or submit again."
        return NextStep("Submitted before a change", "flag", text, address, "Read the change and confirm")
    if number and expression.standing_draft_version == expression.draft_version:  # type: ignore[attr-defined]
        return NextStep("Submitted", "good", "You can change it until the closing time.", receipt, "Read your receipt")
    if expression.missing_count:
        things = "one thing is" if expression.missing_count == 1 else f"{expression.missing_count} things are"
        return NextStep(
            _state_before(number), "flag", f"Before you can submit, {things} missing.", detail, "Go on answering"
        )
    return NextStep(_state_before(number), "flag", "Nothing is missing.", check, "Check and submit")


def _state_before(number: int | None) -> str:
    return f"Changes after edition {number} not submitted" if number else "Not submitted"
