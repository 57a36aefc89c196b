"""When a body's entry may change, and who may be named to speak for it (S12)."""

from eoi.models import BodyRepresentative, ConsultationBody, Role, User
from eoi.problems import Problem


def problems_with_editing_body(body: ConsultationBody | None, *, name: str, was: str = "") -> list[Problem]:
    """Each body stands in the list once, whatever the capitals; `body` is None for a new one. One query."""
    if body is not None and body.name != was:
        message = (
            f"Somebody else renamed this body to “{body.name}” while you were writing. What you typed stands below: "
            "save it again to put yours in its place."
        )
        return [Problem("changed-meanwhile", message)]
    same = ConsultationBody.objects.named(name)
    if body is not None:
        same = same.exclude(pk=body.pk)
    if same.exists():
        return [Problem("taken", f"“{name}” is in the list already. Look for it among the retired ones too.")]
    return []


def problems_with_retiring_body(body: ConsultationBody) -> list[Problem]:
    if body.is_current:
        return []
    return [Problem("retired", f"{body.name} is retired already.")]


def problems_with_reinstating_body(body: ConsultationBody) -> list[Problem]:
    if not body.is_current:
        return []
    return [Problem("current", f"{body.name} is not retired.")]


def problems_with_naming_representative(body: ConsultationBody, person: User) -> list[Problem]:
    """Whoever speaks for a body signs in as a representative (DOMAIN §2). Two queries."""
    if not body.is_current:
        return [Problem("retired", f"{body.name} is retired: bring it back before you name somebody for it.")]
    if not person.is_active:
        return [Problem("disabled", f"The account of {person.full_name} is disabled. Choose somebody else.")]
    if Role.REPRESENTATIVE.value not in person.roles:
        return [
            Problem(
                "not-a-representative",
                f"{person.full_name} does not have the role “{Role.REPRESENTATIVE.label}”. "
                "Ask the administrator to give it, or choose somebody else.",
            )
        ]
    if _speaks_for(body, person):
        return [Problem("already", f"{person.full_name} speaks for {body.name} already.")]
    return []


def problems_with_removing_representative(body: ConsultationBody, person: User) -> list[Problem]:
    """One query."""
    if _speaks_for(body, person):
        return []
    return [Problem("not-named", f"{person.full_name} does not speak for {body.name}.")]


def _speaks_for(body: ConsultationBody, person: User) -> bool:
    return BodyRepresentative.objects.of_person(person).filter(body=body).exists()
