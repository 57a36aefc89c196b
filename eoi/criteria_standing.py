"""How each person who is asked to agree the criteria stands towards them now (S15).

One reading feeds the officers' page, the page of those who are asked, the condition of readiness and its tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from eoi.criteria_changes import Change, Kept, changes_between, criteria_as_kept
from eoi.models import Advert, CriteriaAgreer, CriteriaOpinion, Criterion


class AgreementState(models.TextChoices):
    AGREED = "agreed", "Agreed"
    CHANGE_ASKED = "change-asked", "Asked for a change"
    EARLIER = "earlier", "Agreed to an earlier version"
    EARLIER_CHANGE = "earlier-change", "Asked for a change to an earlier version"
    WAITING = "waiting", "Not answered yet"


TONES = {AgreementState.AGREED: "good", AgreementState.WAITING: "empty"}


@dataclass(frozen=True)
class Standing:
    """One person: what they said last, what changed since, and what they had said before that."""

    agreer: CriteriaAgreer
    state: AgreementState
    opinion: CriteriaOpinion | None = None
    changes: list[Change] = field(default_factory=list)
    earlier: list[CriteriaOpinion] = field(default_factory=list)

    @property
    def tone(self) -> str:
        """For the tag component."""
        return TONES.get(self.state, "flag")

    @property
    def name(self) -> str:
        return self.agreer.user.full_name

    @property
    def has_moved_on(self) -> bool:
        """The criteria changed after they answered."""
        return self.state in (AgreementState.EARLIER, AgreementState.EARLIER_CHANGE)

    @property
    def agrees(self) -> bool:
        return self.state == AgreementState.AGREED


def criteria_to_read(advert: Advert) -> list[Criterion]:
    """With wordings and objectives. One query."""
    return list(advert.criteria.select_related("wording__objective"))


def standings_of(advert: Advert, criteria: Iterable[Criterion], agreers: Iterable[CriteriaAgreer]) -> list[Standing]:
    """One query, however many people and opinions."""
    agreers = list(agreers)
    opinions: dict[int, list[CriteriaOpinion]] = {}
    for opinion in CriteriaOpinion.objects.of(agreers):
        opinions.setdefault(opinion.agreer_id, []).append(opinion)
    now = criteria_as_kept(criteria)
    return [_standing(advert, agreer, opinions.get(agreer.pk, []), now) for agreer in agreers]


def state_of(advert: Advert, *, version: int | None, agrees: bool | None) -> AgreementState:
    """From the version of the last opinion, and what it said."""
    if version is None:
        return AgreementState.WAITING
    if version == advert.criteria_version:
        return AgreementState.AGREED if agrees else AgreementState.CHANGE_ASKED
    return AgreementState.EARLIER if agrees else AgreementState.EARLIER_CHANGE


def _standing(advert: Advert, agreer: CriteriaAgreer, given: list[CriteriaOpinion], now: list[Kept]) -> Standing:
    if not given:
        return Standing(agreer, AgreementState.WAITING)
    *earlier, last = given
    state = state_of(advert, version=last.criteria_version, agrees=last.agrees)
    return Standing(agreer, state, last, changes_between(last.criteria, now), earlier)
