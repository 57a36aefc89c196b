"""What the notice of an advert says under each of (a) to (f) of regulation 17(2), and what it lacks (R2).

The one place from which the check, the text and the OCDS release are made. Reads, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from eoi.models import Advert, StandingStatements
from eoi.notifications import public_link
from eoi.problems import Problem
from eoi.templatetags.times import uk_time

SHORTEST_TITLE, SHORTEST_SUMMARY = 10, 30


@dataclass(frozen=True)
class Part:
    """One paragraph of the regulation: its letter, what it asks for, what our notice says, and what is missing or thin."""

    letter: str
    heading: str
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Authority:
    """The council, as notices name it. Decided by whoever runs the service (see .env.example)."""

    name: str
    ppon: str
    street: str
    town: str
    postcode: str
    prefix: str

    @property
    def party_id(self) -> str:
        return f"GB-PPON-{self.ppon}"


def authority() -> Authority:
    return Authority(
        settings.COUNCIL_NAME,
        settings.COUNCIL_PPON,
        settings.COUNCIL_STREET,
        settings.COUNCIL_TOWN,
        settings.COUNCIL_POSTCODE,
        settings.OCDS_PREFIX,
    )


def identifier_of(advert: Advert) -> str:
    """The ocid: the council's prefix and the advert's reference. On the central platform the notice gets another (ADR 0026)."""
    return f"{settings.OCDS_PREFIX}-{advert.reference}"


def public_address_of(advert: Advert) -> str:
    return public_link(reverse("eoi:advert-detail", args=[advert.reference]))


def process_of(advert: Advert) -> tuple[str, ...]:
    """How the engagement goes on, in sentences; the periods among them. No query."""
    return (
        "Any organisation may answer, for all services or some, and for some objectives only. Answers are given online, "
        f"without charge, at {public_address_of(advert)}.",
        f"Expressions of interest are taken from {uk_time(advert.opens_at) or 'a day not set yet'} until "
        f"{uk_time(advert.closes_at) or 'a day not set yet'}.",
        "Submissions stay sealed until the closing time. Senior managers then score each against published objectives, and "
        "some organisations are invited to initial discussions.",
        "Not answering never counts against an organisation in a later procurement.",
    )


def notice_parts(advert: Advert, *, at: datetime) -> list[Part]:
    """(a) to (f) in order. Two queries, and one for the standing statements of a draft."""
    return [
        _authority(advert),
        _title(advert),
        _identifier(advert),
        _subject(advert),
        _closing(advert, at),
        _process(advert),
    ]


def subject_of(advert: Advert) -> str:
    """The subject matter in one paragraph. One query."""
    services = ", ".join(service.name for service in advert.services.all())
    return f"{advert.summary.strip()}\n\nServices in scope: {services}."


def _authority(advert: Advert) -> Part:
    us, edit = authority(), _edit(advert)
    contact = ", ".join(filter(None, [advert.contact_name, advert.contact_email, advert.contact_telephone]))
    address = ", ".join(filter(None, [us.street, us.town, us.postcode]))
    problems = list(_problems_with_authority(us, _here(advert)))
    if not (advert.contact_name.strip() and (advert.contact_email or advert.contact_telephone)):
        message = "The notice names nobody to ask: give a name, and an e-mail address or a telephone number."
        problems.append(Problem("no-contact", message, f"{edit}#id_contact_name"))
    lines = (
        us.name,
        f"Identifier: {us.party_id}" if us.ppon else "",
        address,
        f"Contact: {contact}" if contact else "",
    )
    return Part("a", "The contracting authority", tuple(filter(None, lines)), tuple(problems))


def _problems_with_authority(us: Authority, here: str) -> Iterator[Problem]:
    there = f"{here}#authority"
    if not us.ppon:
        message = "The council's identifier on the central platform (GB-PPON) is not known: COUNCIL_PPON has to be set."
        yield Problem("no-ppon", message, there)
    if not (us.street and us.town and us.postcode):
        message = (
            "The council's address is not complete: COUNCIL_STREET, COUNCIL_TOWN and COUNCIL_POSTCODE have to be set."
        )
        yield Problem("no-address", message, there)


def _title(advert: Advert) -> Part:
    problems = []
    if len(advert.title.strip()) < SHORTEST_TITLE:
        message = "The title is too short to say what the engagement is about. Write a longer one."
        problems.append(Problem("thin-title", message, f"{_edit(advert)}#id_title"))
    return Part("b", "Title", (advert.title,), tuple(problems))


def _identifier(advert: Advert) -> Part:
    problems = []
    if not settings.OCDS_PREFIX:
        message = "The council has no prefix for open contracting identifiers yet: OCDS_PREFIX has to be set."
        problems.append(Problem("no-prefix", message, f"{_here(advert)}#authority"))
    return Part(
        "c", "Unique identifier", (identifier_of(advert), f"Our reference: {advert.reference}"), tuple(problems)
    )


def _subject(advert: Advert) -> Part:
    edit = _edit(advert)
    problems = []
    if not advert.summary.strip():
        message = "The subject matter is missing: the advert has no summary. Write one."
        problems.append(Problem("no-subject", message, f"{edit}#id_summary"))
    elif len(advert.summary.strip()) < SHORTEST_SUMMARY:
        message = f"The summary is shorter than {SHORTEST_SUMMARY} characters. Say what the engagement is about."
        problems.append(Problem("thin-subject", message, f"{edit}#id_summary"))
    if not advert.advert_services.all():
        message = "The subject matter names no service. Choose at least one."
        problems.append(Problem("no-service", message, f"{edit}#id_services_0"))
    return Part("d", "Subject matter", tuple(subject_of(advert).strip().split("\n\n")), tuple(problems))


def _closing(advert: Advert, at: datetime) -> Part:
    heading = "When the engagement closes or closed"
    if advert.closes_at is None:
        problem = Problem("no-closing", "The closing time is not set.", f"{_edit(advert)}#id_closes_at_0")
        return Part("e", heading, (), (problem,))
    closes = "Closed" if advert.closes_at <= at else "Closes"
    return Part("e", heading, (f"{closes} {uk_time(advert.closes_at)}",))


def _process(advert: Advert) -> Part:
    problems = []
    if advert.opens_at is None or advert.closes_at is None:
        message = "The period for expressions of interest needs an opening and a closing time."
        problems.append(Problem("no-period", message, f"{_edit(advert)}#id_opens_at_0"))
    statements = advert.standing_statements or StandingStatements.objects.current()
    said = tuple(statement["text"] for statement in statements.statements)
    return Part("f", "The process", (*process_of(advert), *said), tuple(problems))


def _edit(advert: Advert) -> str:
    return reverse("eoi:advert-edit", args=[advert.reference])


def _here(advert: Advert) -> str:
    return reverse("eoi:notice-detail", args=[advert.reference])
