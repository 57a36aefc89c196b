"""An officer leaves an advert. How one is added stands in `actions/advert.py`."""

from eoi.actions.reading import READ_BY_ROLE, follow_roles, revoke_reading
from eoi.audit import action, record
from eoi.models import Advert, ReadingPurpose, Submission, User
from eoi.policies.handover import problems_with_leaving_advert
from eoi.problems import Problem, refuse_if


@action("advert-officer.remove")
def remove_officer(*, advert: Advert, officer: User, reason: str, by: User) -> Advert:
    """They run the advert no longer, and lose the leave to read that came with it at once.

    Somebody who reads as an approver as well keeps doing so.
    """
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    if not advert.officers.filter(user=officer).exists():
        message = f"{officer.full_name} does not run {advert.reference}. Look at the page again."
        refuse_if([Problem("not-an-officer", message)])
    refuse_if(problems_with_leaving_advert(advert, officer))
    advert.officers.filter(user=officer).delete()
    read = list(Submission.objects.for_advert(advert).read_for(ReadingPurpose.OFFICER, officer))
    if read:
        revoke_reading(submissions=read, user=officer, reason=reason, by=by)
    if officer.roles & {role.value for role in READ_BY_ROLE}:
        follow_roles(officer, by=by)
    record("advert-officer.remove", by=by, subject=advert, advert=advert, before={"officer": officer.reference})
    return advert
