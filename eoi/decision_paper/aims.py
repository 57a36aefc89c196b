"""Where the objectives come from, how each was last worded, and the pledges behind them (S1, S2)."""

from datetime import datetime

from eoi.documents import Section
from eoi.models import Advert, PledgeLink
from eoi.templatetags.times import uk_date


def objectives(advert: Advert, at: datetime) -> list[Section]:
    """The set, each wording with its edition, author and reason, and every pledge linked to them, confirmed or not."""
    chosen = advert.objective_set
    section = Section("Objectives and the pledges they serve")
    section.facts([("Set of objectives", chosen.name), ("Why it exists", chosen.description)])
    wordings = [
        criterion.wording for criterion in advert.criteria.select_related("wording__objective", "wording__worded_by")
    ]
    section.table(
        "How each objective was last worded",
        ["Objective", "Edition", "By whom", "Why"],
        [
            (
                f"{wording.objective.number}. {wording.short_title}",
                str(wording.edition),
                f"{wording.worded_by.full_name}, {uk_date(wording.worded_at)}"
                if wording.worded_by
                else "As the service was set up",
                wording.reason,
            )
            for wording in wordings
        ],
    )
    section.table(
        "Pledges that they serve",
        ["Pledge", "Objective", "How", "State"],
        [
            (
                f"{link.pledge.number}. {link.pledge.title}",
                str(link.objective.number),
                link.sentence,
                "To be confirmed: not public" if link.pledge.to_be_confirmed else "Confirmed: part of the advert",
            )
            for link in PledgeLink.objects.standing_for(advert)
        ],
    )
    return [section]
