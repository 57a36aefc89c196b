"""The demonstration's prose, read from the TOML files beside this page."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True)
class Opinion:
    """What an evaluator makes of one answer; `score` is None where the objective was not addressed."""

    objective: int
    score: int | None
    rationale: str


@dataclass(frozen=True)
class Reply:
    """What an organisation answers to one advert: objective numbers to text, None where it offers nothing."""

    about: str
    answers: dict[int, str | None]
    needs: dict[str, str]
    other_ideas: str


@dataclass(frozen=True)
class OrganisationContent:
    slug: str
    name: str
    company_number: str
    kind: str
    size: str
    address: str
    people: tuple[Person, ...]
    reply: Reply
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True)
class DraftContent:
    """An organisation's reply to the open advert: submitted, complete but not submitted, or partial."""

    slug: str
    state: str
    reply: Reply


@dataclass(frozen=True)
class AdvertContent:
    title: str
    summary: str
    body: str
    contact_name: str
    contact_email: str
    contact_telephone: str
    decision_reasons: str
    left_out: str
    drafts: tuple[DraftContent, ...]


@cache
def organisations() -> tuple[OrganisationContent, ...]:
    """All thirteen, by name of file."""
    return tuple(organisation(path.stem) for path in sorted((HERE / "organisations").glob("*.toml")))


@cache
def organisation(slug: str) -> OrganisationContent:
    data = _read(HERE / "organisations" / f"{slug}.toml")
    opinions = (Opinion(item["objective"], item.get("score"), item["rationale"].strip()) for item in data["opinions"])
    return OrganisationContent(
        slug=slug,
        name=data["name"],
        company_number=data["company_number"],
        kind=data["kind"],
        size=data["size"],
        address="\n".join(line.strip() for line in data["address"].strip().splitlines()),
        people=tuple(Person(person["name"], person["email"]) for person in data["people"]),
        reply=_reply(data),
        opinions=tuple(opinions),
    )


@cache
def advert(slug: str) -> AdvertContent:
    data = _read(HERE / "adverts" / f"{slug}.toml")
    drafts = tuple(DraftContent(draft["slug"], draft["state"], _reply(draft)) for draft in data.get("drafts", []))
    words = ("title", "summary", "body", "contact_name", "contact_email", "contact_telephone", "decision_reasons")
    left_out = data.get("left_out", "").strip()
    return AdvertContent(**{name: data[name].strip() for name in words}, left_out=left_out, drafts=drafts)


def _reply(data: dict[str, Any]) -> Reply:
    answers = {
        int(number): None if answer.get("nothing") else answer["text"].strip()
        for number, answer in data.get("answers", {}).items()
    }
    needs = {key: text.strip() for key, text in data.get("needs", {}).items()}
    return Reply(data.get("about", "").strip(), answers, needs, data.get("other_ideas", "").strip())


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
