"""The organisations that answer together: added, changed and taken off by the one that submits, until the closing time (P13)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from eoi.audit import action, record
from eoi.models import ConsortiumMember, ExpressionOfInterest, User
from eoi.policies.consortium import problems_with_adding_member
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.problems import Problem, refuse_if


@dataclass(frozen=True)
class MemberDetails:
    """What is said of one further organisation; `part` is what it would do. `company_number` is blank where there is none."""

    name: str
    kind: str
    size: str
    part: str
    contact_name: str
    contact_email: str
    company_number: str = ""


@action("consortium.add")
def add_consortium_member(
    *, expression: ExpressionOfInterest, details: MemberDetails, by: User, at: datetime
) -> ConsortiumMember:
    """A draft that changed: what was submitted before stands until it is submitted again."""
    expression = _locked(expression)
    refuse_if(problems_with_changing(expression, at=at) or problems_with_adding_member(expression))
    member = ConsortiumMember.objects.create(
        **asdict(details),
        expression=expression,
        organisation_id=expression.organisation_id,
        changed_by=by,
        changed_at=at,
    )
    _raise_version(expression, by=by, at=at)
    record("consortium.add", by=by, subject=expression, advert=expression.advert)
    return member


@action("consortium.edit")
def edit_consortium_member(
    *, member: ConsortiumMember, details: MemberDetails, version: int, by: User, at: datetime
) -> ConsortiumMember:
    """Nothing is written over what a colleague saved since this page was made; saving what stands changes nothing."""
    expression = _locked(member.expression)
    refuse_if(problems_with_changing(expression, at=at))
    member = _still_there(member)
    changed = [name for name, value in asdict(details).items() if getattr(member, name) != value]
    if not changed:
        return member
    refuse_if(_problems_with_version(member, version))
    for name in changed:
        setattr(member, name, getattr(details, name))
    member.version += 1
    member.changed_by = by
    member.changed_at = at
    member.save(update_fields=[*changed, "version", "changed_by", "changed_at"])
    _raise_version(expression, by=by, at=at)
    record("consortium.edit", by=by, subject=expression, advert=expression.advert)
    return member


@action("consortium.remove")
def remove_consortium_member(*, member: ConsortiumMember, by: User, at: datetime) -> ExpressionOfInterest:
    """Their details, and their contact's, are deleted from the draft; what was submitted keeps them."""
    expression = _locked(member.expression)
    refuse_if(problems_with_changing(expression, at=at))
    _still_there(member).delete()
    _raise_version(expression, by=by, at=at)
    record("consortium.remove", by=by, subject=expression, advert=expression.advert)
    return expression


def _locked(expression: ExpressionOfInterest) -> ExpressionOfInterest:
    wanted = ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert", "organisation")
    return wanted.get(pk=expression.pk)


def _still_there(member: ConsortiumMember) -> ConsortiumMember:
    found = ConsortiumMember.objects.select_related("changed_by").filter(pk=member.pk).first()
    if found is None:
        refuse_if([Problem("gone", f"A colleague has taken {member.name} off meanwhile.")])
    return found  # type: ignore[return-value]


def _problems_with_version(member: ConsortiumMember, version: int) -> list[Problem]:
    if member.version == version:
        return []
    message = (
        f"{member.changed_by.full_name} changed these details while you were writing. What stands now is shown beside "
        "what you typed: put both together, then save again."
    )
    return [Problem("changed-meanwhile", message)]


def _raise_version(expression: ExpressionOfInterest, *, by: User, at: datetime) -> None:
    """So that nobody submits what they have not checked."""
    expression.draft_version += 1
    expression.changed_at = at
    expression.changed_by = by
    expression.save(update_fields=["draft_version", "changed_at", "changed_by"])
