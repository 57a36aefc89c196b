"""What is sealed when an expression of interest is submitted: facts, before they take the canonical form (DESIGN §4).

Reads what it is given and decides nothing. `eoi.seal` makes text and digest of it, `eoi.readable_copy` a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eoi.file_checks import FORMATS
from eoi.models import (
    Advert,
    Answer,
    Assistance,
    ConsortiumMember,
    ExpressionOfInterest,
    Organisation,
    Question,
    QuestionKind,
    StagedFile,
)


@dataclass(frozen=True)
class Declaration:
    """Who declares, in which position, that they may speak for the organisation and have read the standing statements."""

    name: str
    position: str
    authorised: bool
    statements_acknowledged: bool


def sealed_content(
    expression: ExpressionOfInterest,
    questions: Sequence[Question],
    answers: Mapping[str, Answer],
    declaration: Declaration,
    files: Sequence[StagedFile],
) -> dict[str, Any]:
    """What is sealed: the advert, the organisation, each question as asked with its answer, files, declaration and statements."""
    return {
        "reference": expression.reference,
        "advert": _advert_facts(expression.advert),
        "organisation": _organisation_facts(expression.organisation),
        "assistance": _assistance_facts(expression),
        "consortium": [_member_facts(member) for member in expression.consortium_members.all()],
        "questions": [_question_facts(question) for question in questions],
        "answers": {question.key: _answer_facts(question, answers.get(question.key)) for question in questions},
        "files": [_file_facts(file) for file in files],
        "declaration": {
            "name": declaration.name,
            "position": declaration.position,
            "authorised": declaration.authorised,
        },
        "statements": expression.advert.standing_statements.statements if expression.advert.standing_statements else [],
    }


def _advert_facts(advert: Advert) -> dict[str, str]:
    return {"reference": advert.reference, "title": advert.title}


def _organisation_facts(organisation: Organisation) -> dict[str, str]:
    return {
        "reference": organisation.reference,
        "name": organisation.name,
        "company_number": organisation.company_number,
        "kind": organisation.kind,
        "size": organisation.size,
        "address": organisation.address,
    }


def _assistance_facts(expression: ExpressionOfInterest) -> dict[str, str] | None:
    """Who of the council entered it on whose word, and who read this version back; nothing where the organisation did all itself."""
    assistance = Assistance.objects.of_expression(expression).begun().with_assistant().first()
    if assistance is None:
        return None
    version = expression.draft_version
    read = expression.read_backs.select_related("confirmed_by").filter(draft_version=version).first()
    return {
        "reference": assistance.reference,
        "entered_by": assistance.assistant.full_name,
        "asked_by": assistance.asked_by,
        "asked_on": assistance.asked_on.isoformat(),
        "channel": assistance.channel,
        "original": assistance.original,
        "read_back_by": read.confirmed_by.full_name if read else "",
        "read_back_how": read.how if read else "",
    }


def _member_facts(member: ConsortiumMember) -> dict[str, str]:
    """Who answers together with the organisation, in the order in which they were added."""
    return {
        "name": member.name,
        "company_number": member.company_number,
        "kind": member.kind,
        "size": member.size,
        "part": member.part,
        "contact_name": member.contact_name,
        "contact_email": member.contact_email,
    }


def _question_facts(question: Question) -> dict[str, Any]:
    facts = {"key": question.key, "kind": question.kind, "title": question.title, "prompt": question.prompt}
    if not question.offers_choices:
        return facts
    return {**facts, "options": [{"key": option["key"], "title": option["title"]} for option in question.options]}


def _answer_facts(question: Question, answer: Answer | None) -> dict[str, Any]:
    """What was ticked stands where there was something to tick, the mark of sensitivity where there is one (R6)."""
    if answer is None or (question.kind == QuestionKind.NEED and not answer.selected):
        return {"text": "", "nothing_offered": False, "selected": False}
    text = "" if answer.nothing_offered else answer.text
    facts: dict[str, Any] = {"text": text, "nothing_offered": answer.nothing_offered, "selected": answer.selected}
    if question.offers_choices:
        facts["choices"] = [option["key"] for option in question.chosen(answer.choices)]
    if answer.is_sensitive and not answer.nothing_offered:
        facts["sensitive"] = {"reason": answer.sensitive_reason}
    return facts


def _file_facts(file: StagedFile) -> dict[str, Any]:
    """What stands for the file itself: whoever has it can compute its SHA-256 and compare."""
    return {
        "name": file.name,
        "caption": file.caption,
        "size": file.size,
        "sha256": file.digest,
        "type": FORMATS[file.extension].content_type,
    }
