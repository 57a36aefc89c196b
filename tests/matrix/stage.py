"""One advert with everybody around it, brought to a phase through actions: what the access matrix is asked about."""

from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmationHMAC

from eoi.actions.consultation import consult_bodies
from eoi.actions.consultation_body import name_representative
from eoi.actions.membership import ask_to_join, invite_colleague
from eoi.actions.opening import request_opening
from eoi.actions.service import add_service_deputy
from eoi.actions.staff_invitation import invite_staff
from eoi.identity import perform
from eoi.models import (
    Assistance,
    Clarification,
    ConsortiumMember,
    ConsultationEvent,
    ExtensionRequest,
    JoinRequest,
    Letter,
    MembershipInvitation,
    Minutes,
    RetentionHold,
    Role,
    StaffInvitation,
    StagedFile,
    Submission,
    User,
)
from evaluation.actions.panel import add_member, choose_chair, form_panel, open_scoring
from evaluation.models import Panel, PanelMember
from tests.evaluation import world as panels
from tests.evaluation.world import PanelWorld
from tests.factories.amendments import ask as ask_for_time
from tests.factories.assistance import ask as ask_for_assistance
from tests.factories.correspondence import correct, minute, tell
from tests.factories.correspondence import write as write_letter
from tests.factories.handovers import hand_over
from tests.factories.organisations import add_member as add_to_consortium
from tests.factories.organisations import record_recovery
from tests.factories.partner_files import stage as stage_file
from tests.factories.people import (
    make_administrator,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.questions import ask_question
from tests.factories.ready_consultation import make_body, say, share
from tests.factories.retention import hold
from tests.factories.services import service_of
from tests.factories.unsubmitted import leave_unsubmitted
from tests.factories.world import (
    CLOSES,
    Clock,
    World,
    close,
    make_asked,
    make_open,
    open_submissions,
    start,
    submit_for,
)

# Moderation will come between scoring and concluded; until it exists, closing the scoring concludes the panel.
PHASES = ("draft", "open", "closed", "opened", "scoring", "concluded")
NOWHERE = "NOT-THERE-0000"


class Stage:
    """The advert in one phase. `people` by the names of the matrix's roles; a visitor is nobody.

    Draft: the decision has been asked for.
    From open on: two submissions, a complete draft that is never submitted, a request for more time, and a panel of three being formed.
    Closed: the opening has been asked for by the first officer.
    Scoring: all have declared, one with a conflict about `submission`; the chair has scored it, the evaluator begun, with one
    score saved in two versions.
    """

    world: World

    def __init__(self, phase: str, clock: Clock) -> None:
        self.phase = phase
        self.reached = PHASES.index(phase)
        self.clock = clock
        self.panel: Panel | None = None
        self.submission: Submission | None = None
        self.question: Clarification | None = None
        self.time_request: ExtensionRequest | None = None
        self.file: StagedFile | None = None
        self.consortium_member: ConsortiumMember | None = None
        self.assistance: Assistance | None = None
        self.letter: Letter | None = None
        self.letter_draft: Letter | None = None
        self.minutes: Minutes | None = None
        self.minutes_corrected: Minutes | None = None
        self.hold: RetentionHold | None = None
        self.world = (make_asked if phase == "draft" else make_open)(clock, with_document=True)
        self.document = self.world.advert.pack_documents.get()
        self.people = self._people()
        self._invite()
        self._consult()
        self._name_deputy()
        self.handover = hand_over(
            self.world.advert,
            self.world.officer,
            self.people["other-officer"],
            by=self.people["administrator"],
            starts_in=300,
        )
        for number, go_on in enumerate((self._open, self._close, self._unseal, self._score, self._conclude), start=1):
            if number <= self.reached:
                go_on()

    def person(self, role: str) -> User | None:
        return self.people[role]

    def _people(self) -> dict[str, User | None]:
        partner = make_partner()
        self.organisation = organisation_of(partner)
        return {
            "visitor": None,
            "partner": partner,
            "contributor": make_partner(self.organisation, lead=False),
            "other-partner": make_partner(),
            "officer": self.world.officer,
            "second-officer": self.world.second_officer,
            "other-officer": make_officer(),
            "approver": self.world.approver,
            "chair": make_evaluator(),
            "evaluator": make_evaluator(),
            "recused": make_evaluator(),
            "outside-evaluator": make_evaluator(),
            "lead-member": make_person(Role.LEAD_MEMBER),
            "representative": make_person(Role.REPRESENTATIVE),
            "other-representative": make_person(Role.REPRESENTATIVE),
            "service-manager": make_person(Role.SERVICE_MANAGER),
            "auditor": make_auditor(),
            "administrator": make_administrator(),
        }

    def _invite(self) -> None:
        """Somebody asks to join and, by the council, to lead; somebody is invited to join, a colleague to the council."""
        lead, organisation = self.people["partner"], self.organisation
        self.asker = make_person(Role.PROSPECTIVE_PARTNER)
        perform(ask_to_join, by=self.asker, reference=organisation.reference)
        perform(invite_colleague, by=lead, organisation=organisation, email=self.people["other-partner"].email)
        self.invitation = MembershipInvitation.objects.get()
        self.join_request = JoinRequest.objects.get()
        self.recovery = record_recovery(organisation, self.asker, by=self.people["officer"])
        perform(
            invite_staff,
            by=self.people["administrator"],
            email="new.colleague@salford.example",
            full_name="New Colleague",
            roles=[Role.EVALUATOR.value],
        )
        self.staff_invitation = StaffInvitation.objects.get()
        waiting = EmailAddress.objects.create(user=self.asker, email="second@example.org")
        self.confirmation_key = EmailConfirmationHMAC(waiting).key

    def _consult(self) -> None:
        """A union, for which the representative speaks, reads the draft and has said something; and another union."""
        officer, advert = self.people["officer"], self.world.advert
        self.body, other = (make_body(name, by=officer, speakers=0) for name in ("Stage Union", "Other Union"))
        for body, role in ((self.body, "representative"), (other, "other-representative")):
            perform(name_representative, by=officer, body=body, person=self.people[role])
        perform(consult_bodies, by=officer, advert=advert, bodies=[self.body, other])
        self.material = share(self.world, self.body, shows_draft=True)
        self.event = ConsultationEvent.objects.get()
        self.representation = say(self.world, self.body, is_formal=False, concerns_decision=False)

    def _name_deputy(self) -> None:
        """The service manager is a deputy of Finance, whose profile somebody else has signed off."""
        administrator, manager = self.people["administrator"], self.people["service-manager"]
        perform(add_service_deputy, by=administrator, service=service_of("finance"), person=manager)

    def _open(self) -> None:
        partner = self.people["partner"]
        self.consortium_member = add_to_consortium(start(self.world, partner), partner)
        self.file = stage_file(start(self.world, self.people["partner"]), self.people["partner"])
        self.submission = submit_for(self.world, self.people["partner"])
        self.assistance = ask_for_assistance(self.submission.expression, partner, self.people["other-officer"])
        self.question = ask_question(self.world, self.people["partner"])
        other = submit_for(self.world, self.people["other-partner"])
        leave_unsubmitted(self.world)
        later = CLOSES + timedelta(days=1)
        self.time_request = ask_for_time(other.expression, self.people["other-partner"], until=later)
        officer = self.people["officer"]
        self.panel = perform(form_panel, by=officer, advert=self.world.advert, name="Panel")
        for role in ("chair", "evaluator", "recused"):
            perform(add_member, by=officer, panel=self.panel, person=self.people[role])
        perform(choose_chair, by=officer, member=self.member("chair"))

    def _close(self) -> None:
        close(self.world)
        if self.phase == "closed":
            perform(request_opening, by=self.people["officer"], advert=self.world.advert)

    def _unseal(self) -> None:
        """And the organisation has been told, a further letter drafted, one conversation recorded and another corrected."""
        open_submissions(self.world)
        self.letter = tell(self.world, self.submission)
        self.letter_draft = write_letter(self.world, self.submission, kind="message")
        self.minutes = minute(self.world, self.submission)
        self.hold = hold(self.world)
        self.minutes_corrected = correct(minute(self.world, self.submission), self.people["partner"])

    def _score(self) -> None:
        perform(open_scoring, by=self.people["officer"], panel=self.panel)
        it = self._panel_world()
        for role in ("chair", "evaluator"):
            panels.declare(it, self.member(role))
        panels.declare(it, self.member("recused"), recused=(self.submission,))
        panels.save(it, self.member("chair"), self.submission, 5, 4, 3, 2, None)
        panels.save(it, self.member("evaluator"), self.submission, 4, rationale="From the first page (¶1).")
        panels.save(it, self.member("evaluator"), self.submission, 2, rationale="From the second page (¶2).")

    def _conclude(self) -> None:
        panels.close(self._panel_world(), reason="Ill for a month.")

    def _panel_world(self) -> PanelWorld:
        members = [self.member(role) for role in ("chair", "evaluator", "recused")]
        return PanelWorld(self.world, self.panel, members).refresh()

    def member(self, role: str) -> PanelMember:
        return PanelMember.objects.select_related("panel__advert", "user").get(panel=self.panel, user=self.people[role])
