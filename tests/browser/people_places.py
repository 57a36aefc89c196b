"""Handovers and deputies in every state, and services with and without an owner."""

from eoi.actions.handover import cancel_handover, fail_handover
from eoi.identity import perform
from eoi.models import Handover, Role, Service, User
from tests.browser.adverts import Adverts, made
from tests.factories.handovers import hand_over, name_deputy
from tests.factories.people import make_officer, make_person
from tests.factories.services import make_owner
from tests.factories.world import World, make_draft


class PeoplePlaces(Adverts):
    administrator: User

    @made
    def shared(self) -> World:
        """A draft whose officers hand over and name deputies."""
        return make_draft(self.clock, reference="SAL-2026-171", ready=False)

    @made
    def planned_handover(self) -> Handover:
        taker = make_officer(full_name="Theodora Fitzwilliam-Montgomery of the Procurement Team")
        return hand_over(self.shared.advert, self.shared.officer, taker, by=self.shared.officer, starts_in=14)

    @made
    def running_deputy(self) -> Handover:
        return name_deputy(
            self.shared.advert, self.shared.second_officer, make_officer(), by=self.shared.second_officer
        )

    @made
    def failed_handover(self) -> Handover:
        giver, taker = self.owned_service.owner, make_person(Role.SERVICE_MANAGER)
        handover = hand_over(self.owned_service, giver, taker, by=self.administrator, starts_in=1)
        failure = f"{taker.full_name} does not have the role “Service manager”. Choose somebody who has."
        return perform(fail_handover, by=None, handover=handover, failure=failure)

    @made
    def cancelled_handover(self) -> Handover:
        service = Service.objects.get(key="customer-services")
        giver, taker = make_owner(service, by=self.administrator), make_person(Role.SERVICE_MANAGER)
        handover = hand_over(service, giver, taker, by=self.administrator, starts_in=1)
        return perform(cancel_handover, by=self.administrator, handover=handover, reason="The post is not filled.")

    @made
    def owned_service(self) -> Service:
        """And somebody who could own it instead."""
        service = Service.objects.get(key="it-services")
        make_owner(service, by=self.administrator)
        make_person(Role.SERVICE_MANAGER)
        return service

    @property
    def taker(self) -> User:
        return self.planned_handover.to_person

    @property
    def giver(self) -> User:
        return self.shared.officer
