"""Beginning and agreeing a plan, and moving what hangs on a date (S13, S14)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from eoi.audit import action, record
from eoi.models import (
    Advert,
    Anchor,
    CommunicationActivity,
    Milestone,
    PlanAgreement,
    PlanEntry,
    PlanMove,
    User,
)
from eoi.plan import Dating, Plan, anchors_of, read_plan
from eoi.policies.plan import problems_with_agreeing_plan, problems_with_moves, problems_with_starting_plan
from eoi.problems import refuse_if
from eoi.timetable import Move, fingerprint, move_by
from eoi.usual_plan import USUAL_PLAN, Outline, PlannedActivity, PlannedMilestone
from eoi.working_days import add_working_days, uk_day

DAYS_OF_GRACE = 5


@action("plan.start")
def start_plan(*, advert: Advert, by: User, at: datetime, outline: Outline = USUAL_PLAN) -> Plan:
    """Begin an empty plan with a ready-made one, everything in it owned by whoever begins it until they hand it on.

    What would have been due before today gets a day of its own a working week from now: a plan does not begin late.
    """
    plan = held_plan(advert)
    refuse_if(problems_with_starting_plan(plan))
    writer = _Writer(plan, by, today=uk_day(at))
    plan.milestones = writer.milestones(outline.milestones)
    plan.activities = CommunicationActivity.objects.bulk_create(writer.activity(each) for each in outline.activities)
    after = {"milestones": len(plan.milestones), "activities": len(plan.activities)}
    record("plan.start", by=by, subject=plan.advert, advert=plan.advert, after=after)
    return plan


@action("plan.agree")
def agree_plan(*, advert: Advert, by: User) -> PlanAgreement:
    """Record that the plan is agreed: from now on no date in it moves without a reason. Once."""
    plan = held_plan(advert)
    refuse_if(problems_with_agreeing_plan(plan))
    agreement = PlanAgreement.objects.create(advert=plan.advert, agreed_by=by)
    record("plan.agree", by=by, subject=plan.advert, advert=plan.advert, after={"milestones": len(plan.milestones)})
    return agreement


def held_plan(advert: Advert) -> Plan:
    """The plan as it stands, nobody else changing it until this transaction ends. Submissions never wait for it. Five queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hold_plan(%s)", [advert.pk])
    return read_plan(Advert.objects.get(pk=advert.pk))


def move_with_advert(
    plan: Plan, opens_at: datetime | None, closes_at: datetime | None, *, reason: str, shown: str | None, by: User
) -> list[Move]:
    """What hangs on the advert's days follows them. The plan is held; the advert has not been saved yet."""
    moves = plan.moves(anchors=anchors_of(opens_at, closes_at))
    apply_moves(plan, moves, reason=reason, shown=shown, by=by)
    return moves


def apply_moves(
    plan: Plan, moves: list[Move], *, reason: str, shown: str | None, by: User, saved: PlanEntry | None = None
) -> None:
    """Keep the new days and record each move. `saved` is the entry whose own change is kept by the caller. Three queries."""
    refuse_if(problems_with_moves(plan, moves, reason=reason, shown=shown, now_shown=fingerprint(moves)))
    becomes = {move.key: move.becomes for move in moves}
    kinds: tuple[tuple[Any, Sequence[Any]], ...] = (
        (Milestone, plan.milestones),
        (CommunicationActivity, plan.activities),
    )
    for kind, entries in kinds:
        moved = [entry for entry in entries if entry.reference in becomes and entry != saved]
        for entry in moved:
            entry.planned_on = becomes[entry.reference]
            entry.version += 1
        if moved:
            kind.objects.bulk_update(moved, ["planned_on", "version"])
    PlanMove.objects.bulk_create(
        PlanMove(
            advert=plan.advert,
            entry_reference=move.key,
            entry_title=move.title,
            moved_from=move.was,
            moved_to=move.becomes,
            reason=reason,
            moved_by=by,
        )
        for move in moves
    )


class _Writer:
    """Turns an outline into rows: the advert's days first, then what hangs on milestones that are kept already."""

    def __init__(self, plan: Plan, by: User, *, today: date) -> None:
        self.plan, self.by, self.today = plan, by, today
        self.kept: dict[str, Milestone] = {}

    def milestones(self, planned: Iterable[PlannedMilestone]) -> list[Milestone]:
        """One query for those on the advert's days, one for those that hang on them."""
        planned = list(planned)
        on_advert = [each for each in planned if each.waits_for in self.plan.anchors]
        found: list[Milestone] = []
        for group in (on_advert, [each for each in planned if each not in on_advert]):
            rows = Milestone.objects.bulk_create(self._milestone(each) for each in group)
            self.kept |= {each.key: row for each, row in zip(group, rows, strict=True)}
            found += rows
        return found

    def activity(self, planned: PlannedActivity) -> CommunicationActivity:
        words = {"audience": planned.audience, "message": planned.message, "channel": planned.channel}
        return CommunicationActivity(**words, **self._common(planned))

    def _milestone(self, planned: PlannedMilestone) -> Milestone:
        words = {"title": planned.title, "done_means": planned.done_means}
        return Milestone(**words, working_days_needed=planned.working_days_needed, **self._common(planned))

    def _common(self, planned: PlannedMilestone | PlannedActivity) -> dict[str, Any]:
        dating = self._dating(planned)
        return {
            "advert": self.plan.advert,
            "owner": self.by,
            "anchor": dating.anchor,
            "after": dating.after,
            "offset": dating.offset,
            "planned_on": dating.planned_on,
        }

    def _dating(self, planned: PlannedMilestone | PlannedActivity) -> Dating:
        after = self.kept.get(planned.waits_for)
        anchor = after.planned_on if after else self.plan.anchors[planned.waits_for]
        day = move_by(anchor, planned.offset, in_working_days=True) if anchor else None
        if day and day < self.today:
            return Dating(planned_on=add_working_days(self.today, DAYS_OF_GRACE))
        return Dating(Anchor.MILESTONE if after else planned.waits_for, day, after, planned.offset)
