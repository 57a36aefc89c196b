"""Staff can ask about the partnership, and are answered in time (S12, S16)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Advert, ReadinessReason, StaffQuestion, StaffQuestionPage
from eoi.models.staff_question import MOST_WORKING_DAYS
from eoi.registry import Condition, ConditionState
from eoi.templatetags.times import uk_date

KEY = "staff-questions"
TITLE = "Staff questions are answered"
NO_PAGE = "no staff question page"


def staff_questions_answered(advert: Advert, at: datetime) -> Condition:
    """A page on which staff ask without being known, or a reason for having none; nothing unanswered for too long. Three queries."""
    url = reverse("eoi:staff-question-list", args=[advert.reference])
    page = StaffQuestionPage.objects.of(advert)
    if page is None:
        return _without_page(advert, url)
    questions = StaffQuestion.objects.about(advert)
    if late := questions.waiting_too_long(at=at).count():
        what = "1 staff question has" if late == 1 else f"{late} staff questions have"
        why = f"{what} waited for an answer for more than {MOST_WORKING_DAYS} working days."
        return Condition(KEY, TITLE, ConditionState.NOT_MET, why, url)
    waiting = questions.unanswered().count()
    asked = "Staff can ask until the end of" if page.takes_questions(at=at) else "Staff could ask until the end of"
    number = "none waits" if not waiting else "1 waits" if waiting == 1 else f"{waiting} wait"
    why = f"{asked} {uk_date(page.closes_on)}. Of their questions {number} for an answer."
    return Condition(KEY, TITLE, ConditionState.MET, why, url)


def _without_page(advert: Advert, url: str) -> Condition:
    given = ReadinessReason.objects.latest_about(advert, condition=KEY, about=NO_PAGE)
    if given:
        why = f"Staff have no page for their questions. {given.given_by.full_name} recorded why: {given.reason}"
        return Condition(KEY, TITLE, ConditionState.REASONED, why, url, takes_reason=True, about=NO_PAGE)
    why = "Staff have no page for their questions. Open one, or record how else they can ask without being known."
    return Condition(KEY, TITLE, ConditionState.NOT_MET, why, url, takes_reason=True, about=NO_PAGE)
