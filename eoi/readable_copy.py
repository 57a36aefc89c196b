"""The sealed content as people read it: on the check page before, on the receipt after. Reads canonical form v1 (DESIGN §4)."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from eoi.file_checks import label_and_size
from eoi.models import AssistanceChannel, OrganisationKind, OrganisationSize, QuestionKind
from eoi.models.consortium import repeated_numbers


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class CopiedAnswer:
    """A question as it was asked, with its answer word for word.

    `choices` are the titles of what was ticked; `sensitive_reason` is empty unless the organisation marked the answer (R6).
    """

    key: str
    kind: str
    title: str
    prompt: str
    text: str
    nothing_offered: bool
    selected: bool
    choices: tuple[str, ...] = ()
    is_sensitive: bool = False
    sensitive_reason: str = ""

    @property
    def is_about_ai(self) -> bool:
        """Asked for information only (R11)."""
        return self.kind == QuestionKind.AI


@dataclass(frozen=True)
class CopiedMember:
    """One further organisation of a consortium; `is_repeated` where its company number stands several times (P17)."""

    name: str
    facts: list[Fact]
    is_repeated: bool


@dataclass(frozen=True)
class CopiedFile:
    """A file as it was sealed. `place` is its number in the list, `facts` its format and size in words."""

    place: int
    name: str
    caption: str
    facts: str
    digest: str


@dataclass(frozen=True)
class ReadableCopy:
    advert_title: str
    organisation: list[Fact]
    answers: list[CopiedAnswer]
    needs: list[CopiedAnswer]
    asked_about_needs: bool
    files: list[CopiedFile]
    declaration: list[Fact]
    statements: list[str]
    consortium: list[CopiedMember]
    assistance: list[Fact]


def readable_copy(content: dict[str, Any]) -> ReadableCopy:
    """From the content as it is sealed; needs that were not chosen are left out."""
    answers = [_answer(question, content["answers"].get(question["key"], {})) for question in content["questions"]]
    return ReadableCopy(
        advert_title=content["advert"]["title"],
        organisation=_organisation(content["organisation"]),
        answers=[answer for answer in answers if answer.kind != QuestionKind.NEED],
        needs=[answer for answer in answers if answer.kind == QuestionKind.NEED and answer.selected],
        asked_about_needs=any(answer.kind == QuestionKind.NEED for answer in answers),
        files=copied_files(content),
        declaration=_declaration(content["declaration"]),
        statements=[statement["text"] for statement in content["statements"]],
        consortium=_consortium(content),
        assistance=_assistance(content.get("assistance")),
    )


def readable_copy_of(canonical: str) -> ReadableCopy:
    return readable_copy(json.loads(canonical))


def copied_files(content: dict[str, Any]) -> list[CopiedFile]:
    """In the order in which they were sealed; what was sealed before there were files has none."""
    return [
        CopiedFile(
            place=place,
            name=file["name"],
            caption=file["caption"],
            facts=label_and_size(file["type"], file["size"]),
            digest=file["sha256"],
        )
        for place, file in enumerate(content.get("files", []), start=1)
    ]


def copied_files_of(canonical: str) -> list[CopiedFile]:
    return copied_files(json.loads(canonical))


def _answer(question: dict[str, Any], answer: dict[str, Any]) -> CopiedAnswer:
    return CopiedAnswer(
        key=question["key"],
        kind=question["kind"],
        title=question["title"],
        prompt=question["prompt"],
        text=answer.get("text", ""),
        nothing_offered=answer.get("nothing_offered", False),
        selected=answer.get("selected", False),
        choices=chosen_titles(question, answer),
        is_sensitive="sensitive" in answer,
        sensitive_reason=answer.get("sensitive", {}).get("reason", ""),
    )


def chosen_titles(question: dict[str, Any], answer: dict[str, Any]) -> tuple[str, ...]:
    """What was ticked, in the words that were offered. Questions of earlier adverts offer nothing to tick."""
    chosen = set(answer.get("choices", []))
    return tuple(option["title"] for option in question.get("options", []) if option["key"] in chosen)


def _organisation(organisation: dict[str, str]) -> list[Fact]:
    return [
        Fact("Name", organisation["name"]),
        Fact("Company number", organisation["company_number"] or "None"),
        Fact("Kind", _label(OrganisationKind.choices, organisation["kind"])),
        Fact("Size", _label(OrganisationSize.choices, organisation["size"])),
        Fact("Address", organisation["address"]),
    ]


def _consortium(content: dict[str, Any]) -> list[CopiedMember]:
    """Nobody in contents that were sealed before there were consortia."""
    members = content.get("consortium", [])
    own = content["organisation"]["company_number"]
    repeated = repeated_numbers([own, *(member["company_number"] for member in members)])
    return [
        CopiedMember(
            name=member["name"],
            facts=[
                Fact("Company number", member["company_number"] or "None"),
                Fact("Kind", _label(OrganisationKind.choices, member["kind"])),
                Fact("Size", _label(OrganisationSize.choices, member["size"])),
                Fact("What it would do", member["part"]),
                Fact("Contact", f"{member['contact_name']}, {member['contact_email']}"),
            ],
            is_repeated=member["company_number"] in repeated,
        )
        for member in members
    ]


def _assistance(assistance: dict[str, str] | None) -> list[Fact]:
    """Nothing where the organisation entered everything itself."""
    if not assistance:
        return []
    read_by, how = assistance["read_back_by"], assistance["read_back_how"]
    return [
        Fact("Entered by", f"{assistance['entered_by']}, an officer of the council, on behalf of the organisation"),
        Fact("Asked for by", f"{assistance['asked_by']}, {date.fromisoformat(assistance['asked_on']):%-d %B %Y}"),
        Fact("How they asked", _label(AssistanceChannel.choices, assistance["channel"])),
        Fact("Paper original", assistance["original"] or "None"),
        Fact("Read back by", f"{read_by}: {how}" if read_by else "Not read back by a second person in this version"),
    ]


def _declaration(declaration: dict[str, Any]) -> list[Fact]:
    return [
        Fact("Name", declaration["name"]),
        Fact("Position", declaration["position"]),
        Fact("Authorised to speak for the organisation", "Yes" if declaration["authorised"] else "No"),
    ]


def _label(choices: list[tuple[str, Any]], value: str) -> str:
    return str(dict(choices).get(value, value))
