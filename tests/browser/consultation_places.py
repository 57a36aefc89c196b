"""Bodies and representatives, and a consultation in every state."""

from dataclasses import dataclass, field

from eoi.actions.consultation import EventRecord, consult_bodies, correct_event, withdraw_material
from eoi.actions.consultation_body import name_representative, retire_body
from eoi.actions.representation import withdraw_representation
from eoi.identity import perform
from eoi.models import (
    BodyKind,
    ConsultationBody,
    ConsultationEvent,
    Representation,
    Role,
    SharedMaterial,
    User,
)
from eoi.working_days import uk_day
from tests.browser.adverts import STILL_OPEN, Adverts, made
from tests.factories.people import make_person
from tests.factories.ready_consultation import make_body, make_representative, reply_of_council, say, share
from tests.factories.world import OPENS, World, make_draft

LONG_WORDS = "Our members would like to know what becomes of the rotas, and of the people who work them. " * 12


class ConsultationPlaces(Adverts):
    officer: User

    @made
    def union(self) -> ConsultationBody:
        return make_body("The Greater Irwell Valley Union of Public and Allied Workers", by=self.officer, speakers=0)

    @made
    def union_speaker(self) -> User:
        return make_representative(self.union, by=self.officer, full_name="Ursula Unwin-Featherstonehaugh")

    @made
    def speaker_for_nobody(self) -> User:
        return make_person(Role.REPRESENTATIVE)

    @made
    def empty_body(self) -> ConsultationBody:
        """Nobody speaks for it, though somebody could."""
        self.union_speaker  # noqa: B018 — somebody who could be named
        return make_body("Staff network", BodyKind.STAFF_GROUP, by=self.officer, speakers=0)

    @made
    def retired_body(self) -> ConsultationBody:
        return perform(retire_body, by=self.officer, body=make_body("Former union", by=self.officer))

    @made
    def not_begun(self) -> World:
        """A draft whose consultation has not begun."""
        self.union  # noqa: B018 — a body to choose
        return make_draft(self.clock, reference="SAL-2026-141", closes_at=STILL_OPEN, ready=False)

    @made
    def talk(self) -> "Talk":
        """Two bodies that say something, things shared and withdrawn, an event corrected."""
        world = make_draft(self.clock, reference="SAL-2026-142", closes_at=STILL_OPEN)
        forum = make_body("Forum of part-time staff", BodyKind.STAFF_GROUP, by=self.officer, speakers=0)
        talk = Talk(world, forum, self.union, self.union_speaker)
        talk.speaker_of_forum = make_representative(forum, by=self.officer, full_name="Quinn Quiet")
        talk.speaker_for_both = make_representative(self.union, by=self.officer, full_name="Toni Two")
        perform(name_representative, by=self.officer, body=forum, person=talk.speaker_for_both)
        perform(consult_bodies, by=world.officer, advert=world.advert, bodies=[self.union, forum])
        talk.share()
        talk.speak()
        return talk


@dataclass
class Talk:
    """A draft in consultation."""

    world: World
    forum: ConsultationBody
    union: ConsultationBody
    speaker_of_union: User

    def share(self) -> None:
        world = self.world
        self.material = share(world, self.union, text=LONG_WORDS, link="/services/", shows_draft=True)
        self.wrong = share(world, title="Figures for the year before last")
        perform(withdraw_material, by=world.officer, material=self.wrong, reason="They are of another year.")
        self.event = ConsultationEvent.objects.get(consultation__advert=world.advert)
        again = EventRecord("visit", uk_day(OPENS), "Broughton House", "Everybody", LONG_WORDS)
        perform(correct_event, by=world.second_officer, event=self.event, number=1, correction=again)

    def speak(self) -> None:
        general = {"is_formal": False, "concerns_decision": False}
        self.waiting = say(
            self.world, self.union, title="What becomes of the rotas of the contact centre", text=LONG_WORDS
        )
        self.answered = say(self.world, self.union, others_may_read=True, **general)
        reply_of_council(self.world, self.answered, LONG_WORDS)
        self.settled = say(self.world, self.forum, **general)
        by = self.speaker_of_forum
        perform(withdraw_representation, by=by, representation=self.settled, reason="Settled.")

    speaker_of_forum: User = field(init=False)
    speaker_for_both: User = field(init=False)
    material: SharedMaterial = field(init=False)
    wrong: SharedMaterial = field(init=False)
    event: ConsultationEvent = field(init=False)
    waiting: Representation = field(init=False)
    answered: Representation = field(init=False)
    settled: Representation = field(init=False)
