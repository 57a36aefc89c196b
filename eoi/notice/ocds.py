"""The notice as OCDS 1.1 with the United Kingdom extension: one release for each thing that happened, in one package (R3).

Pure: facts in, JSON out. The extension changes often, so its address says which snapshot was meant; it pins no commit (ADR 0026).
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from eoi.models import Advert, AdvertChange, ChangeKind, NoticeOccasion
from eoi.notice.content import authority, identifier_of, process_of, public_address_of, subject_of

OCDS_VERSION = "1.1"
EXTENSION_OF = "2026-01-13"
EXTENSION = f"https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json#{EXTENSION_OF}"
LEGAL_BASIS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_legalBasis_extension/v1.1.5/extension.json"
)
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
PROCUREMENT_ACT = {"scheme": "UKPGA", "id": "2023/54", "uri": "https://www.legislation.gov.uk/ukpga/2023/54"}


@dataclass(frozen=True)
class Moment:
    """What a release is made for. `earlier`: the release before it, as data; `closed_at`: when the last closing time passed."""

    occasion: NoticeOccasion
    number: int
    made_at: datetime
    change: AdvertChange | None = None
    earlier: dict[str, Any] | None = None
    closed_at: datetime | None = None

    @property
    def is_withdrawal(self) -> bool:
        return self.change is not None and self.change.kind == ChangeKind.WITHDRAWAL


def release_of(advert: Advert, moment: Moment) -> dict[str, Any]:
    """A whole release, as the advert stands now. One query."""
    us, ocid = authority(), identifier_of(advert)
    return {
        "ocid": ocid,
        "id": f"{ocid}-{moment.number}",
        "date": timestamp(moment.made_at),
        "tag": ["planning" if moment.occasion == NoticeOccasion.PUBLICATION else "planningUpdate"],
        "initiationType": "tender",
        "language": "en",
        "parties": [_buyer(advert)],
        "buyer": {"id": us.party_id, "name": us.name},
        "planning": {"milestones": [_milestone(advert, moment)], "documents": [_document(advert, moment)]},
        "tender": _tender(advert, moment),
    }


def package_of(advert: Advert, releases: list[dict[str, Any]], *, address: str) -> dict[str, Any]:
    """Everything released so far. No query."""
    us = authority()
    return {
        "uri": address,
        "version": OCDS_VERSION,
        "extensions": [EXTENSION, LEGAL_BASIS],
        "publishedDate": releases[-1]["date"],
        "publisher": {"name": us.name, "scheme": "GB-PPON", "uid": us.ppon},
        "license": LICENCE,
        "releases": releases,
    }


def canonical(data: dict[str, Any]) -> str:
    """The same facts are always the same text: sorted keys, no spaces, letters as they are."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def readable(data: dict[str, Any]) -> str:
    """As served: sorted and indented."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, indent=2) + "\n"


def timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _buyer(advert: Advert) -> dict[str, Any]:
    us = authority()
    contact = {"name": advert.contact_name, "email": advert.contact_email, "telephone": advert.contact_telephone}
    return {
        "id": us.party_id,
        "name": us.name,
        "identifier": {"scheme": "GB-PPON", "id": us.ppon, "legalName": us.name},
        "address": {
            "streetAddress": us.street,
            "locality": us.town,
            "postalCode": us.postcode,
            "country": "GB",
            "countryName": "United Kingdom",
        },
        "contactPoint": {name: value for name, value in contact.items() if value},
        "roles": ["buyer"],
    }


def _milestone(advert: Advert, moment: Moment) -> dict[str, Any]:
    """The engagement itself: due at the closing time, met once the last one has passed."""
    milestone = {
        "id": "engagement",
        "title": "Expressions of interest",
        "type": "engagement",
        "description": " ".join(process_of(advert)),
        "dueDate": timestamp(_closes_at(advert)),
        "dateModified": timestamp(moment.made_at),
        "status": "scheduled",
    }
    if moment.closed_at:
        return {**milestone, "status": "met", "dateMet": timestamp(moment.closed_at)}
    return {**milestone, "status": "notMet"} if moment.is_withdrawal else milestone


def _document(advert: Advert, moment: Moment) -> dict[str, Any]:
    first = moment.earlier["planning"]["documents"][0] if moment.earlier else {}
    return {
        "id": "notice",
        "documentType": "marketEngagementNotice",
        "noticeType": "UK2",
        "title": "Preliminary market engagement notice",
        "description": f"Advert {advert.reference}, which invites expressions of interest",
        "url": public_address_of(advert),
        "datePublished": first.get("datePublished", timestamp(moment.made_at)),
        "dateModified": timestamp(moment.made_at),
        "format": "text/html",
        "language": "en",
    }


def _tender(advert: Advert, moment: Moment) -> dict[str, Any]:
    """OCDS has no word of its own for what an engagement is about: it stands under `tender`, which it does not make one (S6)."""
    amendments = list(moment.earlier["tender"].get("amendments", [])) if moment.earlier else []
    if moment.change and moment.earlier:
        amendments.append(_amendment(moment.change, moment.earlier, f"{identifier_of(advert)}-{moment.number}"))
    tender = {
        "id": identifier_of(advert),
        "title": advert.title,
        "description": subject_of(advert),
        "status": "withdrawn" if moment.is_withdrawal else "planning",
        "legalBasis": PROCUREMENT_ACT,
        "expressionOfInterestDeadline": timestamp(_closes_at(advert)),
    }
    return {**tender, "amendments": amendments} if amendments else tender


def _amendment(change: AdvertChange, earlier: dict[str, Any], release: str) -> dict[str, Any]:
    amendment = {
        "id": f"change-{change.number}",
        "date": timestamp(change.made_at),
        "description": change.summary,
        "amendsReleaseID": earlier["id"],
        "releaseID": release,
    }
    return {**amendment, "rationale": change.reason} if change.reason else amendment


def _closes_at(advert: Advert) -> datetime:
    if advert.closes_at is None:
        raise ValueError(f"{advert.reference} has no closing time.")
    return advert.closes_at
