"""Criteria with guidance, agreed by the approver (S15)."""

from typing import TYPE_CHECKING

from eoi.actions.criteria import CriterionChange, edit_criteria
from eoi.actions.criteria_agreement import answer_criteria, ask_to_agree
from eoi.criteria_standing import criteria_to_read
from eoi.identity import perform

if TYPE_CHECKING:
    from tests.factories.world import World


def agree_criteria(world: "World") -> None:
    """Called again after a change, it asks nobody twice, and the same person agrees to what stands now."""
    changes = [
        CriterionChange(criterion.wording, criterion.weighting, guidance=criterion.guidance or "What would you do?")
        for criterion in criteria_to_read(world.advert)
    ]
    advert = perform(edit_criteria, by=world.officer, advert=world.advert, criteria=changes)
    agreers = advert.criteria_agreers.with_latest_opinion()
    standing = next(iter(agreers.asked()), None)
    if standing is None:
        perform(ask_to_agree, by=world.officer, advert=advert, person=world.approver)
    if standing is None or (standing.latest_version, standing.latest_agrees) != (advert.criteria_version, True):
        version = advert.criteria_version
        perform(answer_criteria, by=world.approver, advert=advert, criteria_version=version, agrees=True)
