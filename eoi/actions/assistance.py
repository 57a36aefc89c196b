"""An officer enters what an organisation sends on paper or says on the telephone; a second person reads it back (DESIGN §5)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import cast

from django.urls import reverse

from eoi.actions.organisation import OrganisationDetails, problems_with_leading
from eoi.audit import action, record
from eoi.models import Advert, Assistance, AssistanceChannel, ExpressionOfInterest, Organisation, ReadBack, User
from eoi.notifications import public_link, queue_mail
from eoi.permissions import is_officer
from eoi.policies.assistance import (
    problems_with_asking_for_assistance,
    problems_with_beginning_assistance,
    problems_with_ending_assistance,
    problems_with_reading_back,
)
from eoi.problems import Problem, refuse_if
from eoi.working_days import UNITED_KINGDOM, add_working_days, uk_day

DAYS_OF_ASSISTANCE = 5


@dataclass(frozen=True)
class PaperRequest:
    """Who of an organisation without an account asked, how, on which day, and how the officer made sure."""

    channel: str
    asked_by: str
    asked_on: date
    original: str
    identity_note: str


@action("assistance.ask")
def ask_for_assistance(*, expression: ExpressionOfInterest, assistant: User, by: User, at: datetime) -> Assistance:
    """A lead asks one officer, by name: nobody else of the council learns of it."""
    organisation = Organisation.objects.select_for_update().get(pk=expression.organisation_id)
    refuse_if(problems_with_leading(organisation, by=by))
    refuse_if(problems_with_asking_for_assistance(organisation, expression.advert, assistant=assistant, at=at))
    assistance = Assistance.objects.create(
        advert=expression.advert,
        organisation=organisation,
        assistant=assistant,
        channel=AssistanceChannel.OWN_PAGE,
        asked_by=by.full_name,
        asked_on=uk_day(at),
        requested_by=by,
    )
    return _asked(assistance, by=by)


@action("assistance.record")
def record_assistance(
    *, advert: Advert, details: OrganisationDetails, request: PaperRequest, second: User, by: User, at: datetime
) -> Assistance:
    """For an organisation without an account: nothing is entered before a second officer has confirmed that it asked."""
    if not is_officer(by) or by == second:
        refuse_if([Problem("not-an-officer", "A procurement officer records this, and another one confirms it.")])
    organisation = Organisation.objects.create(**asdict(details), created_by=by)
    refuse_if(problems_with_asking_for_assistance(organisation, advert, assistant=second, at=at))
    assistance = Assistance.objects.create(
        **asdict(request), advert=advert, organisation=organisation, assistant=by, second=second, requested_by=by
    )
    return _asked(assistance, by=by)


@action("assistance.begin")
def begin_assistance(*, assistance: Assistance, by: User, at: datetime) -> Assistance:
    """For five working days, or until the advert closes. Whoever takes part neither opens nor scores this advert."""
    assistance = _locked(assistance)
    refuse_if(problems_with_beginning_assistance(assistance, by=by, at=at))
    assistance.begun_at = at
    assistance.expires_at = min(_five_days_after(at), assistance.advert.closes_at or at)
    assistance.save(update_fields=["begun_at", "expires_at"])
    assistance.refresh_from_db(fields=["begun_at", "expires_at"])
    _tell(assistance, "emails/assistance_begun.txt")
    record("assistance.begin", by=by, subject=assistance, advert=assistance.advert)
    return assistance


@action("assistance.end")
def end_assistance(*, assistance: Assistance, by: User, at: datetime) -> Assistance:
    """At once, by a lead or one of the two officers. What was entered stays the organisation's."""
    assistance = _locked(assistance)
    refuse_if(problems_with_ending_assistance(assistance))
    assistance.ended_at = at
    assistance.ended_by = by
    assistance.save(update_fields=["ended_at", "ended_by"])
    _tell(assistance, "emails/assistance_ended.txt")
    record("assistance.end", by=by, subject=assistance, advert=assistance.advert)
    return assistance


@action("assistance.read-back")
def read_back(*, assistance: Assistance, draft_version: int, how: str, by: User, at: datetime) -> ReadBack:
    """A second person's word on one version of the draft. A later change needs another."""
    assistance = _locked(assistance)
    expression = expression_of(assistance)
    refuse_if(problems_with_reading_back(assistance, expression, by=by, at=at))
    read = ReadBack.objects.create(
        assistance=assistance,
        expression=cast(ExpressionOfInterest, expression),
        draft_version=draft_version,
        how=how,
        confirmed_by=by,
    )
    link = public_link(reverse("eoi:assistance-detail", args=[assistance.reference]))
    _mail([assistance.assistant], "emails/assistance_read_back.txt", assistance, link)
    after = {"draft_version": draft_version}
    record("assistance.read-back", by=by, subject=assistance, advert=assistance.advert, after=after)
    return read


def expression_of(assistance: Assistance) -> ExpressionOfInterest | None:
    """What is entered, once it is begun. For actions and pages of assistance. One query."""
    found = ExpressionOfInterest.objects.for_advert(assistance.advert).of_organisation(assistance.organisation)
    wanted = found.select_related("advert__standing_statements", "organisation", "changed_by").with_closing_time()
    return wanted.first()


def _asked(assistance: Assistance, *, by: User) -> Assistance:
    link = public_link(reverse("eoi:assistance-detail", args=[assistance.reference]))
    _mail([assistance.begins_by], "emails/assistance_asked.txt", assistance, link)
    name = "assistance.ask" if assistance.channel == AssistanceChannel.OWN_PAGE else "assistance.record"
    record(name, by=by, subject=assistance, advert=assistance.advert, after={"channel": str(assistance.channel)})
    return assistance


def _five_days_after(at: datetime) -> datetime:
    day = add_working_days(uk_day(at), DAYS_OF_ASSISTANCE)
    return datetime.combine(day, at.astimezone(UNITED_KINGDOM).time(), tzinfo=UNITED_KINGDOM)


def _locked(assistance: Assistance) -> Assistance:
    return Assistance.objects.with_people().select_for_update(of=("self",)).get(pk=assistance.pk)


def _tell(assistance: Assistance, template: str) -> None:
    """Everybody whom it concerns: the organisation's people, and the one or two officers."""
    members = assistance.organisation.memberships.current().select_related("user")
    officers = [assistance.assistant, *([assistance.second] if assistance.second else [])]
    link = public_link(reverse("eoi:assistance-detail", args=[assistance.reference]))
    _mail([*officers, *(member.user for member in members)], template, assistance, link)


def _mail(people: list[User], template: str, assistance: Assistance, link: str) -> None:
    queue_mail(
        to=[person.email for person in people], template=template, context={"assistance": assistance, "link": link}
    )
