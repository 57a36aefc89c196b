"""Consultation with staff and trades unions: who was consulted, what they said, what became of it (S12)."""

from eoi.documents import Section
from eoi.models import Advert, Consultation, Representation, StaffQuestion
from eoi.templatetags.times import uk_date


def consultation(advert: Advert) -> list[Section]:
    """Bodies, representations in full with their answers, staff questions with theirs. About ten queries."""
    section = Section("Consultation")
    begun = Consultation.objects.of_advert(advert).with_bodies().first()
    if begun is None:
        section.text("Consultation has not begun.")
    else:
        section.facts(
            [
                ("Begun", f"{uk_date(begun.begun_at)} by {begun.begun_by.full_name}"),
                ("Bodies consulted", ", ".join(body.name for body in begun.bodies) or "None yet"),
            ]
        )
        for representation in Representation.objects.of_advert(advert).with_steps().order_by("made_at", "pk"):
            _representation(section, representation)
    return [section, _staff_questions(advert)]


def _representation(section: Section, representation: Representation) -> None:
    kind = "formal" if representation.is_formal else "informal"
    section.heading(f"{representation.reference}, {kind} representation of {representation.body.name}")
    section.facts(
        [
            ("About", representation.title),
            ("Made", f"{uk_date(representation.made_at)} by {representation.made_by.full_name}"),
            ("State", str(representation.state.label)),
        ]
    )
    section.text(representation.text)
    for answer in representation.answers.all():
        section.text(f"Answered on {uk_date(answer.answered_at)} by {answer.answered_by.full_name}: {answer.text}")
    if representation.closing_words:
        section.text(f"Closed: {representation.closing_words}")


def _staff_questions(advert: Advert) -> Section:
    section = Section("Staff questions")
    waiting = StaffQuestion.objects.about(advert).unanswered().count()
    section.text(f"{waiting} wait for an answer. Nobody can tell who asked.")
    answered = StaffQuestion.objects.answered_for(advert)
    rows = [
        [uk_date(each.asked_on), each.about, each.answer.wording, each.answer.text] for each in answered if each.answer
    ]
    return section.table("Answered to all", ["Asked on", "About", "Question", "Answer"], rows)
