"""The plan of one advert, read whole: what hangs on what, and what a change would move (S13, S14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from eoi.models import Advert, Anchor, CommunicationActivity, DayKind, Milestone, PlanAgreement, PlanEntry
from eoi.models.plan import MOST_DAYS
from eoi.timetable import Move, Node, Timetable, day_note, moves_between, offset_to, resolve
from eoi.working_days import uk_day


@dataclass(frozen=True)
class Dating:
    """When an entry is to happen: on a day of its own, or so many days from what it hangs on."""

    anchor: str = Anchor.FIXED
    planned_on: date | None = None
    after: Milestone | None = None
    offset: int = 0
    day_kind: str = DayKind.WORKING

    @classmethod
    def of(cls, entry: PlanEntry) -> "Dating":
        return cls(entry.anchor, entry.planned_on, entry.after, entry.offset, entry.day_kind)

    @property
    def waits_for(self) -> str:
        if self.anchor == Anchor.MILESTONE:
            return self.after.reference if self.after else ""
        return "" if self.anchor == Anchor.FIXED else str(self.anchor)

    def node(self, key: str, title: str) -> Node:
        fixed_on = self.planned_on if self.anchor == Anchor.FIXED else None
        return Node(key, title, fixed_on, self.waits_for, self.offset, self.day_kind == DayKind.WORKING)

    def words(self) -> str:
        """`5 working days before the advert opens`, `the day the advert closes`; nothing for a day of its own."""
        if self.anchor == Anchor.FIXED:
            return ""
        what = {
            Anchor.OPENING: "the advert opens",
            Anchor.CLOSING: "the advert closes",
        }.get(Anchor(self.anchor), f"“{self.after.title}”" if self.after else "")
        if not self.offset:
            return f"with {what}" if self.anchor == Anchor.MILESTONE else f"the day {what}"
        number = abs(self.offset)
        days = self._days(number)
        return f"{number} {days} {'after' if self.offset > 0 else 'before'} {what}"

    def _days(self, number: int) -> str:
        words = str(DayKind(self.day_kind).label)
        return words.removesuffix("s") if number == 1 else words


@dataclass
class Plan:
    """Milestones and communication activities of an advert with their owners. `read_plan` reads it in three queries."""

    advert: Advert
    milestones: list[Milestone]
    activities: list[CommunicationActivity]
    agreement: PlanAgreement | None = None
    anchors: dict[str, date | None] = field(default_factory=dict)

    @property
    def is_agreed(self) -> bool:
        return self.agreement is not None

    @property
    def entries(self) -> Sequence[Any]:
        return [*self.milestones, *self.activities]

    @cached_property
    def nodes(self) -> list[Node]:
        """What is done stands still."""
        return [
            Node(entry.reference, entry.title, entry.planned_on)
            if entry.is_done
            else Dating.of(entry).node(entry.reference, entry.title)
            for entry in self.entries
        ]

    @property
    def standing(self) -> dict[str, date | None]:
        """The days as they are kept."""
        return {entry.reference: entry.planned_on for entry in self.entries}

    def with_changed(self, changed: Node | None) -> list[Node]:
        """The nodes with one replaced, or added at the end."""
        if changed is None:
            return self.nodes
        others = [node for node in self.nodes if node.key != changed.key]
        if len(others) == len(self.nodes):
            return [*others, changed]
        return [changed if node.key == changed.key else node for node in self.nodes]

    def resolved(self, changed: Node | None = None, *, anchors: Mapping[str, date | None] | None = None) -> Timetable:
        """The days as they would be."""
        return resolve(self.with_changed(changed), self.anchors if anchors is None else anchors)

    def moves(
        self,
        changed: Node | None = None,
        *,
        anchors: Mapping[str, date | None] | None = None,
        today: date | None = None,
    ) -> list[Move]:
        """What would move if this entry changed, or the advert's dates did; with `today`, what to look at about each new day."""
        wanted = self.anchors if anchors is None else anchors
        becomes = self.resolved(changed, anchors=wanted).days
        standing = self.standing
        nodes = [node for node in self.with_changed(changed) if node.key in standing]
        found = moves_between(nodes, standing, becomes)
        if today is None:
            return found
        return [replace(move, notes=self._notes(move, wanted, today=today)) for move in found]

    def dependants_of(self, milestone: Milestone) -> list[Any]:
        """Those that hang on it directly."""
        return [entry for entry in self.entries if entry.after_id == milestone.pk]

    def _notes(self, move: Move, anchors: Mapping[str, date | None], *, today: date) -> tuple[str, ...]:
        if move.becomes is None:
            return ("has no date until what it hangs on has one",)
        notes = []
        if move.becomes < today:
            notes.append("in the past")
        if note := day_note(move.becomes):
            notes.append(f"on {note}")
        for which, words in (("opening", "the day on which the advert opens"), ("closing", "the closing day")):
            before, after = self.anchors.get(which), anchors.get(which)
            if after and move.becomes > after and (before is None or move.was is None or move.was <= before):
                notes.append(f"now after {words}")
        return tuple(notes)


def read_plan(advert: Advert) -> Plan:
    """Three queries."""
    return Plan(
        advert,
        list(Milestone.objects.of_advert(advert).with_people().in_order()),
        list(CommunicationActivity.objects.of_advert(advert).with_people().in_order()),
        PlanAgreement.objects.filter(advert=advert).select_related("agreed_by").first(),
        anchors_of(advert.opens_at, advert.closes_at),
    )


def anchors_of(opens_at: Any, closes_at: Any) -> dict[str, date | None]:
    """The advert's two days, in UK time."""
    moments = {Anchor.OPENING.value: opens_at, Anchor.CLOSING.value: closes_at}
    return {which: uk_day(moment) if moment else None for which, moment in moments.items()}


def dating_on(milestone: Milestone, to: date, plan: Plan) -> Dating:
    """The dating that puts a milestone on this day while it goes on hanging on what it hangs on."""
    was = Dating.of(milestone)
    anchor = plan.standing.get(was.waits_for) or plan.anchors.get(was.waits_for)
    if was.anchor == Anchor.FIXED or anchor is None:
        return Dating(planned_on=to)
    number, in_working_days = offset_to(anchor, to)
    if abs(number) > MOST_DAYS:
        return Dating(planned_on=to)
    return Dating(was.anchor, to, was.after, number, DayKind.WORKING if in_working_days else DayKind.CALENDAR)
