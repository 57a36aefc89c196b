"""Minutes: an officer records and sends, the organisation confirms or asks for a correction, an officer answers (DESIGN §5)."""

from datetime import date, datetime

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import ExpressionOfInterest, Minutes, MinutesAnswer, MinutesEdition, MinutesWord, User
from eoi.notifications import public_link, queue_mail
from eoi.permissions import may_act_for, may_run_advert
from eoi.policies.letter import problems_with_addressee, problems_with_corresponding
from eoi.policies.minutes import problems_with_answering_correction, problems_with_saying
from eoi.problems import Problem, refuse_if
from eoi.working_days import uk_day


@action("minutes.record")
def record_minutes(
    *, expression: ExpressionOfInterest, held_on: date, place: str, present: str, text: str, by: User, at: datetime
) -> Minutes:
    """Recording is sending: the organisation is told that minutes wait for its word."""
    advert = expression.advert
    refuse_if(_problems_with_recorder(expression, by) or problems_with_corresponding(advert))
    refuse_if(problems_with_addressee(expression))
    if held_on > uk_day(at):
        refuse_if(
            [
                Problem(
                    "in-the-future",
                    "That day lies ahead. Minutes are of a conversation that took place.",
                    "#id_held_on",
                )
            ]
        )
    minutes = Minutes.objects.create(
        expression=expression, held_on=held_on, place=place, present=present, recorded_by=by
    )
    MinutesEdition.objects.create(minutes=minutes, number=1, text=text, sent_by=by)
    _tell_organisation(minutes, "emails/minutes_wait.txt")
    record("minutes.record", by=by, subject=minutes, advert=advert)
    return minutes


@action("minutes.confirm")
def confirm_minutes(*, minutes: Minutes, number: int, by: User) -> MinutesWord:
    """That this edition says what was said. Nothing about these minutes changes afterwards."""
    minutes = _locked(minutes)
    refuse_if(_problems_with_speaker(minutes, by) or problems_with_saying(minutes, number=number))
    edition = minutes.editions.get(number=number)
    word = MinutesWord.objects.create(edition=edition, confirms=True, said_by=by)
    _tell_officers(minutes)
    advert = minutes.expression.advert
    record("minutes.confirm", by=by, subject=minutes, advert=advert, after={"edition": number})
    return word


@action("minutes.correct")
def correct_minutes(*, minutes: Minutes, number: int, text: str, by: User) -> MinutesWord:
    """What the organisation would have written instead, in its own words. The council answers."""
    minutes = _locked(minutes)
    refuse_if(_problems_with_speaker(minutes, by) or problems_with_saying(minutes, number=number))
    edition = minutes.editions.get(number=number)
    word = MinutesWord.objects.create(edition=edition, confirms=False, text=text, said_by=by)
    _tell_officers(minutes)
    advert = minutes.expression.advert
    record("minutes.correct", by=by, subject=minutes, advert=advert, after={"edition": number})
    return word


@action("minutes.answer")
def answer_correction(*, minutes: Minutes, was_taken: bool, reason: str, text: str, by: User) -> MinutesAnswer:
    """Taken: `text` is the next edition, which the organisation confirms in turn. Not taken: both are kept, with the reason."""
    minutes = _locked(minutes)
    refuse_if(_problems_with_recorder(minutes.expression, by) or problems_with_answering_correction(minutes))
    latest = minutes.editions.select_related("word").latest("number")
    if was_taken:
        if not text.strip() or text.strip() == latest.text.strip():
            message = "Write the minutes as they read with the correction taken in: these words are the same as before."
            refuse_if([Problem("same-words", message, "#id_text")])
        MinutesEdition.objects.create(minutes=minutes, number=latest.number + 1, text=text, sent_by=by)
    answer = MinutesAnswer.objects.create(word=latest.word, was_taken=was_taken, reason=reason, answered_by=by)
    _tell_organisation(minutes, "emails/minutes_answered.txt")
    advert = minutes.expression.advert
    record("minutes.answer", by=by, subject=minutes, advert=advert, after={"was_taken": was_taken})
    return answer


def _locked(minutes: Minutes) -> Minutes:
    """Locked first, then read: an annotation of the locking statement would be older than the lock."""
    Minutes.objects.lock_for_change().get(pk=minutes.pk)
    return Minutes.objects.with_latest().get(pk=minutes.pk)


def _problems_with_recorder(expression: ExpressionOfInterest, by: User) -> list[Problem]:
    if may_run_advert(by, expression.advert):
        return []
    return [Problem("not-its-officer", f"Only the officers of {expression.advert.reference} record minutes about it.")]


def _problems_with_speaker(minutes: Minutes, by: User) -> list[Problem]:
    organisation = minutes.expression.organisation
    if may_act_for(by, organisation):
        return []
    return [Problem("not-a-member", f"Only people of {organisation.name} confirm or correct these minutes.")]


def _tell_organisation(minutes: Minutes, template: str) -> None:
    expression = minutes.expression
    members = expression.organisation.memberships.current().select_related("user")
    link = public_link(reverse("eoi:minutes-detail", args=[expression.reference, minutes.reference]))
    queue_mail(to=[each.user.email for each in members], template=template, context=_context(minutes, link))


def _tell_officers(minutes: Minutes) -> None:
    advert = minutes.expression.advert
    officers = [each.user.email for each in advert.officers.select_related("user")]
    link = public_link(reverse("eoi:minutes-manage", args=[advert.reference, minutes.reference]))
    queue_mail(to=officers, template="emails/minutes_said.txt", context=_context(minutes, link))


def _context(minutes: Minutes, link: str) -> dict[str, object]:
    return {"minutes": minutes, "advert": minutes.expression.advert, "expression": minutes.expression, "link": link}
