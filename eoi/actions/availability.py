"""The log of whether the service could be reached: written once a minute by the worker, kept for 400 days (P18, ADR 0032)."""

from datetime import timedelta

from eoi.audit import action, record
from eoi.models import AvailabilityProbe, ProbeResult, User
from eoi.probing import Finding

KEPT = timedelta(days=400)
TOO_MUCH = timedelta(days=430)  # so that old ones go about once a month
TOO_LATE_TO_ANSWER, TOO_LATE_AT_ALL = timedelta(minutes=2), timedelta(days=1)


@action("availability.record")
def record_probe(
    *, address: str, finding: Finding, delay_milliseconds: int, by: User | None = None
) -> AvailabilityProbe | None:
    """One row, and no event of the audit trail: the row is the record, and half a million a year would drown the others.

    A finding that says "answered" and comes too late is dropped, and any after a day: nobody looked in that minute, then.
    """
    delay = timedelta(milliseconds=delay_milliseconds)
    if delay > (TOO_LATE_TO_ANSWER if finding.result == ProbeResult.ANSWERED else TOO_LATE_AT_ALL):
        return None
    return AvailabilityProbe.objects.create(
        address=address[:200],
        result=finding.result,
        status=finding.status,
        milliseconds=finding.milliseconds,
        delay_milliseconds=delay_milliseconds,
    )


@action("availability.prune")
def prune_probes(*, by: User | None = None) -> int:
    """Delete what has been kept for its 400 days, once the oldest is a month past them. The database refuses anything younger."""
    oldest = AvailabilityProbe.objects.older_than(TOO_MUCH).first()
    if oldest is None:
        return 0
    deleted, _ = AvailabilityProbe.objects.older_than(KEPT).delete()
    record("availability.prune", by=by, subject=oldest, after={"probes": deleted})
    return deleted
