"""When somebody may be named to keep a service, and when they may stop (S9, S10)."""

from eoi.models import Role, Service, ServiceKeeper, User
from eoi.problems import Problem


def problems_with_naming_owner(service: Service, person: User, *, was: str | None = None) -> list[Problem]:
    """`was`: the reference of the owner who stood on the page, where there is one. One query, none after `with_keepers`."""
    owner = service.owner
    if was is not None and was != (owner.reference if owner else ""):
        now = f"{owner.full_name} owns" if owner else "Nobody owns"
        message = f"Somebody else changed the owner meanwhile: {now} {service.name} now. Look, then save again if you still want to."
        return [Problem("changed-meanwhile", message)]
    found = _problems_with_keeping(service, person)
    if not found and service.owner == person:
        found.append(Problem("already-owner", f"{person.full_name} owns {service.name} already."))
    return found


def problems_with_adding_deputy(service: Service, person: User) -> list[Problem]:
    """A deputy keeps a service beside its owner, or while it has none. One query, none after `with_keepers`."""
    found = _problems_with_keeping(service, person)
    if not found and any(keeper.user_id == person.pk for keeper in service.keepers.all()):
        found.append(Problem("already-keeper", f"{person.full_name} keeps {service.name} already."))
    return found


def problems_with_removing_keeper(keeper: ServiceKeeper | None) -> list[Problem]:
    """`keeper` is what stands now; None where somebody else has removed it."""
    if keeper:
        return []
    return [Problem("not-a-keeper", "This person no longer keeps the service. Look at the page again.")]


def _problems_with_keeping(service: Service, person: User) -> list[Problem]:
    if not person.is_active:
        message = f"The account of {person.full_name} is disabled. Choose somebody else to keep {service.name}."
        return [Problem("disabled", message)]
    if Role.SERVICE_MANAGER.value not in person.roles:
        message = (
            f"{person.full_name} is not a service manager, so cannot keep {service.name}. "
            "Give them the role first, or choose somebody else."
        )
        return [Problem("not-a-service-manager", message)]
    return []
