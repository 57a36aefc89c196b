"""The bodies that the council consults, and who speaks for them (S12)."""

from eoi.audit import action, record
from eoi.models import BodyRepresentative, ConsultationBody, User
from eoi.policies.consultation_body import (
    problems_with_editing_body,
    problems_with_naming_representative,
    problems_with_reinstating_body,
    problems_with_removing_representative,
    problems_with_retiring_body,
)
from eoi.problems import refuse_if


@action("body.add")
def add_body(*, name: str, kind: str, by: User) -> ConsultationBody:
    """A staff group or recognised union to consult. Nobody speaks for it yet."""
    refuse_if(problems_with_editing_body(None, name=name))
    body = ConsultationBody.objects.create(name=name, kind=kind, added_by=by)
    record("body.add", by=by, subject=body, after={"kind": kind})
    return body


@action("body.edit")
def edit_body(*, body: ConsultationBody, name: str, kind: str, was: str, by: User) -> ConsultationBody:
    """Correct a body's name or kind. `was` is the name that stood on the page, so that a colleague's change stands (P13)."""
    body = _locked(body)
    refuse_if(problems_with_editing_body(body, name=name, was=was))
    before = body.kind
    body.name, body.kind = name, kind
    body.save(update_fields=["name", "kind"])
    record("body.edit", by=by, subject=body, before={"kind": before}, after={"kind": kind})
    return body


@action("body.retire")
def retire_body(*, body: ConsultationBody, by: User) -> ConsultationBody:
    """It is no longer chosen for a consultation. Those it takes part in go on, and all that it said is kept."""
    body = _locked(body)
    refuse_if(problems_with_retiring_body(body))
    body.is_current = False
    body.save(update_fields=["is_current"])
    record("body.retire", by=by, subject=body)
    return body


@action("body.reinstate")
def reinstate_body(*, body: ConsultationBody, by: User) -> ConsultationBody:
    """Retired by mistake, or consulted again."""
    body = _locked(body)
    refuse_if(problems_with_reinstating_body(body))
    body.is_current = True
    body.save(update_fields=["is_current"])
    record("body.reinstate", by=by, subject=body)
    return body


@action("representative.name")
def name_representative(*, body: ConsultationBody, person: User, by: User) -> BodyRepresentative:
    """From now on this person speaks for the body, and reads what is shared with it. Only people with the role."""
    body = _locked(body)
    refuse_if(problems_with_naming_representative(body, person))
    named = BodyRepresentative.objects.create(body=body, user=person, assigned_by=by)
    record("representative.name", by=by, subject=body, after={"person": person.reference})
    return named


@action("representative.remove")
def remove_representative(*, body: ConsultationBody, person: User, by: User) -> None:
    """This person no longer speaks for the body, and reads its workspaces no more. What they said stands in their name."""
    body = _locked(body)
    refuse_if(problems_with_removing_representative(body, person))
    body.representatives.of_person(person).delete()
    record("representative.remove", by=by, subject=body, after={"person": person.reference})


def _locked(body: ConsultationBody) -> ConsultationBody:
    return ConsultationBody.objects.select_for_update().get(pk=body.pk)
