"""The advert as anybody reads it: on its public page, in the preview, and where an approver decides on it.

One function feeds all three, so that what is decided on is what the public will see (S16).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from eoi.advert_life import State, state_of
from eoi.aims import PledgeShown, pledges_of
from eoi.models import (
    Advert,
    AdvertChange,
    Criterion,
    IssueHorizon,
    IssueRelease,
    NoticePublication,
    Phase,
    Question,
    Service,
    StandingStatements,
)
from eoi.pack.shown import pack_shown
from eoi.question_sheet import question_sheet
from eoi.templatetags.numbers import percent
from eoi.templatetags.times import time_left, uk_time

STATEMENTS_AT_A_GLANCE = 3


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class ListedCriterion:
    """For the objectives component; `weighting` without needless noughts. `levels`: what each score means, highest first."""

    number: int
    title: str
    wording: str
    weighting: str
    guidance: str = ""
    levels: tuple[tuple[str, str], ...] = ()
    pledges: tuple[PledgeShown, ...] = ()


@dataclass(frozen=True)
class ListedNeed:
    title: str
    description: str


@dataclass(frozen=True)
class ListedLeftOut:
    services: str
    reason: str


@dataclass(frozen=True)
class ListedIssue:
    """A released wording: all that the public reads of an issue (S11)."""

    about: str
    horizon: str
    title: str
    text: str


def advert_sheet(advert: Advert, *, at: datetime) -> dict[str, Any]:
    """Everything the sheet's template prints. The same number of queries, however long the advert."""
    criteria = list(advert.criteria.select_related("wording__objective"))
    services = list(advert.services.all())
    statements = advert.standing_statements or StandingStatements.objects.current()
    texts = [statement["text"] for statement in statements.statements]
    pledges = pledges_of(advert)
    notice = NoticePublication.objects.of(advert).first() if advert.is_published else None
    return {
        "advert": advert,
        "state": state_of(advert, at=at),
        "is_open": advert.phase(at=at) == Phase.OPEN,
        "is_forthcoming": advert.phase(at=at) == Phase.FORTHCOMING,
        "facts": [*_facts(advert, services, at=at), *_notice_fact(notice)],
        "criteria": listed_criteria(criteria, each_with_levels=not _share_levels(criteria), pledges=pledges),
        "services": services,
        "left_out": _left_out(advert),
        "notice": notice,
        "levels": _levels(criteria[0]) if criteria and _share_levels(criteria) else (),
        "needs": _needs(advert),
        "issues": _issues(advert),
        "statements": texts,
        "statements_at_a_glance": texts[:STATEMENTS_AT_A_GLANCE],
        "closing_record": getattr(advert, "closing_record", None),
        "questions_and_answers": question_sheet(advert, at=at),
        "changes": list(AdvertChange.objects.of(advert)) if advert.is_published else [],
        "withdrawal": advert.withdrawal if advert.is_withdrawn else None,
        "pack": pack_shown(advert),
    }


def _needs(advert: Advert) -> list[ListedNeed]:
    """Those that the advert asks about; from its publication on in the words that were fixed then (DESIGN §4)."""
    if not advert.is_published:
        return [ListedNeed(need.title, need.description) for need in advert.needs.all()]
    return [ListedNeed(*words) for words in Question.objects.of(advert).about_needs().values_list("title", "prompt")]


def _left_out(advert: Advert) -> list[ListedLeftOut]:
    """Services that share a reason stand together, so that it is read once (S7)."""
    names_by_reason: dict[str, list[str]] = {}
    for name, reason in advert.left_out.values_list("service__name", "reason"):
        names_by_reason.setdefault(reason, []).append(name)
    return [ListedLeftOut(", ".join(names), reason) for reason, names in names_by_reason.items()]


def _issues(advert: Advert) -> list[ListedIssue]:
    """Released wordings only, never the live words; from publication on those that the advert was published with."""
    shown = ("horizon", "title", "text", "issue__scope", "issue__service__name")
    return [
        ListedIssue(each.issue.about, str(IssueHorizon(each.horizon).label), each.title, each.text)
        for each in IssueRelease.objects.public_for(advert).only(*shown)
    ]


def listed_adverts(adverts: Any, *, at: datetime) -> list[tuple[Advert, State, str]]:
    """Adverts with their state and their times in one sentence, for the public list."""
    return [(advert, state_of(advert, at=at), _times(advert, at=at)) for advert in adverts]


def _facts(advert: Advert, services: list[Service], *, at: datetime) -> list[Fact]:
    facts = [Fact("Reference", advert.reference)]
    if advert.phase(at=at) in (Phase.DRAFT, Phase.FORTHCOMING):
        facts.append(Fact("Opens", uk_time(advert.opens_at) or "Not set yet"))
    facts.append(_closing_fact(advert, at=at))
    if advert.questions_until and not advert.is_withdrawn:
        label = "Questions until" if at < advert.questions_until else "Questions ended"
        facts.append(Fact(label, uk_time(advert.questions_until)))
    facts.append(Fact("Services", _scope(services)))
    facts.append(Fact("Ask", advert.contact_name or "Not set yet"))
    if advert.contact_email:
        facts.append(Fact("By e-mail", advert.contact_email, f"mailto:{advert.contact_email}"))
    if advert.contact_telephone:
        facts.append(Fact("By telephone", advert.contact_telephone))
    if hasattr(advert, "closing_record"):
        there = reverse("eoi:closing-record-detail", args=[advert.reference])
        facts.append(Fact("Proof of receipt", "The closing record", there))
    return facts


def _notice_fact(notice: NoticePublication | None) -> list[Fact]:
    """Where the notice was published, once an officer has recorded it (R2)."""
    return [Fact("Notice", notice.reference, notice.url)] if notice else []


def _closing_fact(advert: Advert, *, at: datetime) -> Fact:
    if advert.is_withdrawn:
        return Fact("Withdrawn", uk_time(advert.withdrawn_at))
    if advert.closes_at is None:
        return Fact("Closes", "Not set yet")
    if advert.closes_at <= at:
        return Fact("Closed", uk_time(advert.closes_at))
    return Fact("Closes", f"{uk_time(advert.closes_at)}, {time_left(advert.closes_at, at)}")


def _scope(services: list[Service]) -> str:
    if len(services) == Service.objects.count():
        return f"All {len(services)} service areas"
    return ", ".join(service.name for service in services) or "None yet"


def _times(advert: Advert, *, at: datetime) -> str:
    phase = advert.phase(at=at)
    if phase == Phase.WITHDRAWN:
        return f"Withdrawn {uk_time(advert.withdrawn_at)}"
    if phase == Phase.FORTHCOMING:
        return f"Opens {uk_time(advert.opens_at)}"
    if phase == Phase.OPEN:
        return f"Closes {uk_time(advert.closes_at)}, {time_left(advert.closes_at, at)}"
    return f"Closed {uk_time(advert.closes_at)}"


def listed_criteria(
    criteria: Iterable[Criterion], *, each_with_levels: bool, pledges: Sequence[PledgeShown] = ()
) -> list[ListedCriterion]:
    """With wordings and objectives read: no query. Each with the confirmed pledges that hang on its objective (S2)."""
    return [
        ListedCriterion(
            criterion.wording.objective.number,
            criterion.wording.short_title,
            criterion.wording.wording,
            percent(criterion.weighting),
            criterion.guidance,
            _levels(criterion) if each_with_levels else (),
            tuple(pledge for pledge in pledges if pledge.objective == criterion.wording.objective.number),
        )
        for criterion in criteria
    ]


def _share_levels(criteria: Iterable[Criterion]) -> bool:
    """All of them mean the same by each score, so that it is said once."""
    levels = [criterion.levels for criterion in criteria]
    return all(each == levels[0] for each in levels)


def _levels(criterion: Criterion) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(criterion.levels.items(), reverse=True))
