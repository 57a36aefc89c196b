"""Prospective partners, their organisations and their expressions of interest."""

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.membership import ask_to_join, invite_colleague
from eoi.actions.submission import withdraw
from eoi.identity import perform
from eoi.models import ExpressionOfInterest, MembershipInvitation, Organisation, Role, Submission, User
from tests.browser.adverts import Adverts, made
from tests.factories.organisations import add_member
from tests.factories.people import make_organisation, make_partner, make_person, organisation_of
from tests.factories.world import fill_in, start, submit_for

LONG_NAME = "The Greater Irwell Valley Shared Services and Skills Alliance"
LONG_WORDS = "We would begin with payroll, because it is where the queues are longest. " * 12


class Partners(Adverts):
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
    def changed_since(self) -> ExpressionOfInterest:
        """Submitted, and changed since: one answer in a few words of many, one emptied, and a new address."""
        submission = submit_for(self.open, words=LONG_WORDS)
        partner, expression = submission.submitted_by, submission.expression
        changes = [
            AnswerChange(
                "objective-1", 1, text=f"{LONG_WORDS.replace('payroll', 'pensions', 1)}\n\nAnd then with payroll."
            ),
            AnswerChange("objective-2", 1, nothing_offered=True),
            AnswerChange("other-ideas", 0, text="Evening opening."),
        ]
        expression = perform(save_answers, by=partner, expression=expression, changes=changes)
        add_member(expression, partner)
        return expression

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
