"""Somebody and something in every state that a page can show, made when first asked for."""

import re
from datetime import UTC, datetime
from functools import cached_property

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from post_office.models import Email

from eoi.actions.advert import decide_to_advertise
from eoi.actions.membership import ask_to_join, invite_colleague
from eoi.actions.opening import request_opening
from eoi.actions.staff_invitation import invite_staff
from eoi.actions.submission import withdraw
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, MembershipInvitation, Organisation, Role, StaffInvitation, Submission, User
from tests.evaluation import world as panels
from tests.evaluation.world import PanelWorld
from tests.factories.people import (
    TOTP_SECRET,
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_organisation,
    make_partner,
    make_person,
    organisation_of,
)
from tests.factories.world import (
    Clock,
    World,
    close,
    fill_in,
    make_draft,
    make_open,
    make_published,
    open_submissions,
    start,
    submit_for,
)

TODAY = datetime(2026, 4, 2, 10, tzinfo=UTC)
STILL_OPEN = datetime(2026, 4, 30, 16, tzinfo=UTC)
LONG_NAME = "The Greater Irwell Valley Shared Services and Skills Alliance"
LONG_WORDS = "We would begin with payroll, because it is where the queues are longest. " * 12


class made(cached_property):  # noqa: N801 — used as a decorator
    """Made at the first look; whatever that took, the clock stands at TODAY afterwards."""

    def __get__(self, places, owner=None):
        found = super().__get__(places, owner)
        places.clock.set(TODAY)
        return found


class Places:
    """Names as the visits use them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        clock.set(TODAY)

    # Adverts

    @made
    def draft(self) -> World:
        return make_draft(self.clock, reference="SAL-2026-101")

    @made
    def unfinished_draft(self) -> World:
        """Complete, but not decided on: its closing time lies ahead."""
        return make_draft(self.clock, reference="SAL-2026-102", closes_at=STILL_OPEN)

    @made
    def decided(self) -> World:
        world = make_draft(self.clock, reference="SAL-2026-103", closes_at=STILL_OPEN)
        version, reasons = world.advert.draft_version, "The evidence is sufficient."
        perform(decide_to_advertise, by=world.approver, advert=world.advert, draft_version=version, reasons=reasons)
        return world

    @made
    def published(self) -> World:
        return make_published(self.clock, reference="SAL-2026-104", closes_at=STILL_OPEN)

    @made
    def open(self) -> World:
        return make_open(self.clock, reference="SAL-2026-105", closes_at=STILL_OPEN)

    @made
    def closed(self) -> World:
        return self._closed("SAL-2026-106")

    @made
    def requested(self) -> World:
        world = self._closed("SAL-2026-107")
        perform(request_opening, by=world.officer, advert=world.advert)
        return world

    def _closed(self, reference: str) -> World:
        world = make_open(self.clock, reference=reference)
        submit_for(world)
        submit_for(world)
        return close(world)

    # Partners and their expressions of interest

    @made
    def newcomer(self) -> User:
        return make_person(Role.PROSPECTIVE_PARTNER, full_name="Nora Newcomer")

    @made
    def lead(self) -> User:
        """Leads an organisation where a colleague, an invitation and a request wait."""
        lead = make_partner(full_name="Leonora Fitzgerald-Hargreaves")
        organisation = organisation_of(lead)
        Organisation.objects.filter(pk=organisation.pk).update(name=LONG_NAME)
        make_partner(organisation, lead=False, full_name="Conrad Contributor")
        perform(invite_colleague, by=lead, organisation=organisation, email="somebody.else@example.org")
        perform(ask_to_join, by=self.asker, reference=organisation.reference)
        return lead

    @made
    def asker(self) -> User:
        return make_person(Role.PROSPECTIVE_PARTNER, full_name="Asa Asker")

    @property
    def organisation(self) -> Organisation:
        return organisation_of(self.lead)

    @property
    def contributor(self) -> User:
        return User.objects.get(full_name="Conrad Contributor")

    @property
    def invitation(self) -> MembershipInvitation:
        return MembershipInvitation.objects.get(organisation=self.organisation)

    @made
    def invited(self) -> MembershipInvitation:
        """For the newcomer."""
        return perform(invite_colleague, by=self.lead, organisation=self.organisation, email=self.newcomer.email)

    @made
    def two_hats(self) -> User:
        """Acts for two organisations."""
        person = make_partner()
        make_partner(make_organisation(created_by=person))
        other = make_organisation(created_by=person)
        other.memberships.create(user=person, role="lead")
        return person

    @made
    def begun(self) -> ExpressionOfInterest:
        """Nothing answered yet."""
        return start(self.open, self.lead)

    @made
    def ready(self) -> ExpressionOfInterest:
        """Everything answered, nothing submitted."""
        partner = make_partner()
        return fill_in(start(self.open, partner), partner, words=LONG_WORDS)

    @made
    def submitted(self) -> Submission:
        return submit_for(self.open, words=LONG_WORDS)

    @made
    def withdrawn(self) -> Submission:
        submission = submit_for(self.open)
        partner = submission.submitted_by
        perform(withdraw, by=partner, expression=submission.expression, reason="We found another way.")
        return submission

    @made
    def late(self) -> ExpressionOfInterest:
        """Of an advert that has closed."""
        return self.closed.submissions[0].expression

    # The council's people

    @made
    def officer(self) -> User:
        return make_officer()

    @made
    def approver(self) -> User:
        return make_approver()

    @made
    def auditor(self) -> User:
        return make_auditor()

    @made
    def evaluator(self) -> User:
        return make_evaluator()

    @made
    def administrator(self) -> User:
        return make_administrator()

    @made
    def manager(self) -> User:
        return make_person(Role.SERVICE_MANAGER)

    @made
    def disabled(self) -> User:
        return make_officer(is_active=False)

    @made
    def unprotected(self) -> User:
        """Council staff who have not set up a second factor."""
        person = make_officer()
        Authenticator.objects.filter(user=person).delete()
        return person

    @made
    def without_password(self) -> User:
        person = make_partner()
        person.set_unusable_password()
        person.save(update_fields=["password"])
        return person

    @made
    def staff_invitation(self) -> StaffInvitation:
        return perform(
            invite_staff,
            by=self.administrator,
            email="new.colleague@example.org",
            full_name="New Colleague",
            roles=["evaluator", "service-manager"],
        )

    @property
    def staff_token(self) -> str:
        self.staff_invitation  # noqa: B018 — made when asked for
        return self.in_mail("new.colleague@example.org", r"/staff-invitation/([^/\s]+)/")

    @property
    def confirmation_key(self) -> str:
        partner = make_person(Role.PROSPECTIVE_PARTNER, sign_in=False)
        address = EmailAddress.objects.create(user=partner, email=partner.email, primary=True)
        return EmailConfirmationHMAC(address).key

    @property
    def reset_person(self) -> str:
        return user_pk_to_url_str(self.lead)

    @property
    def reset_key(self) -> str:
        return default_token_generator.make_token(self.lead)

    @made
    def lead_with_second_factor(self) -> User:
        person = make_partner()
        TOTP.activate(person, TOTP_SECRET)
        RecoveryCodes.activate(person)
        return person

    # Panels

    @made
    def opened(self) -> World:
        """Opened, and no panel formed."""
        self.auditor  # noqa: B018 — leave to read is given at the opening
        return open_submissions(self._closed("SAL-2026-108"))

    @made
    def forming(self) -> PanelWorld:
        return panels.make_panel(self.clock, reference="SAL-2026-109", members=1, chair=False)

    @made
    def formed(self) -> PanelWorld:
        return panels.make_panel(self.clock, reference="SAL-2026-110")

    @made
    def declaring(self) -> PanelWorld:
        return panels.make_scoring(self.clock, reference="SAL-2026-111", declared=False)

    @made
    def scoring(self) -> PanelWorld:
        """Of three submissions the chair locked one, recused from one, and saved one score twice on two pages."""
        it = panels.make_scoring(self.clock, reference="SAL-2026-112", submissions=4)
        panels.score(it, it.chair, it.submissions[0], 5, 4, 3, 2, None)
        panels.step_back(it, it.chair, it.submissions[1])
        panels.save(it, it.chair, it.submissions[2], 4, rationale="From the first page (¶1).")
        panels.save(it, it.chair, it.submissions[2], 2, rationale="From the second page (¶2).", version=0)
        panels.save(it, it.members[1], it.submissions[3], 3, 3, 3, 3, None, rationale=LONG_WORDS)
        return it

    @made
    def concluded(self) -> PanelWorld:
        """Ranked; the second member recused from one, and left one unfinished."""
        it = panels.make_scoring(self.clock, reference="SAL-2026-113", submissions=3, members=3)
        chair, second, third = it.members
        for number, submission in enumerate(it.submissions):
            panels.score(it, chair, submission, 5 - number, 4, 3, 2, None, rationale=LONG_WORDS)
            panels.score(it, third, submission, number, 4, 3, 2, 0)
        panels.step_back(it, second, it.submissions[0])
        panels.score(it, second, it.submissions[1], 1, 2, 3, 4, None)
        return panels.close(it, reason="Ill for a month.")

    @property
    def a_submission(self) -> Submission:
        return self.opened.submissions[0]

    @property
    def locked(self) -> Submission:
        return self.scoring.submissions[0]

    @property
    def twice(self) -> Submission:
        return self.scoring.submissions[2]

    @property
    def untouched(self) -> Submission:
        """By the chair; the other member has scored it and not locked."""
        return self.scoring.submissions[3]

    @property
    def scoring_second(self) -> User:
        return self.scoring.members[1].user

    @property
    def concluded_second(self) -> User:
        return self.concluded.members[1].user

    @property
    def first_ranked(self) -> Submission:
        return self.concluded.submissions[0]

    @property
    def last_ranked(self) -> Submission:
        return self.concluded.submissions[-1]

    def in_mail(self, to: str, pattern: str) -> str:
        """What the latest mail to somebody contains."""
        found = re.search(pattern, Email.objects.filter(to__contains=to).latest("pk").message)
        assert found, f"No mail to {to} contains {pattern}"
        return found.group(1)
