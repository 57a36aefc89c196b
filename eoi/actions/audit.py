"""Sealing the audit trail in batches with a running digest, so that no action queues behind another (DESIGN §4)."""

from eoi.audit import action, record
from eoi.models import AuditEvent, AuditSeal, User
from eoi.models.audit import try_to_hold_the_trail
from eoi.seal import canonical, seal_time, sha256_hex

FIRST = "0" * 64


@action("audit.seal")
def seal_events(*, by: User | None = None) -> AuditSeal | None:
    """Seal every event that is not sealed yet; None when there is none, or while somebody is writing one.

    The digest covers the digest before it and each event in order, so that a removed, changed, inserted or
    reordered event shows. The seal's own event is sealed with the next batch, and is not reason enough for one.
    """
    if not try_to_hold_the_trail():
        return None
    last = AuditSeal.objects.last()
    events = list(AuditEvent.objects.filter(pk__gt=last.last_event_id if last else 0).order_by("pk"))
    if not events or all(event.action == "audit.seal" for event in events):
        return None
    previous = last.digest if last else FIRST
    seal = AuditSeal.objects.create(
        first_event=events[0],
        last_event=events[-1],
        event_count=len(events),
        previous_digest=previous,
        digest=batch_digest(previous, events),
    )
    record("audit.seal", by=by, subject=seal, after={"events": len(events), "digest": seal.digest})
    return seal


def batch_digest(previous: str, events: list[AuditEvent]) -> str:
    """SHA-256 over the digest before and one canonical line an event."""
    return sha256_hex("\n".join([previous, *(canonical(event_facts(event)) for event in events)]))


def event_facts(event: AuditEvent) -> dict[str, object]:
    """What of an event is sealed: everything in it."""
    return {
        "id": event.pk,
        "at": seal_time(event.at),
        "actor": event.actor_id,
        "action": event.action,
        "refused": event.refused,
        "advert": event.advert_id,
        "subject": [event.subject_kind, event.subject_reference],
        "before": event.before,
        "after": event.after,
    }


def trail_is_intact() -> bool:
    """Recompute every seal from the events. Costs one read of the whole trail; for `doctor` and for auditors."""
    previous = FIRST
    for seal in AuditSeal.objects.order_by("pk"):
        events = list(AuditEvent.objects.filter(pk__gte=seal.first_event_id, pk__lte=seal.last_event_id).order_by("pk"))
        if (
            seal.previous_digest != previous
            or len(events) != seal.event_count
            or batch_digest(previous, events) != seal.digest
        ):
            return False
        previous = seal.digest
    return True
