"""What an advert aims at, as its pages show it: the pledges its objectives serve, and wordings newer than its own (S1, S2)."""

from dataclasses import asdict, dataclass
from typing import Any

from eoi.models import Advert, Criterion, ObjectiveWording, PledgeLink


@dataclass(frozen=True)
class PledgeShown:
    """A confirmed pledge beside an objective, by the objective's number; the shape in which an advert keeps it."""

    number: int
    title: str
    objective: int
    serves: str


@dataclass(frozen=True)
class NewerWording:
    """A criterion of a draft, and the wording that its objective has been given since."""

    criterion: Criterion
    wording: ObjectiveWording

    @property
    def name(self) -> str:
        """By which a page says that it was read: objective and edition."""
        return f"{self.wording.objective.number}-{self.wording.edition}"


def pledges_of(advert: Advert) -> list[PledgeShown]:
    """As published; of a draft, as it would be published today. Never one still to be confirmed (S2). One query at most."""
    if advert.is_published:
        return [PledgeShown(**kept) for kept in advert.published_pledges]
    return [
        PledgeShown(link.pledge.number, link.pledge.title, link.objective.number, link.sentence)
        for link in PledgeLink.objects.public_for(advert)
    ]


def pledges_to_publish(advert: Advert) -> list[dict[str, Any]]:
    """What `Advert.published_pledges` keeps. The database refuses any that is not confirmed."""
    return [asdict(shown) for shown in pledges_of(advert)]


def newer_wordings(advert: Advert) -> list[NewerWording]:
    """Criteria that stand on an older wording than the current one. Two queries; none are newer for a published advert."""
    if advert.is_published:
        return []
    current = {
        wording.objective_id: wording for wording in ObjectiveWording.objects.of_set(advert.objective_set_id).current()
    }
    criteria = advert.criteria.select_related("wording__objective")
    pairs = [(criterion, current.get(criterion.wording.objective_id, criterion.wording)) for criterion in criteria]
    return [NewerWording(criterion, wording) for criterion, wording in pairs if wording.pk != criterion.wording_id]
