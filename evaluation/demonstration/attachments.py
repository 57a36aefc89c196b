"""Supporting files of the demonstration: a page each, staged by the organisation's colleague before anything is submitted."""

import io
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.core.files.base import File

from eoi.actions.file import stage_file
from eoi.clock import stop_clock
from eoi.documents import Document, Section, pdf_of
from eoi.identity import acting_as, perform
from eoi.models import ExpressionOfInterest
from evaluation.demonstration.partners import Partner

FILES = Path(__file__).with_name("attachments.toml")


@dataclass(frozen=True)
class Attachment:
    by: str
    advert: str
    name: str
    caption: str
    title: str
    text: str


@cache
def attachments() -> tuple[Attachment, ...]:
    return tuple(Attachment(**each) for each in tomllib.loads(FILES.read_text())["files"])


def attach(
    partner: Partner, expression: ExpressionOfInterest, of: tuple[str, str], *, at: datetime
) -> ExpressionOfInterest:
    """Whatever there is `of` an organisation about an advert; the draft as it stands afterwards."""
    stop_clock(at)
    for each in attachments():
        if (each.by, each.advert) == of:
            organisation = partner.organisation
            facts = [["Organisation", organisation.name], ["Reference", expression.reference]]
            page = Document(each.title, organisation.name, facts, [Section(each.title).text(each.text)])
            file = File(io.BytesIO(pdf_of(page.as_data(), made_at=at)), name=each.name)
            perform(stage_file, by=partner.colleague, expression=expression, file=file, caption=each.caption)
    with acting_as(partner.colleague):
        expression.refresh_from_db()
    return expression
