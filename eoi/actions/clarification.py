"""Clarification: asked by an organisation, answered to all by an officer who does not know which one (R1, ADR 0024)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from eoi.actions.advert_change import announce_change
from eoi.audit import action, record
from eoi.identity import acting_as
from eoi.models import (
    Advert,
    AdvertChange,
    ChangeKind,
    Clarification,
    ClarificationAnswer,
    ClarificationAsker,
    ClarificationDraft,
    ClarificationReveal,
    Membership,
    Organisation,
    PrivateAnswer,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.advert_change import problems_with_withdrawn
from eoi.policies.clarification import (
    RegisteredNames,
    problems_with_answering_privately,
    problems_with_clarifying,
    problems_with_drafting,
    problems_with_names,
    problems_with_number_of_clarifications,
    problems_with_publishing_answers,
    problems_with_revealing,
)
from eoi.problems import refuse_if
from eoi.telling import addresses_of_asker
from eoi.working_days import start_of_day


@action("clarification.ask")
def ask_clarification(
    *, advert: Advert, organisation: Organisation, text: str, by: User, at: datetime
) -> Clarification:
    """Keep a question, and apart from it who asked. The event stands in nobody's name: the trail must not tell either."""
    refuse_if(problems_with_clarifying(advert, at=at))
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)  # two at once are counted one by one
    asked = Clarification.objects.about(advert).asked_by(organisation)
    today, waiting = asked.asked_since(start_of_day(at)).count(), asked.waiting().count()
    refuse_if(problems_with_number_of_clarifications(today=today, waiting=waiting))
    question = Clarification.objects.create(advert=advert, text=text)
    ClarificationAsker.objects.create(clarification=question, organisation=organisation, asked_by=by)
    question.refresh_from_db()
    with acting_as(None):
        record("clarification.ask", by=None, subject=question, advert=advert)
    _tell_asker(_members(organisation), question, "emails/clarification_received.txt")
    _tell_officers(question)
    return question


@action("clarification.draft")
def draft_answer(*, question: Clarification, wording: str, text: str, version: int, by: User) -> ClarificationDraft:
    """Save what will be published, complete or not; of a published one, its correction. `version` is the one read, 0 without."""
    question = _locked(question)
    refuse_if(problems_with_drafting(question, version=version))
    draft = question.draft_of_answer or ClarificationDraft(clarification=question, version=0)
    draft.wording, draft.text, draft.drafted_by = wording, text, by
    draft.version += 1
    draft.save()
    record("clarification.draft", by=by, subject=question, advert=question.advert, after={"version": draft.version})
    return draft


@action("clarification.publish")
def publish_answers(
    *, advert: Advert, chosen: Sequence[tuple[str, int]], names_confirmed: bool, by: User
) -> list[ClarificationAnswer]:
    """Publish drafts to all, in the order in which they were asked, and announce them once, so that everybody gets one mail.

    `chosen` holds references with the versions that were previewed (P13). A name that could tell who asked is refused.
    """
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    questions = list(Clarification.objects.about(advert).with_draft().with_answers().lock_for_change())
    refuse_if(problems_with_withdrawn(advert) or problems_with_publishing_answers(chosen, questions))
    wanted = [question for question in questions if question.reference in dict(chosen)]
    names = RegisteredNames(advert)
    for question in wanted:
        found = names.found_in(question.draft.wording, question.draft.text)
        refuse_if(problems_with_names(question.reference, found, confirmed=names_confirmed))
    answers = [_publish(question, by=by) for question in wanted]
    askers = _questions_by_address(answers)
    change = announce_change(
        advert=advert, kind=ChangeKind.ANSWERS, summary=_summary_of(answers), by=by, told_apart=askers
    )
    _tell_askers(askers, change)
    return answers


@action("clarification.answer-privately")
def answer_privately(*, question: Clarification, text: str, reason: str, by: User) -> PrivateAnswer:
    """Answer the asker alone, for a recorded reason why it is confidential (R1). Still without learning who that is."""
    question = _locked(question)
    refuse_if(problems_with_answering_privately(question))
    answer = PrivateAnswer.objects.create(clarification=question, text=text, reason=reason, answered_by=by)
    record("clarification.answer-privately", by=by, subject=question, advert=question.advert)
    _tell_asker(addresses_of_asker(question), question, "emails/clarification_answered.txt")
    return answer


@action("clarification.reveal")
def reveal_asker(*, question: Clarification, reason: str, by: User) -> ClarificationReveal:
    """Show this officer, and no other, who asked; the reason is kept for approvers and auditors to ask about."""
    question = _locked(question)
    refuse_if(problems_with_revealing(question, by))
    reveal = ClarificationReveal.objects.create(clarification=question, reason=reason, revealed_by=by)
    record("clarification.reveal", by=by, subject=question, advert=question.advert)
    return reveal


def _summary_of(answers: Iterable[ClarificationAnswer]) -> str:
    """`Questions 4 and 5 were answered. The answer to question 2 was corrected.`"""
    new = [answer.number for answer in answers if answer.edition == 1]
    corrected = [answer.number for answer in answers if answer.edition > 1]
    sentences = []
    if new:
        sentences.append(f"{_numbered('Question', new)} {'was' if len(new) == 1 else 'were'} answered.")
    if corrected:
        beginning = "The answer to question" if len(corrected) == 1 else "The answers to question"
        sentences.append(f"{_numbered(beginning, corrected)} {'was' if len(corrected) == 1 else 'were'} corrected.")
    return " ".join(sentences)


def _numbered(what: str, numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    *first, last = map(str, sorted(numbers))
    return f"{what}s {', '.join(first)} and {last}"


def _publish(question: Clarification, *, by: User) -> ClarificationAnswer:
    draft = question.draft
    edition = (question.edition or 0) + 1  # type: ignore[attr-defined]
    answer = ClarificationAnswer.objects.create(
        clarification=question, edition=edition, wording=draft.wording, text=draft.text, answered_by=by
    )
    answer.refresh_from_db(fields=["number", "answered_at"])
    draft.delete()
    after = {"edition": answer.edition, "number": answer.number}
    record("clarification.publish", by=by, subject=question, advert=question.advert, after=after)
    return answer


def _locked(question: Clarification) -> Clarification:
    return Clarification.objects.with_answers().lock_for_change().get(pk=question.pk)


def _members(organisation: Organisation) -> list[str]:
    members = Membership.objects.current().filter(organisation=organisation)
    return sorted(members.values_list("user__email", flat=True))


def _tell_asker(addresses: Iterable[str], question: Clarification, template: str) -> None:
    """Reference and link only: what was asked and answered is read after signing in, or on the advert."""
    link = public_link(f"{reverse('eoi:clarification-mine')}#{question.reference}")
    queue_mail(to=addresses, template=template, context={"question": question, "advert": question.advert, "link": link})


def _questions_by_address(answers: Iterable[ClarificationAnswer]) -> dict[str, list[Clarification]]:
    """Whom to tell of which of their own questions. For mail only (eoi.telling)."""
    found: dict[str, list[Clarification]] = {}
    for answer in answers:
        for address in addresses_of_asker(answer.clarification):
            found.setdefault(address, []).append(answer.clarification)
    return found


def _tell_askers(askers: dict[str, list[Clarification]], change: AdvertChange) -> None:
    """One mail to an address, however many of its questions were answered; it says what the announcement says."""
    for address, questions in askers.items():
        link = public_link(f"{reverse('eoi:clarification-mine')}#{questions[0].reference}")
        context = {"questions": questions, "change": change, "advert": change.advert, "link": link}
        queue_mail(to=[address], template="emails/clarifications_published.txt", context=context)


def _tell_officers(question: Clarification) -> None:
    officers = User.objects.filter(pk__in=question.advert.officers.values("user"), is_active=True)
    link = public_link(reverse("eoi:clarification-detail", args=[question.advert.reference, question.reference]))
    context = {"question": question, "advert": question.advert, "link": link}
    to = sorted(officers.values_list("email", flat=True))
    queue_mail(to=to, template="emails/clarification_waiting.txt", context=context)
