"""Prospective partners of the demonstration: they register, found their organisation, invite a colleague and answer."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress

from eoi.actions.expression_of_interest import AnswerChange, save_answers, start_expression
from eoi.actions.membership import accept_invitation, invite_colleague
from eoi.actions.organisation import OrganisationDetails, create_organisation
from eoi.actions.person import register_person
from eoi.actions.submission import submit
from eoi.clock import stop_clock
from eoi.identity import acting_as, perform
from eoi.models import Advert, ExpressionOfInterest, Organisation, Question, QuestionKind, User
from eoi.sealed_content import Declaration
from evaluation.demonstration.content import OrganisationContent, Person, Reply
from evaluation.demonstration.people import PASSWORD


@dataclass(frozen=True)
class Partner:
    organisation: Organisation
    lead: User
    colleague: User


def make_partner(content: OrganisationContent, at: datetime) -> Partner:
    """The organisation with its lead, and a colleague who was invited."""
    stop_clock(at)
    lead, colleague = (_register(person) for person in content.people)
    details = OrganisationDetails(
        name=content.name,
        kind=content.kind,
        size=content.size,
        address=content.address,
        company_number=content.company_number,
    )
    organisation = perform(create_organisation, by=lead, details=details)
    invitation = perform(invite_colleague, by=lead, organisation=organisation, email=colleague.email)
    perform(accept_invitation, by=colleague, invitation=invitation)
    return Partner(organisation, lead, colleague)


def answer(
    partner: Partner, advert: Advert, reply: Reply, *, started: datetime, saved: datetime
) -> ExpressionOfInterest:
    """Start and save whatever the reply holds: the lead the objectives, the colleague the rest."""
    stop_clock(started)
    expression = perform(start_expression, by=partner.lead, advert=advert, organisation=partner.organisation)
    changes = list(_changes(expression, reply))
    criteria = [change for change in changes if change.key.startswith("objective-")]
    stop_clock(saved)
    perform(save_answers, by=partner.lead, expression=expression, changes=criteria)
    others = [change for change in changes if change not in criteria]
    return perform(save_answers, by=partner.colleague, expression=expression, changes=others)


def send(partner: Partner, expression: ExpressionOfInterest, *, at: datetime) -> None:
    """Declare and submit, by the lead."""
    stop_clock(at)
    perform(
        submit,
        by=partner.lead,
        expression=expression,
        draft_version=expression.draft_version,
        declaration=declaration_of(partner),
    )


def declaration_of(partner: Partner) -> Declaration:
    """By the lead, with everything acknowledged."""
    return Declaration(name=partner.lead.full_name, position="Director", authorised=True, statements_acknowledged=True)


def _register(person: Person) -> User:
    with acting_as(None):
        user = register_person(email=person.email, full_name=person.name, password=PASSWORD)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _changes(expression: ExpressionOfInterest, reply: Reply) -> list[AnswerChange]:
    changes = []
    for question in Question.objects.of(expression.advert):
        if question.kind == QuestionKind.CRITERION and question.criterion:
            number = question.criterion.wording.objective.number
            if number in reply.answers:
                text = reply.answers[number]
                changes.append(AnswerChange(question.key, 0, text=text or "", nothing_offered=text is None))
        elif question.kind == QuestionKind.NEED:
            text = reply.needs.get(question.key.removeprefix("need-"), "")
            changes.append(AnswerChange(question.key, 0, text=text, selected=bool(text)))
        elif question.kind in (QuestionKind.ABOUT, QuestionKind.OPEN):
            text = reply.about if question.kind == QuestionKind.ABOUT else reply.other_ideas
            changes.append(AnswerChange(question.key, 0, text=text))
    return changes
