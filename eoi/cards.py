"""What stands on the start pages from this app. Each source makes the same few queries however much there is."""

from datetime import datetime, timedelta

from django.urls import reverse

from eoi.advert_life import next_step
from eoi.amendment_cards import extension_request_cards
from eoi.correspondence_cards import approval_cards, correspondence_cards
from eoi.criteria_cards import agreement_cards, change_cards
from eoi.holdings import name_of
from eoi.models import (
    COUNCIL_ROLES,
    Advert,
    Clarification,
    ConsultationBody,
    ExpressionOfInterest,
    Handover,
    Representation,
    Role,
    Service,
    StaffQuestion,
    User,
    consultations_of,
)
from eoi.permissions import ASKED_TO_AGREE, is_service_manager
from eoi.plan_cards import plan_cards
from eoi.profile_cards import keeper_cards, overdue_cards
from eoi.recovery_cards import recovery_cards
from eoi.registry import Card, register_card
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day, working_days_between

NEWS_FOR = timedelta(days=7)


def advert_cards(user: User, at: datetime) -> list[Card]:
    """For officers and approvers: the next step of every advert that has not been opened."""
    adverts = Advert.objects.for_officers().with_parts().not_opened()
    steps = [next_step(advert, user=user, at=at) for advert in adverts]
    return [step for step in steps if step is not None]


def reading_cards(user: User, at: datetime) -> list[Card]:
    """For auditors: the adverts whose submissions can be read."""
    return [
        Card(
            f"The submissions to {advert.reference} can be read",
            advert.title,
            reverse("eoi:submission-list", args=[advert.reference]),
            needs_you=False,
        )
        for advert in Advert.objects.opened().order_by("-opened_at", "-pk")
    ]


def expression_cards(user: User, at: datetime) -> list[Card]:
    """For prospective partners: what is begun, can still be submitted, and has not been."""
    begun = ExpressionOfInterest.objects.of(user).still_open(at=at).with_standing_submission()
    return [
        Card(
            f"Check and submit your answers to {expression.advert.reference}",
            f"{expression.advert.title}. Nothing is submitted yet.",
            reverse("eoi:expression-check", args=[expression.reference]),
            due_at=expression.closes_at(),
        )
        for expression in begun.select_related("advert")
        if expression.standing_number is None  # type: ignore[attr-defined]
    ]


def staff_question_cards(user: User, at: datetime) -> list[Card]:
    """For officers and service managers: how many staff questions wait for their answer. Two queries."""
    services = StaffQuestion.objects.about_services_of(user).unanswered().count()
    found = []
    if services and is_service_manager(user):
        what = "A staff question waits" if services == 1 else f"{services} staff questions wait"
        text = "About the services you keep. Whoever asked cannot be told apart, so the answer is published to all."
        found.append(Card(f"{what} for your answer", text, reverse("eoi:staff-question-inbox")))
    for reference, title, number in StaffQuestion.objects.about_adverts_of(user).unanswered().by_advert():
        what = "A staff question waits" if number == 1 else f"{number} staff questions wait"
        url = reverse("eoi:staff-question-list", args=[reference])
        found.append(Card(f"{what} for an answer: {reference}", title, url))
    return found


def clarification_cards(user: User, at: datetime) -> list[Card]:
    """For officers: how many partners' questions wait on each advert they run, and since when the oldest does. One query."""
    found = []
    for reference, title, number, oldest in Clarification.objects.waiting_by_advert_of(user):
        what = "A question waits" if number == 1 else f"{number} questions wait"
        age = working_days_between(uk_day(oldest), uk_day(at))
        since = f"{'It has' if number == 1 else 'The oldest has'} waited {age} working {'day' if age == 1 else 'days'}"
        url = reverse("eoi:clarification-list", args=[reference])
        found.append(Card(f"{what} for an answer: {reference}", f"{title}. {since}.", url))
    return found


def answered_cards(user: User, at: datetime) -> list[Card]:
    """For prospective partners: their organisation's questions that were answered in the last week. One query."""
    answered = Clarification.objects.asked_for(user).answered_since(at - NEWS_FOR).select_related("advert")
    return [
        Card(
            f"Your question {question.reference} was answered",
            question.advert.title,
            f"{reverse('eoi:clarification-mine')}#{question.reference}",
            needs_you=False,
        )
        for question in answered
    ]


def notice_cards(user: User, at: datetime) -> list[Card]:
    """For officers: the published adverts they run of which nobody said where the notice was published (R2). One query."""
    adverts = Advert.objects.published().not_withdrawn().not_opened().without_recorded_notice().run_by(user)
    return [
        Card(
            f"Record where the notice of {advert.reference} was published",
            f"{advert.title}. Its reference, date and address on the central platform stand on the public page.",
            reverse("eoi:notice-record", args=[advert.reference]),
        )
        for advert in adverts
    ]


def answering_cards(user: User, at: datetime) -> list[Card]:
    """For officers: the adverts they run on which a body waits for an answer. One query."""
    return [
        Card(
            f"Answer what the bodies say about {advert.reference}",
            f"{advert.title}. {_counted(advert.waiting_count)}.",  # type: ignore[attr-defined]
            reverse("eoi:consultation-detail", args=[advert.reference]),
        )
        for advert in Representation.objects.adverts_waiting_for(user)
    ]


def consultation_cards(user: User, at: datetime) -> list[Card]:
    """For representatives: what the council has answered, then the consultations in which their bodies said nothing yet."""
    bodies = ConsultationBody.objects.represented_by(user)
    answered = Representation.objects.made_by_bodies(bodies).answered_last().with_steps()
    cards = [
        Card(
            f"Read the answer to {it.reference}",
            f"{it.title}, for {it.body.name}. Reply, or agree to close it.",
            reverse("eoi:representation-detail", args=[it.reference]),
        )
        for it in answered
    ]
    return cards + [
        Card(
            f"Say what you think of {consultation.reference}",
            f"{consultation.advert.title}. Nobody of yours has made a representation yet.",
            reverse("eoi:representative-consultation", args=[consultation.reference]),
            needs_you=False,
        )
        for consultation in consultations_of(user).not_heard_from(bodies).select_related("advert")
    ]


def _counted(number: int) -> str:
    return "One representation waits" if number == 1 else f"{number} representations wait"


def handover_cards(user: User, at: datetime) -> list[Card]:
    """For those who hold something: what they deputise on, what is to change hands, what could not. Two queries."""
    failed = Handover.objects.failed().with_people().recorded_by_person(user)
    coming = Handover.objects.concerning(user).planned_or_running().with_people().order_by("starts_on", "pk")
    return [
        *(_failed_handover(handover) for handover in failed),
        *(
            Card(_title_of(handover, user), name_of(handover.subject), _page_of(handover), needs_you=False)
            for handover in coming
        ),
    ]


def _failed_handover(handover: Handover) -> Card:
    what = "ended" if handover.begun_at else "put into effect"
    return Card(f"{handover.reference} could not be {what}", handover.failure, _page_of(handover))


def _page_of(handover: Handover) -> str:
    return reverse("eoi:handover-detail", args=[handover.reference])


def _title_of(handover: Handover, user: User) -> str:
    """What it means for this person, who gives or takes."""
    what, begins = handover.subject_name, uk_date(handover.starts_on)
    takes = handover.to_person == user
    if not handover.is_deputy:
        if takes:
            return f"{what} passes to you from {handover.from_person.full_name} on {begins}"
        return f"{what} passes from you to {handover.to_person.full_name} on {begins}"
    days = f"until {uk_date(handover.ends_on)}"
    if not handover.begun_at:
        days = f"from {begins} {days}"
    if takes:
        return f"You deputise for {handover.from_person.full_name} on {what} {days}"
    return f"{handover.to_person.full_name} deputises for you on {what} {days}"


def issue_cards(user: User, at: datetime) -> list[Card]:
    """For service managers: the services they keep of which nobody said yet what is hard (S9). One query."""
    return [
        Card(
            f"Record what is hard in {service.name}",
            "It has no open issue, and no statement from the last six months that there is nothing to report.",
            f"{reverse('eoi:issue-create')}?service={service.key}",
        )
        for service in Service.objects.kept_by(user).without_issues(at=at)
    ]


def register() -> None:
    """Called when the app is ready."""
    register_card(Role.PROCUREMENT_OFFICER, advert_cards)
    register_card(Role.PROCUREMENT_OFFICER, overdue_cards)
    register_card(Role.SERVICE_MANAGER, keeper_cards)
    register_card(Role.PROCUREMENT_OFFICER, answering_cards)
    register_card(Role.PROCUREMENT_OFFICER, notice_cards)
    register_card(Role.REPRESENTATIVE, consultation_cards)
    register_card(Role.APPROVER, advert_cards)
    register_card(Role.APPROVER, extension_request_cards)
    register_card(Role.APPROVER, approval_cards)
    register_card(Role.PROCUREMENT_OFFICER, correspondence_cards)
    register_card(Role.SERVICE_MANAGER, issue_cards)
    register_card(Role.AUDITOR, reading_cards)
    register_card(Role.PROSPECTIVE_PARTNER, expression_cards)
    register_card(Role.PROCUREMENT_OFFICER, staff_question_cards)
    register_card(Role.SERVICE_MANAGER, staff_question_cards)
    register_card(Role.PROCUREMENT_OFFICER, clarification_cards)
    register_card(Role.PROSPECTIVE_PARTNER, answered_cards)
    register_card(Role.PROCUREMENT_OFFICER, change_cards)
    register_card(Role.PROCUREMENT_OFFICER, recovery_cards)
    for role in sorted(ASKED_TO_AGREE):
        register_card(Role(role), agreement_cards)
    for role in COUNCIL_ROLES - {Role.ADMINISTRATOR.value, Role.AUDITOR.value}:
        register_card(Role(role), plan_cards)
    for role in (Role.PROCUREMENT_OFFICER, Role.SERVICE_MANAGER, Role.REPRESENTATIVE):
        register_card(role, handover_cards)
