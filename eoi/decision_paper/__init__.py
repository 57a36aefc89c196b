"""The paper on which the decision to advertise is taken: everything that was prepared, in one document (S16).

One file a noun; each gives its sections from what stands at that moment. It holds what the public does not read, so officers and
approvers read it, and auditors once the submissions are opened. A decision keeps its paper word for word, with a digest.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eoi.advert_sheet import advert_sheet
from eoi.decision_paper import advert as words
from eoi.decision_paper import aims, consultation, criteria, issue, plan, profile, readiness
from eoi.documents import Document, Section
from eoi.models import Advert
from eoi.pack.document import documents
from eoi.registry import Condition, conditions_of
from eoi.templatetags.times import uk_time


def decision_paper(advert: Advert, *, at: datetime, conditions: Sequence[Condition] | None = None) -> Document:
    """As things stand at this moment. Costs the queries of every section, however many rows each has.

    `conditions` saves theirs where they have been asked for already.
    """
    standing = conditions_of(advert, at=at) if conditions is None else conditions
    return Document(
        title="Decision to advertise",
        subtitle=f"{advert.reference}, {advert.title}",
        facts=[
            ["Version of the draft", str(advert.draft_version)],
            ["As things stood at", uk_time(at)],
            ["Officers", ", ".join(officer.user.full_name for officer in advert.officers.select_related("user"))],
        ],
        sections=_sections(advert, at, standing),
        closing=f"Decision to advertise {advert.reference}, as things stood at {uk_time(at)}",
    )


def _sections(advert: Advert, at: datetime, conditions: Sequence[Condition]) -> list[Section]:
    sheet = advert_sheet(advert, at=at)
    return [
        *readiness.conditions(conditions),
        *words.the_advert(advert),
        *words.scope(sheet),
        *profile.profiles(advert, at),
        *issue.issues(advert, at, sheet),
        *aims.objectives(advert, at),
        *words.criteria(advert),
        *criteria.agreement(advert, at),
        *consultation.consultation(advert),
        *plan.plans(advert),
        *words.standing_statements(sheet),
        *documents(advert),
    ]


def paper_digest(paper: dict[str, Any]) -> str:
    """SHA-256 of the paper as sorted JSON: tells whether a paper is the one that was decided on."""
    return hashlib.sha256(json.dumps(paper, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
