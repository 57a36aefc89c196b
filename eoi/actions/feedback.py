"""How it went, told by a prospective partner once, under its name or without (ADR 0033)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from eoi.audit import action, record
from eoi.models import ExpressionOfInterest, Feedback, User
from eoi.permissions import may_act_for
from eoi.policies.feedback import problems_with_giving_feedback
from eoi.problems import Problem, refuse_if
from eoi.working_days import uk_day


@dataclass(frozen=True)
class Said:
    """Three answers from 1 (not at all) to 5 (fully), words, and whether without the organisation's name."""

    clarity: int
    ease: int
    fairness: int
    text: str
    is_anonymous: bool


@action("expression.give-feedback")
def give_feedback(*, expression: ExpressionOfInterest, said: Said, by: User, at: datetime) -> None:
    """Once. The database notes that it was given, and takes the name away where it is given without one.

    The event says that the organisation gave feedback and nothing of what; its noun hides it until the opening. Nothing is
    returned: without a name not even its giver sees the row again.
    """
    expression = (
        ExpressionOfInterest.objects.select_related("advert", "organisation").with_closing_time().get(pk=expression.pk)
    )
    if not may_act_for(by, expression.organisation):
        refuse_if([Problem("not-a-member", f"Only people of {expression.organisation.name} say how it went for it.")])
    refuse_if(problems_with_giving_feedback(expression, at=at))
    Feedback.objects.create(advert=expression.advert, expression=expression, given_on=uk_day(at), **asdict(said))
    record("expression.give-feedback", by=by, subject=expression, advert=expression.advert)
