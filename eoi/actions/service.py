"""Who keeps a service: its one owner, and deputies (S9, S10)."""

from eoi.audit import action, record
from eoi.models import Service, ServiceKeeper, User
from eoi.navigation import address_of
from eoi.notifications import public_link, queue_mail
from eoi.policies.service import problems_with_adding_deputy, problems_with_naming_owner, problems_with_removing_keeper
from eoi.problems import refuse_if


@action("service-owner.name")
def name_service_owner(*, service: Service, person: User, by: User, was: str | None = None) -> ServiceKeeper:
    """Make this person the owner. Whoever owned it before keeps it no longer; a deputy is promoted. The new owner is told.

    With `was`, the reference of the owner on the page that was read, or nothing, a colleague's change stands (P13).
    """
    service = _locked(service)
    refuse_if(problems_with_naming_owner(service, person, was=was))
    before = service.owner
    service.keepers.owned_or_kept_by(person).delete()
    keeper = ServiceKeeper.objects.create(service=service, user=person, is_owner=True, assigned_by=by)
    _tell(keeper)
    record(
        "service-owner.name",
        by=by,
        subject=service,
        before={"owner": before.reference if before else ""},
        after={"owner": person.reference},
    )
    return keeper


@action("service-deputy.add")
def add_service_deputy(*, service: Service, person: User, by: User) -> ServiceKeeper:
    """Let this person do all that the owner does. They are told."""
    service = _locked(service)
    refuse_if(problems_with_adding_deputy(service, person))
    keeper = ServiceKeeper.objects.create(service=service, user=person, is_owner=False, assigned_by=by)
    _tell(keeper)
    record("service-deputy.add", by=by, subject=service, after={"deputy": person.reference})
    return keeper


@action("service-keeper.remove")
def remove_service_keeper(*, keeper: ServiceKeeper, by: User) -> Service:
    """An owner or deputy keeps the service no longer. What they signed stays theirs; a draft stays with the service."""
    service = _locked(keeper.service)
    standing = service.keepers.filter(pk=keeper.pk).select_related("user").first()
    refuse_if(problems_with_removing_keeper(standing))
    keeper.delete()
    place = "owner" if keeper.is_owner else "deputy"
    record("service-keeper.remove", by=by, subject=service, before={place: keeper.user.reference})
    return service


def _locked(service: Service) -> Service:
    """Two administrators at once name one owner after the other."""
    return Service.objects.lock_for_change().get(pk=service.pk)


def _tell(keeper: ServiceKeeper) -> None:
    there = address_of("eoi:service-start") or address_of("eoi:start")
    queue_mail(
        to=[keeper.user.email],
        template="emails/service_keeper_named.txt",
        context={"service": keeper.service, "is_owner": keeper.is_owner, "link": public_link(there)},
    )
