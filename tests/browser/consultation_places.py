"""Bodies and representatives, and a consultation in every state."""

from eoi.actions.consultation_body import retire_body
from eoi.identity import perform
from eoi.models import BodyKind, ConsultationBody, User
from tests.browser.adverts import Adverts, made
from tests.factories.ready_consultation import make_body, make_representative


class ConsultationPlaces(Adverts):
    officer: User

    @made
    def union(self) -> ConsultationBody:
        return make_body("The Greater Irwell Valley Union of Public and Allied Workers", by=self.officer)

    @made
    def union_speaker(self) -> User:
        return make_representative(self.union, by=self.officer, full_name="Ursula Unwin-Featherstonehaugh")

    @made
    def empty_body(self) -> ConsultationBody:
        """Nobody speaks for it, though somebody could."""
        self.union_speaker  # noqa: B018 — somebody who could be named
        return make_body("Staff network", BodyKind.STAFF_GROUP, by=self.officer, speakers=0)

    @made
    def retired_body(self) -> ConsultationBody:
        return perform(retire_body, by=self.officer, body=make_body("Former union", by=self.officer))
