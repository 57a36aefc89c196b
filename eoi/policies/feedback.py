"""When feedback may be given, and when the council may read it (ADR 0033)."""

from datetime import datetime

from eoi.models import Advert, ExpressionOfInterest, FeedbackGiven, without_outcome
from eoi.problems import Problem


def problems_with_giving_feedback(expression: ExpressionOfInterest, *, at: datetime) -> list[Problem]:
    """Once, after the organisation's closing time, or after the advert was withdrawn. One query."""
    if not expression.advert.is_withdrawn and at < expression.closes_at():
        return [Problem("too-early", "You can tell us how it went once the advert has closed for your organisation.")]
    if FeedbackGiven.objects.filter(expression=expression).exists():
        return [
            Problem("given", "Your organisation has told us already. Thank you: it is given once, and kept as given.")
        ]
    return []


def problems_with_reading_feedback(advert: Advert) -> list[Problem]:
    """The database hides it until then; this says why, and not whether there is any. One query."""
    if advert.is_withdrawn:
        return []
    if not advert.is_opened or without_outcome(advert).exists():
        message = (
            "What organisations say of how it went is read once each organisation whose submission stands has been told the "
            "outcome, so that it can change no decision. Until then nobody at the council sees whether there is any."
        )
        return [Problem("too-early", message)]
    return []
