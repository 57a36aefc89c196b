"""Leave to read submissions: given after opening, revoked at once, every reading by an auditor recorded (DESIGN §5)."""

from collections.abc import Iterable, Sequence

from eoi.audit import action, record
from eoi.clock import EoiNow
from eoi.models import Advert, ReadingGrant, ReadingPurpose, Role, Submission, User

READ_BY_ROLE = {Role.APPROVER: ReadingPurpose.APPROVER, Role.AUDITOR: ReadingPurpose.AUDITOR}


@action("reading.grant")
def grant_reading(
    *, submissions: Sequence[Submission], user: User, purpose: ReadingPurpose, by: User | None
) -> list[ReadingGrant]:
    """Give one person leave to read these submissions of one advert. Those that they may read already are passed over."""
    held = set(
        ReadingGrant.objects.held_by(user).filter(submission__in=submissions).values_list("submission_id", flat=True)
    )
    wanted = [submission for submission in submissions if submission.pk not in held]
    grants = ReadingGrant.objects.bulk_create(
        ReadingGrant(submission=submission, user=user, purpose=purpose, granted_by=by) for submission in wanted
    )
    if wanted:
        after = {"purpose": purpose.value, "submissions": [submission.reference for submission in wanted]}
        record("reading.grant", by=by, subject=user, advert=_advert_of(wanted), after=after)
    return grants


@action("reading.revoke")
def revoke_reading(*, submissions: Iterable[Submission], user: User, reason: str, by: User | None) -> int:
    """Take the leave back at once, from the next statement on. Returns how many grants it ended."""
    wanted = list(submissions)
    grants = ReadingGrant.objects.held_by(user).filter(submission__in=wanted)
    ended = grants.update(revoked_at=EoiNow(), revoked_reason=reason)
    if wanted:
        after = {"ended": ended, "submissions": [submission.reference for submission in wanted]}
        record("reading.revoke", by=by, subject=user, advert=_advert_of(wanted), after=after)
    return ended


@action("submission.read")
def record_reading(*, submission: Submission, by: User) -> None:
    """Note that somebody of the council read a submission. Auditors' readings are evidence too (DOMAIN §2)."""
    record("submission.read", by=by, subject=submission, advert=submission.expression.advert)


def follow_roles(person: User, *, by: User | None) -> None:
    """Approvers and auditors read what has been opened, from the day they get the role until the day they lose it.

    For actions that change roles. Two queries and one action for each opened advert.
    """
    for role, purpose in READ_BY_ROLE.items():
        for advert in Advert.objects.opened():
            if role.value in person.roles:
                submissions = list(Submission.objects.standing().for_advert(advert))
                grant_reading(submissions=submissions, user=person, purpose=purpose, by=by)
            else:
                held = list(Submission.objects.for_advert(advert).read_for(purpose, person))
                if held:
                    reason = f"No longer holds the role {role.label.lower()}"
                    revoke_reading(submissions=held, user=person, reason=reason, by=by)


def _advert_of(submissions: Sequence[Submission]) -> Advert:
    return submissions[0].expression.advert
