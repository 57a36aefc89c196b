"""Staff questions: asked by nobody, answered to all in somebody's own name (S12, ADR 0019)."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse

from eoi.asking import origin_digest
from eoi.audit import action, record
from eoi.identity import acting_as
from eoi.models import (
    Advert,
    AskingDay,
    Role,
    Service,
    StaffAnswer,
    StaffQuestion,
    StaffQuestionPage,
    StaffQuestionRefusal,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.staff_question import (
    problems_with_answering_question,
    problems_with_asking,
    problems_with_declining_question,
    problems_with_number_of_questions,
    problems_with_removing_wording,
)
from eoi.problems import refuse_if
from eoi.working_days import uk_day

KEY_BYTES = 32


@action("staff-question.ask")
def ask_staff_question(*, page: StaffQuestionPage, service: Service | None, text: str, origin: str) -> None:
    """Keep a question, and nothing about who sent it: as nobody, whoever has signed in, with a date and no time.

    Not recorded and not mailed, because both would keep the moment; `deliver_staff_questions` does so when the day is over.
    """
    with acting_as(None) as now:
        refuse_if(problems_with_asking(page, at=now))
        _count(origin, page.advert, now)
        StaffQuestion.objects.create(advert=page.advert, service=service, text=text)


@action("staff-question.deliver")
def deliver_staff_questions(*, at: datetime, by: User | None = None) -> int:
    """When a UK day is over: destroy its key, show its questions to those who answer, record and mail how many there are.

    The rows of a day are written again in an order drawn by lot, in one transaction, so that neither their place in the table nor
    the number of the transaction that wrote them tells when each was asked.
    """
    AskingDay.objects.over(at=at).delete()
    waiting = list(StaffQuestion.objects.to_deliver(at=at).select_related("advert", "service").lock_for_change())
    secrets.SystemRandom().shuffle(waiting)
    for question in waiting:
        question.is_delivered = True
        question.save(update_fields=["is_delivered"])
    for advert, day in sorted({(question.advert, question.asked_on) for question in waiting}, key=_by_reference):
        number = sum(question.advert_id == advert.pk and question.asked_on == day for question in waiting)
        after = {"asked_on": str(day), "questions": number}
        record("staff-question.deliver", by=by, subject=advert, advert=advert, after=after)
    _tell_officers(waiting)
    _tell_keepers(waiting)
    return len(waiting)


@action("staff-question.answer")
def answer_staff_question(*, question: StaffQuestion, wording: str, text: str, edition: int, by: User) -> StaffAnswer:
    """Publish an answer to all, or the next edition of one. `edition` is the one that was read, 0 where there was none (P13)."""
    question = _locked(question)
    refuse_if(problems_with_answering_question(question, edition=edition))
    answer = StaffAnswer.objects.create(
        question=question, edition=edition + 1, wording=wording, text=text, answered_by=by
    )
    record("staff-question.answer", by=by, subject=question, advert=question.advert, after={"edition": answer.edition})
    return answer


@action("staff-question.decline")
def decline_staff_question(*, question: StaffQuestion, reason: str, by: User) -> StaffQuestionRefusal:
    """Do not publish a question, for a reason that everybody reads who can read the answers."""
    question = _locked(question)
    refuse_if(problems_with_declining_question(question))
    refusal = StaffQuestionRefusal.objects.create(question=question, reason=reason, refused_by=by)
    record("staff-question.decline", by=by, subject=question, advert=question.advert)
    return refusal


@action("staff-question.remove-wording")
def remove_original_wording(*, question: StaffQuestion, by: User, at: datetime) -> StaffQuestion:
    """Take the original words away for good, because how somebody writes may tell who they are. The published ones stay."""
    question = _locked(question)
    refuse_if(problems_with_removing_wording(question))
    question.text, question.removed_at, question.removed_by = "", at, by
    question.save(update_fields=["text", "removed_at", "removed_by"])
    record("staff-question.remove-wording", by=by, subject=question, advert=question.advert)
    return question


def _count(origin: str, advert: Advert, now: datetime) -> None:
    """Hold the day's row, so that two at once are counted one after the other; refuse beyond the limits."""
    today = uk_day(now)
    AskingDay.objects.over(at=now).delete()
    fresh = AskingDay(day=today, key=secrets.token_bytes(KEY_BYTES))
    AskingDay.objects.bulk_create([fresh], ignore_conflicts=True)
    day = AskingDay.objects.select_for_update().get(pk=today)
    digest = origin_digest(origin, key=bytes(day.key))
    sent = day.counts.get(digest, 0)
    refuse_if(
        problems_with_number_of_questions(
            by_origin=sent, about_advert=StaffQuestion.objects.about(advert).asked_on(today).count()
        )
    )
    day.counts[digest] = sent + 1
    day.save(update_fields=["counts"])


def _locked(question: StaffQuestion) -> StaffQuestion:
    return StaffQuestion.objects.with_answers().lock_for_change().get(pk=question.pk)


def _tell_officers(questions: Sequence[StaffQuestion]) -> None:
    for advert in sorted({question.advert for question in questions}, key=lambda advert: advert.reference):
        officers = User.objects.filter(pk__in=advert.officers.values("user"), is_active=True)
        number = sum(question.advert_id == advert.pk for question in questions)
        _mail(officers, number, advert.reference, reverse("eoi:staff-question-list", args=[advert.reference]))


def _tell_keepers(questions: Sequence[StaffQuestion]) -> None:
    services = {question.service for question in questions if question.service}
    for service in sorted(services, key=lambda service: service.number):
        keepers = User.objects.holding(Role.SERVICE_MANAGER).filter(pk__in=service.keepers.values("user"))
        number = sum(question.service_id == service.pk for question in questions)
        _mail(keepers, number, service.name, reverse("eoi:staff-question-inbox"))


def _mail(people: Iterable[User], number: int, about: str, path: str) -> None:
    queue_mail(
        to=[person.email for person in people],
        template="emails/staff_questions_waiting.txt",
        context={"number": number, "about": about, "link": public_link(path)},
    )


def _by_reference(advert_and_day: tuple[Advert, date]) -> tuple[str, date]:
    return advert_and_day[0].reference, advert_and_day[1]
