"""Who was asked to agree the criteria, and what each said (S15)."""

from datetime import datetime

from eoi.criteria_standing import criteria_to_read, standings_of
from eoi.documents import Section
from eoi.models import Advert, CriteriaAgreer
from eoi.templatetags.times import uk_time


def agreement(advert: Advert, at: datetime) -> list[Section]:
    """Everybody on the list with their last words, and who was taken off it and why. Three queries."""
    agreers = list(CriteriaAgreer.objects.of(advert))
    standings = standings_of(advert, criteria_to_read(advert), [agreer for agreer in agreers if agreer.is_asked])
    section = Section("Agreement of the criteria").table(
        "Who was asked to agree the criteria, and what they said",
        ["Name", "State", "When", "Comment"],
        [
            (
                standing.name,
                str(standing.state.label),
                uk_time(standing.opinion.given_at) if standing.opinion else "",
                standing.opinion.comment if standing.opinion else "",
            )
            for standing in standings
        ],
    )
    for agreer in agreers:
        if not agreer.is_asked:
            section.text(f"{agreer.user.full_name} was taken off the list: {agreer.taken_off_reason}")
    return [section]
