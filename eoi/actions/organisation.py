"""Prospective partners' own records. Two with one company number are shown to officers later, never blocked (P17)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import F

from eoi.audit import action, record
from eoi.models import ExpressionOfInterest, Membership, MembershipRole, Organisation, User
from eoi.permissions import is_partner, may_lead
from eoi.problems import Problem, refuse_if

SHORT_FACTS = ("kind", "size")


@dataclass(frozen=True)
class OrganisationDetails:
    """What a prospective partner says of itself; `company_number` is blank where there is none."""

    name: str
    kind: str
    size: str
    address: str
    company_number: str = ""


@action("organisation.create")
def create_organisation(*, details: OrganisationDetails, by: User) -> Organisation:
    """A new organisation, led by the person who registers it."""
    if not is_partner(by):
        refuse_if([Problem("not-a-partner", "Council staff cannot act for a prospective partner.")])
    organisation = Organisation.objects.create(**asdict(details), created_by=by)
    Membership.objects.create(organisation=organisation, user=by, role=MembershipRole.LEAD)
    record("organisation.create", by=by, subject=organisation, after=_short_facts(organisation))
    return organisation


@action("organisation.edit")
def edit_organisation(
    *, organisation: Organisation, details: OrganisationDetails, by: User, at: datetime
) -> Organisation:
    """Change the details. What is submitted holds them, so drafts still open count as changed and are checked again."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    refuse_if(problems_with_leading(organisation, by=by))
    changed = [name for name, value in asdict(details).items() if getattr(organisation, name) != value]
    if not changed:
        return organisation
    before = _short_facts(organisation)
    for name in changed:
        setattr(organisation, name, getattr(details, name))
    organisation.save(update_fields=changed)
    open_drafts = ExpressionOfInterest.objects.of_organisation(organisation).still_open(at=at)
    open_drafts.update(draft_version=F("draft_version") + 1, changed_by=by, changed_at=at)
    after = {**_short_facts(organisation), "changed": sorted(changed)}
    record("organisation.edit", by=by, subject=organisation, before=before, after=after)
    return organisation


def problems_with_leading(organisation: Organisation, *, by: User) -> list[Problem]:
    """Details, invitations and requests are the lead's (DOMAIN §2). One query."""
    if may_lead(by, organisation):
        return []
    return [Problem("not-the-lead", f"Only a lead of {organisation.name} can do this. Ask one of its leads.")]


def _short_facts(organisation: Organisation) -> dict[str, str]:
    return {name: str(getattr(organisation, name)) for name in SHORT_FACTS}
