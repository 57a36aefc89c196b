"""Known issues in every state, who keeps them, and a draft that carries one wording and has lost another."""

from eoi.actions.issue import edit_issue
from eoi.identity import perform
from eoi.models import IssueScope, KnownIssue, Need, Objective, User
from tests.browser.adverts import STILL_OPEN, Adverts, made
from tests.browser.partners import LONG_WORDS
from tests.factories.issues import choose, close, make_issue, release, withdraw, words
from tests.factories.services import make_deputy, service_of
from tests.factories.world import World, make_draft

LONG_TITLE = (
    "Suppliers wait for their money for weeks, telephone us every day, and some of them no longer deliver to us at all"
)


class IssuePlaces(Adverts):
    manager: User

    @made
    def issue_keeper(self) -> User:
        """Of Finance."""
        return make_deputy(service_of(), full_name="Katharina Keeper-Featherstonehaugh")

    @made
    def quiet_keeper(self) -> User:
        """Of a service without issues."""
        return make_deputy(service_of("strategy-development"))

    @made
    def internal_issue(self) -> KnownIssue:
        links = {"needs": list(Need.objects.all()), "objectives": list(Objective.objects.all()[:3])}
        return make_issue(by=self.issue_keeper, title=LONG_TITLE, matter=LONG_WORDS, partner_help=LONG_WORDS, **links)

    @made
    def released_issue(self) -> KnownIssue:
        issue = make_issue(by=self.issue_keeper, horizon="future")
        release(issue, title=LONG_TITLE, text=LONG_WORDS)
        return issue

    @made
    def changed_issue(self) -> KnownIssue:
        """Released twice, changed since."""
        issue = make_issue(by=self.issue_keeper)
        release(issue)
        release(issue)
        return perform(edit_issue, by=self.issue_keeper, issue=issue, version=1, words=words(title="Worse by now"))

    @made
    def closed_issue(self) -> KnownIssue:
        """With a wording that was taken back."""
        issue = make_issue(by=self.issue_keeper)
        release(issue)
        return close(issue)

    @made
    def saying(self) -> World:
        """A draft that carries a wording, and has lost one."""
        world = make_draft(self.clock, reference="SAL-2026-150", closes_at=STILL_OPEN)
        lost = make_issue(scope=IssueScope.PERSONNEL, by=self.manager)
        kept = make_issue(by=self.issue_keeper)
        choose(world, release(kept, text=LONG_WORDS), release(lost))
        withdraw(lost)
        return world
