"""When staff may ask, and when a question may be answered, declined or emptied (S12)."""

from datetime import date, datetime, timedelta

from eoi.models import StaffQuestion, StaffQuestionPage
from eoi.problems import Problem
from eoi.working_days import uk_day

MOST_QUESTIONS_AN_ORIGIN = 5  # a day
MOST_QUESTIONS_AN_ADVERT = 200  # a day
LONGEST = timedelta(days=366)


def problems_with_closing_day(closes_on: date, *, at: datetime) -> list[Problem]:
    """The last day on which questions are taken: from today on, and within a year."""
    today = uk_day(at)
    if closes_on < today:
        return [
            Problem(
                "past-day",
                "The last day for questions has passed already. Choose today or a later day.",
                "#id_closes_on",
            )
        ]
    if closes_on > today + LONGEST:
        return [
            Problem(
                "far-day",
                "The last day for questions is more than a year away. Choose an earlier one.",
                "#id_closes_on",
            )
        ]
    return []


def problems_with_asking(page: StaffQuestionPage, *, at: datetime) -> list[Problem]:
    """Until the end of the last day."""
    if page.takes_questions(at=at):
        return []
    return [
        Problem(
            "no-more-questions", "Questions about this partnership are no longer taken. What was answered stays here."
        )
    ]


def problems_with_number_of_questions(*, by_origin: int, about_advert: int) -> list[Problem]:
    """How many have come today already: from this network address, and about this advert."""
    kept = "Nothing was kept of this one; what you typed is still below. Send it tomorrow, or ask somebody who speaks for you."
    if by_origin >= MOST_QUESTIONS_AN_ORIGIN:
        text = f"{MOST_QUESTIONS_AN_ORIGIN} questions have come from your network address today, which is the most for one day."
        return [Problem("limit", f"{text} {kept}")]
    if about_advert >= MOST_QUESTIONS_AN_ADVERT:
        text = f"{MOST_QUESTIONS_AN_ADVERT} questions have been asked today, which is the most for one day."
        return [Problem("limit", f"{text} {kept}")]
    return []


def problems_with_answering_question(question: StaffQuestion, *, edition: int) -> list[Problem]:
    """On the edition that was read; 0 where there was none. Declined for good is declined. Two queries at most."""
    standing = question.answer
    if edition != (standing.edition if standing else 0):
        text = (
            "Somebody else answered this question while you were writing. What you typed stands below: read theirs, "
            "then send yours as a correction."
        )
        return [Problem("changed-meanwhile", text)]
    if question.is_declined:
        return [
            Problem(
                "declined",
                "This question has been declined with a reason that everybody can read, so it is not answered any more.",
            )
        ]
    return []


def problems_with_declining_question(question: StaffQuestion) -> list[Problem]:
    if question.answer:
        return [
            Problem(
                "answered",
                "This question has been answered to all, so it is not declined any more. Correct the answer instead.",
            )
        ]
    if question.is_declined:
        return [Problem("declined", "This question has been declined already.")]
    return []


def problems_with_removing_wording(question: StaffQuestion) -> list[Problem]:
    """Only once it is settled: nobody could answer it afterwards."""
    if question.removed_at:
        return [Problem("removed", "The original wording has been removed already.")]
    if not question.is_settled:
        return [
            Problem(
                "unanswered",
                "This question is not answered yet. Answer or decline it first: without its words nobody could.",
            )
        ]
    return []
