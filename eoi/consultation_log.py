"""The log of a consultation for a committee: everything in order of date, with names (S12).

The committee is the council's: what one body did not want another to read stands in it. One list feeds page, PDF and CSV.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from eoi.documents import Document, Section
from eoi.models import (
    Consultation,
    ConsultationEvent,
    ConsultationEventEdition,
    DecisionToAdvertise,
    Representation,
    SharedMaterial,
)
from eoi.representation_life import decisions_that_went_ahead, life_of_representation
from eoi.templatetags.times import uk_date, uk_time

COLUMNS = ("Date and time", "What happened", "Who", "Body", "Reference", "Title", "Words")
BEGINNING = "Consultation on "


@dataclass(frozen=True)
class LogEntry:
    """One thing that happened. `words` are as somebody wrote them."""

    at: datetime
    what: str
    who: str
    body: str = ""
    reference: str = ""
    title: str = ""
    words: str = ""

    @property
    def by_whom(self) -> str:
        """`Priya Nair. REP-7K4Q-2M9X (staff forum). Sessions for part-time staff`, as far as there is any of it."""
        about = " ".join(filter(None, [self.reference, self.body and f"({self.body})"]))
        return ". ".join(filter(None, [self.who, about, self.title]))

    @property
    def cells(self) -> list[str]:
        return [uk_time(self.at), self.what, self.who, self.body, self.reference, self.title, self.words]


def log_entries(consultation: Consultation, *, with_informal: bool = True) -> list[LogEntry]:
    """Everything, the earliest first. Thirteen queries, however much there is."""
    found = [
        LogEntry(
            consultation.begun_at,
            "Consultation begun",
            consultation.begun_by.full_name,
            reference=consultation.reference,
        ),
        *_bodies(consultation),
        *_shared(consultation),
        *_events(consultation),
    ]
    for representation in representations_in_log(consultation, with_informal=with_informal):
        found += _said(representation)
    found += [_ahead(decision) for decision in decisions_that_went_ahead(consultation.advert)]
    return sorted(found, key=lambda entry: entry.at)


def representations_in_log(consultation: Consultation, *, with_informal: bool) -> list[Representation]:
    said = Representation.objects.of_advert(consultation.advert).with_steps().order_by("made_at", "pk")
    return list(said if with_informal else said.formal())


def log_document(consultation: Consultation, *, at: datetime, with_informal: bool = True) -> Document:
    """For the page and the PDF alike."""
    advert = consultation.advert
    said = representations_in_log(consultation, with_informal=with_informal)
    in_order = Section("In order of date")
    for entry in log_entries(consultation, with_informal=with_informal):
        in_order.heading(f"{uk_time(entry.at)}: {entry.what}").text(entry.by_whom).text(entry.words)
    table = Section("Representations and what became of them").table(
        "Representations",
        ["Reference", "Body", "Kind", "About", "Made", "State"],
        [
            [each.reference, each.body.name, each.kind_words, each.title, uk_date(each.made_at), str(each.state.label)]
            for each in said
        ],
    )
    edition = "Complete" if with_informal else "Without informal representations"
    facts = [
        ["Advert", f"{advert.reference}, {advert.title}"],
        ["Bodies consulted", ", ".join(body.name for body in consultation.bodies)],
        ["Edition", edition],
        ["As it stood", uk_time(at)],
    ]
    closing = f"{BEGINNING}{advert.reference}, as it stood {uk_time(at)}"
    return Document("Consultation log", f"{BEGINNING}{advert.reference}", facts, [table, in_order], closing)


def _bodies(consultation: Consultation) -> Iterator[LogEntry]:
    for consulted in consultation.consulted.all():
        yield LogEntry(consulted.added_at, "Body consulted", consulted.added_by.full_name, consulted.body.name)


def _shared(consultation: Consultation) -> Iterator[LogEntry]:
    for material in SharedMaterial.objects.of_consultation(consultation).for_page():
        parts = [material.explanation, material.text, material.link and f"Page: {material.link}"]
        if material.shows_draft:
            parts.append("The draft of the advert was opened to them.")
        words = "\n\n".join(part for part in parts if part)
        named = (material.addressees, material.reference, material.title)
        yield LogEntry(material.shared_at, "Shared", material.shared_by.full_name, *named, words)
        if hasattr(material, "withdrawal"):
            wrong = material.withdrawal
            yield LogEntry(wrong.withdrawn_at, "Marked as wrong", wrong.withdrawn_by.full_name, *named, wrong.reason)


def _events(consultation: Consultation) -> Iterator[LogEntry]:
    for event in ConsultationEvent.objects.of_consultation(consultation).for_page():
        for edition in event.editions.all():
            what = f"{edition.get_kind_display()} recorded"
            if edition.number > 1:
                what = f"{edition.get_kind_display()}: record corrected (edition {edition.number})"
            yield LogEntry(
                edition.recorded_at,
                what,
                edition.recorded_by.full_name,
                event.addressees,
                event.reference,
                f"{uk_date(edition.held_on)}, {edition.place}",
                _minutes(edition),
            )


def _minutes(edition: ConsultationEventEdition) -> str:
    there = f"Present: {edition.attended}"
    return f"{there}\n\n{edition.notes}" if edition.notes else there


def _said(it: Representation) -> Iterator[LogEntry]:
    for step in life_of_representation(it):
        yield LogEntry(step.at, step.what, step.who, it.body.name, it.reference, it.title, step.words)


def _ahead(decision: DecisionToAdvertise) -> LogEntry:
    return LogEntry(
        decision.decided_at,
        "Decided to advertise although a formal representation stood unanswered",
        decision.decided_by.full_name,
        words=decision.proceeding_reason,
    )
