"""When something may be handed over or a deputy named, and when that may begin, be cancelled or end early."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from eoi.holdings import (
    assignment_of,
    deputises_only,
    role_needed,
    short_name_of,
)
from eoi.models import Advert, ConsultationBody, Handover, HandoverKind, HandoverState, Role, User
from eoi.models.handover import Subject
from eoi.problems import Problem
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day

FURTHEST = timedelta(days=731)


@dataclass(frozen=True)
class HandoverPlan:
    """What is to be recorded. Days are days in UK time; a handover has no last day, a deputy has."""

    kind: HandoverKind
    subject: Subject
    from_person: User
    to_person: User
    starts_on: date
    ends_on: date | None = None

    @property
    def is_deputy(self) -> bool:
        return self.kind == HandoverKind.DEPUTY


def problems_with_recording_handover(plan: HandoverPlan, *, by: User, at: datetime) -> list[Problem]:
    """Queries do not grow with what there is: about eight."""
    return (
        _problems_with_holding(plan, by=by)
        or _problems_with_taking(plan)
        or _problems_with_days(plan, today=uk_day(at))
        or _problems_with_overlap(plan)
    )


def problems_with_beginning_handover(handover: Handover, *, at: datetime) -> list[Problem]:
    """Asked on its day: much may have changed since it was recorded."""
    if handover.state != HandoverState.PLANNED:
        message = f"{handover.reference} is no longer planned: it is {handover.state.label.lower()}."
        return [Problem("settled", message)]
    if handover.starts_on > uk_day(at):
        return [Problem("too-early", f"{handover.reference} begins on {uk_date(handover.starts_on)}.")]
    if assignment_of(handover.subject, handover.from_person) is None:
        return [_no_longer_holds(handover.subject, handover.from_person)]
    return _problems_with_person(handover.to_person, handover.subject)


def problems_with_cancelling_handover(handover: Handover) -> list[Problem]:
    if handover.cancelled_at:
        return [Problem("cancelled", f"{handover.reference} was cancelled already.")]
    if handover.begun_at is None:
        return []
    message = f"{handover.reference} has begun, so it can no longer be cancelled."
    if handover.is_deputy and not handover.ended_at:
        message += " End the deputy's time instead."
    return [Problem("begun", message)]


def problems_with_ending_handover(handover: Handover) -> list[Problem]:
    """A handover is for good: only a deputy's time ends."""
    if not handover.is_deputy:
        return [Problem("for-good", "A handover is for good. Hand it back with another handover instead.")]
    if handover.ended_at:
        return [Problem("ended", f"{handover.reference} has ended already.")]
    if not handover.begun_at:
        return [Problem("not-begun", f"{handover.reference} is not in effect. Cancel it instead.")]
    return []


def problems_with_leaving_advert(advert: Advert, officer: User) -> list[Problem]:
    """Two officers open the submissions; while that is asked for, neither disappears. One query."""
    others = advert.officers.exclude(user=officer).count()
    if not others:
        message = f"{officer.full_name} is the only officer of {advert.reference}. Add another officer first."
        return [Problem("last-officer", message)]
    if not advert.opening_requested_at or advert.is_opened:
        return []
    there = reverse("eoi:opening-detail", args=[advert.reference])
    if advert.opening_requested_by_id == officer.pk:
        message = (
            f"{officer.full_name} has asked for the submissions to {advert.reference} to be opened. "
            "Confirm the opening or take the request back first."
        )
        return [Problem("opening", message, there)]
    if others < 2:
        message = (
            f"The opening of the submissions to {advert.reference} has been asked for, and two officers are needed "
            "for it. Add another officer first, or take the request back."
        )
        return [Problem("opening", message, there)]
    return []


def _problems_with_holding(plan: HandoverPlan, *, by: User) -> list[Problem]:
    if assignment_of(plan.subject, plan.from_person) is None:
        return [_no_longer_holds(plan.subject, plan.from_person)]
    if deputises_only(plan.subject, plan.from_person):
        message = (
            f"{plan.from_person.full_name} only deputises on {short_name_of(plan.subject)}. "
            "Whoever holds it in their own right, or an administrator on their behalf, hands it on."
        )
        return [Problem("deputises", message)]
    is_body = isinstance(plan.subject, ConsultationBody)
    if is_body and not plan.is_deputy and Role.ADMINISTRATOR.value not in by.roles:
        message = "A representative can name a deputy. To stop speaking for a body for good, ask an administrator."
        return [Problem("body", message)]
    return []


def _problems_with_taking(plan: HandoverPlan) -> list[Problem]:
    if plan.to_person == plan.from_person:
        return [Problem("same-person", "Choose somebody else: this is whose part it is now.")]
    if found := _problems_with_person(plan.to_person, plan.subject):
        return found
    if plan.is_deputy and assignment_of(plan.subject, plan.to_person):
        name, what = plan.to_person.full_name, short_name_of(plan.subject)
        return [Problem("holds", f"{name} has a part in {what} already, so needs no deputy's place. Choose another.")]
    return []


def _problems_with_person(person: User, subject: Subject) -> list[Problem]:
    role = role_needed(subject)
    if not person.is_active:
        return [Problem("disabled", f"The account of {person.full_name} is disabled. Choose somebody else.")]
    if role.value not in person.roles:
        message = f"{person.full_name} does not have the role “{role.label}”. Choose somebody who has."
        return [Problem("role", message)]
    return []


def _problems_with_days(plan: HandoverPlan, *, today: date) -> list[Problem]:
    last = plan.ends_on or plan.starts_on
    if plan.starts_on < today:
        return [Problem("starts-in-the-past", f"The first day has passed. Choose {uk_date(today)} or later.")]
    if max(plan.starts_on, last) > today + FURTHEST:
        return [Problem("too-far", f"Choose days up to {uk_date(today + FURTHEST)}, two years from now.")]
    if plan.is_deputy and plan.ends_on is None:
        return [Problem("no-last-day", "A deputy stands in until a day. Enter the last day.")]
    if plan.ends_on and plan.ends_on < plan.starts_on:
        return [Problem("ends-before-start", "The last day is before the first day. Choose a later one.")]
    return []


def _problems_with_overlap(plan: HandoverPlan) -> list[Problem]:
    """One handover or deputy at a time from one person, and to one person, for one thing."""
    meeting = Handover.objects.about(plan.subject).meeting(starts_on=plan.starts_on, ends_on=plan.ends_on)
    involved = meeting.involving(giver=plan.from_person, taker=plan.to_person)
    if not plan.is_deputy:  # somebody who deputises may take over for good
        involved = involved.but_deputising(plan.to_person)
    other = involved.with_people().first()
    if other is None:
        return []
    until = f" until {uk_date(other.ends_on)}" if other.ends_on else ""
    message = (
        f"{other.reference} is there for these days already: {other.from_person.full_name} to "
        f"{other.to_person.full_name}, from {uk_date(other.starts_on)}{until}. Cancel or end it first, or choose other days."
    )
    return [Problem("overlap", message, reverse("eoi:handover-detail", args=[other.reference]))]


def _no_longer_holds(subject: Subject, person: User) -> Problem:
    message = f"{person.full_name} has no part in {short_name_of(subject)} any more, so there is nothing to pass on."
    return Problem("holds-nothing", message)
