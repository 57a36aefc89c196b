"""Handing over an advert, a service or a body, and naming a deputy: recorded now, put into effect on its day (ADR 0021)."""

from datetime import datetime

from django.urls import reverse

from eoi.actions.part import pass_on, share, take_back
from eoi.audit import action, record
from eoi.models import Handover, User
from eoi.models.handover import Subject, subject_field
from eoi.notifications import public_link, queue_mail
from eoi.policies.handover import (
    HandoverPlan,
    problems_with_beginning_handover,
    problems_with_cancelling_handover,
    problems_with_ending_handover,
    problems_with_recording_handover,
)
from eoi.problems import refuse_if
from eoi.working_days import uk_day


@action("handover.record")
def record_handover(*, plan: HandoverPlan, reason: str, by: User, at: datetime) -> Handover:
    """Put into effect at once when its first day is today; otherwise both people are told that it will be."""
    _lock(plan.subject)
    refuse_if(problems_with_recording_handover(plan, by=by, at=at))
    handover = Handover.objects.create(
        kind=plan.kind,
        from_person=plan.from_person,
        to_person=plan.to_person,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        reason=reason,
        recorded_by=by,
        **{subject_field(plan.subject): plan.subject},
    )
    days = {"starts_on": str(plan.starts_on), "ends_on": str(plan.ends_on or "")}
    people = {"from": plan.from_person.reference, "to": plan.to_person.reference}
    record("handover.record", by=by, subject=handover, advert=handover.advert, after=_facts(handover) | days | people)
    if plan.starts_on == uk_day(at):
        return begin_handover(handover=handover, by=by, at=at)
    _tell_both(handover, "emails/handover_planned.txt")
    return handover


@action("handover.begin")
def begin_handover(*, handover: Handover, at: datetime, by: User | None = None) -> Handover:
    """Change who holds the thing. By the worker on the first day; the assignments stand in the name of who recorded it.

    Refused when that has become impossible meanwhile; the worker then calls `fail_handover`.
    """
    handover = _locked(handover)
    refuse_if(problems_with_beginning_handover(handover, at=at))
    acts = by or handover.recorded_by
    handover.begun_at = at
    if handover.is_deputy:
        handover.assignment_key = share(handover, by=acts)
    else:
        pass_on(handover, by=acts)
        handover.ended_at = at
    handover.save(update_fields=["begun_at", "assignment_key", "ended_at"])
    record("handover.begin", by=by, subject=handover, advert=handover.advert, after=_facts(handover))
    _tell_both(handover, "emails/handover_begun.txt")
    return handover


@action("handover.end")
def end_handover(*, handover: Handover, at: datetime, by: User | None = None) -> Handover:
    """A deputy stands in no longer: by the worker after the last day, or by a person before it."""
    handover = _locked(handover)
    refuse_if(problems_with_ending_handover(handover))
    took = take_back(handover, by=by or handover.recorded_by)
    handover.ended_at = at
    handover.ended_by = by
    handover.save(update_fields=["ended_at", "ended_by"])
    after = {**_facts(handover), "keeps it in their own right": not took}
    record("handover.end", by=by, subject=handover, advert=handover.advert, after=after)
    _tell_both(handover, "emails/handover_ended.txt", keeps=not took)
    return handover


@action("handover.cancel")
def cancel_handover(*, handover: Handover, reason: str, by: User, at: datetime) -> Handover:
    """Before it begins, or to put one aside that could not be put into effect. Both people are told."""
    handover = _locked(handover)
    refuse_if(problems_with_cancelling_handover(handover))
    handover.cancelled_at = at
    handover.cancelled_by = by
    handover.cancelled_reason = reason
    handover.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    record("handover.cancel", by=by, subject=handover, advert=handover.advert, after=_facts(handover))
    _tell_both(handover, "emails/handover_cancelled.txt")
    return handover


@action("handover.fail")
def fail_handover(*, handover: Handover, failure: str, at: datetime, by: User | None = None) -> Handover:
    """It could not be put into effect, or a deputy's time not be ended: the sentence is kept, and whoever recorded it told."""
    handover = _locked(handover)
    handover.failed_at = at
    handover.failure = failure[:1000]
    handover.save(update_fields=["failed_at", "failure"])
    record("handover.fail", by=by, subject=handover, advert=handover.advert, after=_facts(handover))
    _mail(handover, [handover.recorded_by], "emails/handover_failed.txt")
    return handover


def _lock(subject: Subject) -> None:
    """Two people who record at once meet here: the second finds what the first has recorded."""
    type(subject)._default_manager.select_for_update().get(pk=subject.pk)


def _locked(handover: Handover) -> Handover:
    return Handover.objects.with_people().select_for_update(of=("self",)).get(pk=handover.pk)


def _facts(handover: Handover) -> dict[str, str | bool]:
    return {"kind": handover.kind, subject_field(handover.subject): handover.subject.reference}


def _tell_both(handover: Handover, template: str, **facts: object) -> None:
    _mail(handover, [handover.from_person, handover.to_person], template, **facts)


def _mail(handover: Handover, people: list[User], template: str, **facts: object) -> None:
    """Nobody whose account is disabled: they could not open the page."""
    link = public_link(reverse("eoi:handover-detail", args=[handover.reference]))
    addresses = [person.email for person in people if person.is_active]
    queue_mail(to=addresses, template=template, context={"handover": handover, "link": link, **facts})
