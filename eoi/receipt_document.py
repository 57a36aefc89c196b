"""The receipt on paper: what was received when, its digests, and the full copy, as a document (P7)."""

from collections.abc import Sequence

from eoi.documents import Document, Section
from eoi.models import Submission
from eoi.readable_copy import CopiedAnswer, CopiedFile, CopiedMember, Fact, ReadableCopy
from eoi.seal import seal_time
from eoi.templatetags.texts import digest_groups
from eoi.templatetags.times import uk_time_exact


def receipt_document(submission: Submission, copy: ReadableCopy) -> Document:
    """Says what stood at the moment of receipt and nothing of what came after, so that two prints agree for ever."""
    return Document(
        title=f"Receipt {submission.reference}",
        subtitle=f"Expression of interest in “{copy.advert_title}”",
        facts=[
            ["Reference", submission.reference],
            ["Received", uk_time_exact(submission.received_at)],
            ["To the microsecond, in UTC", seal_time(submission.received_at)],
            ["Edition", str(submission.number)],
            ["Organisation", copy.organisation[0].value],
            ["Submitted by", submission.submitted_by.full_name],
            ["Advert", submission.expression.advert.reference],
            ["Receipt digest", digest_groups(submission.receipt_digest)],
            ["Content digest", digest_groups(submission.content_digest)],
        ],
        sections=[
            _proof(),
            _facts("The organisation", copy.organisation),
            *([_consortium(copy.consortium)] if copy.consortium else []),
            _answers("What was submitted", copy.answers),
            *([_answers("The needs you can meet", copy.needs)] if copy.asked_about_needs else []),
            *([_files(copy.files)] if copy.files else []),
            _facts("Declaration", copy.declaration),
            *([_facts("Entered by the council", copy.assistance)] if copy.assistance else []),
            *([Section("Standing statements").items(copy.statements)] if copy.statements else []),
        ],
        closing=f"Receipt {submission.reference}, {digest_groups(submission.receipt_digest)[:19]} …",
    )


def _proof() -> Section:
    return Section("What the digests prove").text(
        "The content digest changes if a single character of what was submitted is altered; the receipt digest, if the content "
        "digest, the reference or the time of receipt is.\n\nAfter the closing time the council publishes the receipt digests of "
        "all submissions in the closing record of the advert, and mails its digest to every organisation that submitted. Anybody "
        "can check a receipt against it. The receipt file (JSON) is enough for that; this document is for reading."
    )


def _facts(title: str, facts: Sequence[Fact]) -> Section:
    return Section(title).facts((fact.label, fact.value) for fact in facts)


def _consortium(members: Sequence[CopiedMember]) -> Section:
    section = Section("Members of the consortium")
    for member in members:
        section.heading(member.name).facts((fact.label, fact.value) for fact in member.facts)
    return section


def _files(files: Sequence[CopiedFile]) -> Section:
    """Their digests prove the files as the content digest proves the list."""
    section = Section("Supporting files")
    for file in files:
        section.heading(f"{file.place}. {file.name}")
        caption = [("What it is", file.caption)] if file.caption else []
        section.facts([*caption, ("File", file.facts), ("SHA-256", digest_groups(file.digest))])
    return section


def _answers(title: str, answers: Sequence[CopiedAnswer]) -> Section:
    section = Section(title)
    for answer in answers:
        section.heading(answer.title).text(f"{answer.prompt}\n\n{_words_of(answer)}".strip())
    return section if answers else section.text("None chosen.")


def _words_of(answer: CopiedAnswer) -> str:
    if answer.nothing_offered:
        return "We offer nothing for this objective."
    return answer.text or "No answer."
