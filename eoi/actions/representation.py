"""A representation from the day it is made to the day it is closed (S12)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import (
    BodyRepresentative,
    Closing,
    Consultation,
    ConsultationBody,
    Representation,
    RepresentationAnswer,
    RepresentationReply,
    User,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.representation import (
    problems_with_acknowledging,
    problems_with_agreeing_to_close,
    problems_with_answering_representation,
    problems_with_closing_representation,
    problems_with_making_representation,
    problems_with_replying_to_representation,
    problems_with_withdrawing_representation,
)
from eoi.problems import refuse_if


@dataclass(frozen=True)
class Words:
    """What a body says, formally or not, about the decision to advertise or in general."""

    title: str
    text: str
    is_formal: bool
    concerns_decision: bool = False
    others_may_read: bool = False


@action("representation.make")
def make_representation(
    *, consultation: Consultation, body: ConsultationBody, words: Words, by: User
) -> Representation:
    """Say something for a body. The advert is held meanwhile, so that a decision is taken before it or knows of it."""
    consultation.advert.hold_open()
    consultation = Consultation.objects.select_related("advert").get(pk=consultation.pk)
    refuse_if(problems_with_making_representation(consultation, body, concerns_decision=words.concerns_decision))
    made = Representation.objects.create(consultation=consultation, body=body, made_by=by, **asdict(words))
    after = {"body": body.reference, "formal": words.is_formal, "about_decision": words.concerns_decision}
    record("representation.make", by=by, subject=made, advert=consultation.advert, after=after)
    _tell_officers(made, "A representation was made", "It waits for an acknowledgement and an answer.")
    return made


@action("representation.acknowledge")
def acknowledge_representation(*, representation: Representation, by: User, at: datetime) -> Representation:
    """The council has it, and says so with a name."""
    representation = _locked(representation)
    refuse_if(problems_with_acknowledging(representation))
    _acknowledge(representation, by=by, at=at)
    record("representation.acknowledge", by=by, subject=representation, advert=representation.advert)
    return representation


@action("representation.answer")
def answer_representation(
    *, representation: Representation, text: str, by: User, at: datetime, seen: int | None = None
) -> RepresentationAnswer:
    """Answer in one's own name; that acknowledges it as well. `seen`: how many steps the page knew of (P13)."""
    representation = _locked(representation)
    refuse_if(problems_with_answering_representation(representation, seen=seen))
    if representation.acknowledged_at is None:
        _acknowledge(representation, by=by, at=at)
    answer = RepresentationAnswer.objects.create(representation=representation, text=text, answered_by=by)
    record("representation.answer", by=by, subject=representation, advert=representation.advert)
    _tell_body(representation, "A representation was answered", "You can reply, agree to close it, or leave it open.")
    return answer


@action("representation.reply")
def reply_to_representation(
    *, representation: Representation, text: str, by: User, seen: int | None = None
) -> RepresentationReply:
    """What the body says to an answer, or adds."""
    representation = _locked(representation)
    refuse_if(problems_with_replying_to_representation(representation, seen=seen))
    reply = RepresentationReply.objects.create(representation=representation, text=text, written_by=by)
    record("representation.reply", by=by, subject=representation, advert=representation.advert)
    _tell_officers(representation, "A body has replied", "Read it, and answer again where that helps.")
    return reply


@action("representation.agree")
def agree_to_close(*, representation: Representation, by: User, at: datetime) -> Representation:
    """The body agrees that nothing is left of it."""
    representation = _locked(representation)
    refuse_if(problems_with_agreeing_to_close(representation))
    _close(representation, Closing.AGREEMENT, by=by, at=at)
    record("representation.agree", by=by, subject=representation, advert=representation.advert)
    _tell_officers(representation, "A representation is closed by agreement", "Nothing more is needed.")
    return representation


@action("representation.close")
def close_representation(
    *, representation: Representation, reasons: str, by: User, at: datetime, seen: int | None = None
) -> Representation:
    """Close it without the body's agreement, with reasons, after it has been answered."""
    representation = _locked(representation)
    refuse_if(problems_with_closing_representation(representation, seen=seen))
    _close(representation, Closing.REASONS, by=by, at=at, words=reasons)
    record("representation.close", by=by, subject=representation, advert=representation.advert)
    _tell_body(representation, "A representation was closed with reasons", "The reasons stand beside it.")
    return representation


@action("representation.withdraw")
def withdraw_representation(
    *, representation: Representation, reason: str, by: User, at: datetime, seen: int | None = None
) -> Representation:
    """The body takes it back, and says in a sentence why. Its words stay to be read."""
    representation = _locked(representation)
    refuse_if(problems_with_withdrawing_representation(representation, seen=seen))
    fields: dict[str, Any] = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_reason": reason}
    _set(representation, fields)
    record("representation.withdraw", by=by, subject=representation, advert=representation.advert)
    _tell_officers(representation, "A representation was withdrawn", "It needs no answer any more.")
    return representation


def _locked(representation: Representation) -> Representation:
    return Representation.objects.with_steps().select_for_update(of=("self",)).get(pk=representation.pk)


def _acknowledge(representation: Representation, *, by: User, at: datetime) -> None:
    _set(representation, {"acknowledged_at": at, "acknowledged_by": by})


def _close(representation: Representation, how: Closing, *, by: User, at: datetime, words: str = "") -> None:
    _set(representation, {"closed_at": at, "closed_by": by, "closed_how": how, "closing_words": words})


def _set(representation: Representation, fields: dict[str, Any]) -> None:
    """The database puts its own time in place of `at`."""
    for name, value in fields.items():
        setattr(representation, name, value)
    representation.save(update_fields=list(fields))


def _tell_officers(representation: Representation, what: str, what_next: str) -> None:
    officers = representation.advert.officers.filter(user__is_active=True)
    _tell(representation, officers.values_list("user__email", flat=True), what, what_next)


def _tell_body(representation: Representation, what: str, what_next: str) -> None:
    speakers = BodyRepresentative.objects.of_bodies([representation.body])
    _tell(representation, speakers.addresses(), what, what_next)


def _tell(representation: Representation, to: Any, what: str, what_next: str) -> None:
    queue_mail(
        to=to,
        template="emails/representation_step.txt",
        context={
            "representation": representation,
            "advert": representation.advert,
            "what": what,
            "what_next": what_next,
            "link": public_link(reverse("eoi:representation-detail", args=[representation.reference])),
        },
    )
