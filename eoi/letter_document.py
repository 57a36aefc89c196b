"""A letter and minutes on paper, as documents. Each carries the standing statements' core: no guarantee, no advantage (S6, R1)."""

from collections.abc import Sequence

from eoi.documents import Document, Section
from eoi.models import Letter, Minutes, MinutesEdition
from eoi.templatetags.times import uk_date, uk_time

STANDING = (
    "This is no offer, no contract and not a tender: we asked for expressions of interest and for initial "
    "discussions only, no contract is guaranteed, and nothing in it gives anybody an advantage or a disadvantage in a later procurement."
)


def letter_document(letter: Letter) -> Document:
    """As it was sent; of one that was not, as a draft."""
    expression, advert = letter.expression, letter.expression.advert
    return Document(
        title=letter.subject,
        subtitle=f"To {expression.organisation.name}, about “{advert.title}”",
        facts=[
            ["Letter", letter.reference],
            ["Expression of interest", expression.reference],
            ["Advert", advert.reference],
            ["Sent", uk_time(letter.sent_at) if letter.sent_at else "Not sent: a draft"],
            ["By", letter.sent_by.full_name if letter.sent_by else letter.written_by.full_name],
        ],
        sections=[Section("Letter").text(letter.body), Section("What this letter is not").text(STANDING)],
        closing=f"{letter.reference}, {advert.reference}",
    )


def minutes_document(minutes: Minutes, editions: Sequence[MinutesEdition]) -> Document:
    """Every edition in order, with what was said of it. Reads `word` and `word.answer` of each."""
    advert = minutes.expression.advert
    return Document(
        title=f"Minutes {minutes.reference}",
        subtitle=f"Conversation with {minutes.expression.organisation.name} on {uk_date(minutes.held_on)}",
        facts=[
            ["Where and how", minutes.place],
            ["Present", minutes.present],
            ["Advert", advert.reference],
            ["State", minutes.state.label],
        ],
        sections=[_edition(edition) for edition in editions] + [Section("What these minutes are not").text(STANDING)],
        closing=f"{minutes.reference}, {advert.reference}",
    )


def _edition(edition: MinutesEdition) -> Section:
    section = Section(f"Edition {edition.number}, {uk_time(edition.sent_at)}").text(edition.text)
    word = getattr(edition, "word", None)
    if word is None:
        return section.text("Neither confirmed nor corrected yet.")
    said = f"{word.said_by.full_name}, {uk_time(word.said_at)}"
    if word.confirms:
        return section.text(f"Confirmed by {said}.")
    section.heading(f"Correction asked for by {said}").text(word.text)
    answer = getattr(word, "answer", None)
    if answer is None:
        return section
    taken = "Taken into the next edition" if answer.was_taken else "Not taken; both are kept"
    return section.heading(f"{taken}: {answer.answered_by.full_name}, {uk_time(answer.answered_at)}").text(
        answer.reason
    )
