"""Copying an earlier advert with its plans, the dates shifted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from eoi.actions.criteria import CriterionChange, equal_criteria, write_criteria
from eoi.actions.plan import held_plan
from eoi.audit import action, record
from eoi.copying import CopyDates, copy_dates
from eoi.models import (
    Advert,
    AdvertIssue,
    AdvertNeed,
    AdvertOfficer,
    AdvertService,
    CommunicationActivity,
    IssueRelease,
    Milestone,
    ObjectiveSet,
    ObjectiveWording,
    ServiceLeftOut,
    User,
)
from eoi.policies.copying import problems_with_copied_dates, problems_with_copying
from eoi.problems import ActionRefused, Problem, refuse_if

WORDS = ("summary", "body", "contact_name", "contact_email", "contact_telephone")
DATING = ("anchor", "offset", "day_kind")


@action("advert.copy")
def copy_advert(
    *, source: Advert, reference: str, title: str, opens_on: date, by: User, at: datetime, shown: str | None = None
) -> Advert:
    """A new draft with the words, scope, aims, criteria and plans of `source`, its dates shifted; whoever copies is its officer.

    Objectives come in their wording of today, profiles in the editions that stand when it is published. Nothing that belongs to
    what the source went through comes along: consultation, agreement, decision, what is done. With `shown`, the fingerprint of
    the dates that were on the page, others are refused, not taken unread.
    """
    plan = held_plan(source)
    source = plan.advert
    refuse_if(problems_with_copying(source, opens_on=opens_on, at=at))
    dates = copy_dates(plan, opens_on=opens_on)
    refuse_if(problems_with_copied_dates(dates, shown=shown))
    copied = _new_draft(source, reference, title, dates, by=by)
    AdvertOfficer.objects.create(advert=copied, user=by, assigned_by=by)
    _copy_scope(source, copied, by=by)
    _copy_criteria(source, copied)
    entries = _PlanCopy(copied, dates, by=by)
    entries.milestones(plan.milestones)
    entries.activities(plan.activities)
    after = {"from": source.reference, "opens_at": str(dates.opens_at), "closes_at": str(dates.closes_at)}
    record("advert.copy", by=by, subject=copied, advert=copied, after=after)
    return copied


def _new_draft(source: Advert, reference: str, title: str, dates: CopyDates, *, by: User) -> Advert:
    """Refused where a colleague has taken the reference. A retired set of objectives gives way to the default one (S1)."""
    is_retired = source.objective_set.is_retired
    copied = Advert(
        reference=reference,
        title=title,
        created_by=by,
        opens_at=dates.opens_at,
        closes_at=dates.closes_at,
        questions_until=dates.questions_until,
        objective_set=ObjectiveSet.objects.default() if is_retired else source.objective_set,
        **{name: getattr(source, name) for name in WORDS},
    )
    try:
        with transaction.atomic():
            copied.save(force_insert=True)
    except IntegrityError as error:
        if not Advert.objects.filter(reference=reference).exists():
            raise
        message = f"{reference} is the reference of another advert. Choose another one."
        raise ActionRefused([Problem("taken", message, "#id_reference")]) from error
    return copied


def _copy_scope(source: Advert, copied: Advert, *, by: User) -> None:
    """Services, with the reasons for those left out; needs that are still offered; issues whose chosen wording is still the public one."""
    AdvertService.objects.bulk_create(
        AdvertService(advert=copied, service=service) for service in source.services.all()
    )
    ServiceLeftOut.objects.bulk_create(
        ServiceLeftOut(advert=copied, service=each.service, reason=each.reason, left_out_by=by)
        for each in source.left_out.select_related("service")
    )
    AdvertNeed.objects.bulk_create(AdvertNeed(advert=copied, need=need) for need in source.needs.offered())
    releases = IssueRelease.objects.public_for(source).public()
    AdvertIssue.objects.bulk_create(AdvertIssue(advert=copied, release=release, included_by=by) for release in releases)


def _copy_criteria(source: Advert, copied: Advert) -> None:
    """Weightings, guidance and descriptors as they were, on the wording of today."""
    if copied.objective_set_id != source.objective_set_id:
        write_criteria(copied, equal_criteria(copied.objective_set))
        return
    wordings = ObjectiveWording.objects.of_set(copied.objective_set).current()
    today = {wording.objective_id: wording for wording in wordings}
    changes = [
        CriterionChange(today[each.wording.objective_id], each.weighting, each.guidance, each.levels)
        for each in source.criteria.select_related("wording")
    ]
    write_criteria(copied, changes)


class _PlanCopy:
    """Turns the entries of a plan into rows of another advert: undone, on their new days, hanging on the copies."""

    def __init__(self, copied: Advert, dates: CopyDates, *, by: User) -> None:
        self.copied, self.dates, self.by = copied, dates, by
        self.owners = set(User.objects.get_queryset().who_may_own_plan_entries().values_list("pk", flat=True))
        self.kept: dict[str, Milestone] = {}

    def milestones(self, waiting: Sequence[Milestone]) -> None:
        """In waves, so that each finds what it waits for: one query for each link of the longest chain."""
        while waiting:
            wave = [each for each in waiting if each.after is None or each.after.reference in self.kept]
            rows = Milestone.objects.bulk_create(self._milestone(each) for each in wave)
            self.kept |= {each.reference: row for each, row in zip(wave, rows, strict=True)}
            waiting = [each for each in waiting if each.reference not in self.kept]

    def activities(self, activities: Sequence[CommunicationActivity]) -> None:
        CommunicationActivity.objects.bulk_create(self._activity(each) for each in activities)

    def _milestone(self, each: Milestone) -> Milestone:
        return Milestone(**self._common(each, "title", "done_means", "working_days_needed"))

    def _activity(self, each: CommunicationActivity) -> CommunicationActivity:
        return CommunicationActivity(**self._common(each, "audience", "other_audience", "message", "channel"))

    def _common(self, entry: Any, *words: str) -> dict[str, Any]:
        """Whoever may own nothing any more, a disabled account say, hands over to whoever copies."""
        return {
            "advert": self.copied,
            "owner": entry.owner if entry.owner_id in self.owners else self.by,
            "after": self.kept[entry.after.reference] if entry.after else None,
            "planned_on": self.dates.entries[entry.reference],
            **{name: getattr(entry, name) for name in (*words, *DATING)},
        }
