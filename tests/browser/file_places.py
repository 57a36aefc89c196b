"""Supporting files in every state."""

from eoi.actions.file import record_scan
from eoi.identity import acting_as, perform
from eoi.models import ExpressionOfInterest, ScanState, StagedFile, Submission, User
from tests.browser.adverts import made
from tests.factories.partner_files import remove, stage, submit_with_files
from tests.factories.people import make_partner
from tests.factories.world import World, close, make_open, open_submissions, start

LONG_FILE_NAME = (
    "Organisation structure and the people we propose for each of the five services, fourth draft (final).pdf"
)
WHAT_IT_IS = "How we are organised, who would work with you, and what they have done before for councils of your size."


class FilePlaces:
    @made
    def attaching(self) -> ExpressionOfInterest:
        """Files of every state, and one that was removed."""
        partner = make_partner()
        expression = start(self.open, partner)
        for name, state in (
            (LONG_FILE_NAME, ScanState.CLEAN),
            ("accounts.pdf", ScanState.REFUSED),
            ("plan.pdf", None),
        ):
            file = stage(expression, partner, name, caption=WHAT_IT_IS if state else "")
            if state:
                perform(record_scan, by=None, stored=file.stored, state=state)
        remove(stage(expression, partner, "old-plan.pdf"), partner)
        return expression

    @property
    def attached_file(self) -> StagedFile:
        with acting_as(self.attaching.started_by):
            return StagedFile.objects.of_expression(self.attaching).standing()[0]

    @property
    def removed_file(self) -> StagedFile:
        with acting_as(self.attaching.started_by):
            return StagedFile.objects.of_expression(self.attaching).removed()[0]

    @made
    def with_files(self) -> Submission:
        """Submitted, holds two files."""
        return submit_with_files(self.open, files=2)

    @made
    def opened_with_files(self) -> World:
        world = make_open(self.clock, reference="SAL-2026-194")
        submit_with_files(world, files=3)
        return open_submissions(close(world))

    @property
    def submission_with_files(self) -> Submission:
        return self.opened_with_files.submissions[0]

    @property
    def closed_with_files(self) -> ExpressionOfInterest:
        return self.submission_with_files.expression

    @property
    def closed_attacher(self) -> User:
        return self.opened_with_files.partners[0]

    @property
    def closed_file(self) -> StagedFile:
        with acting_as(self.closed_attacher):
            return StagedFile.objects.of_expression(self.closed_with_files).standing()[0]
