"""The paper on which the decision to advertise is taken: everything that was prepared, in one document (S16).

One file a noun; each gives its sections from what stands at that moment. It holds what is internal, so officers and approvers
read it, and auditors once the submissions are opened. A decision keeps its paper word for word, with a digest.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from eoi.decision_paper import advert as words
from eoi.decision_paper import aims, criteria, issue, readiness
from eoi.documents import Document
from eoi.models import Advert
from eoi.templatetags.times import uk_time

SECTIONS = (
    readiness.conditions,
    words.the_advert,
    words.scope,
    aims.objectives,
    issue.issues,
    words.criteria,
    criteria.agreement,
    words.standing_statements,
)


def decision_paper(advert: Advert, *, at: datetime) -> Document:
    """As things stand at this moment. Costs the queries of every section, however many rows each has."""
    return Document(
        title="Decision to advertise",
        subtitle=f"{advert.reference}, {advert.title}",
        facts=[
            ["Version of the draft", str(advert.draft_version)],
            ["As things stood at", uk_time(at)],
            ["Officers", ", ".join(officer.user.full_name for officer in advert.officers.select_related("user"))],
        ],
        sections=[section for source in SECTIONS for section in source(advert, at)],
        closing=f"Decision to advertise {advert.reference}, as things stood at {uk_time(at)}",
    )


def paper_digest(paper: dict[str, Any]) -> str:
    """SHA-256 of the paper as sorted JSON: tells whether a paper is the one that was decided on."""
    return hashlib.sha256(json.dumps(paper, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
