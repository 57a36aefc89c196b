"""Letters, minutes and feedback in every state."""

from eoi.models import Letter, Minutes, RetentionHold, RetentionRun, Submission
from tests.browser.adverts import made
from tests.browser.partners import LONG_WORDS
from tests.browser.people import People
from tests.factories.correspondence import approve, correct, give, make_told, minute, tell, write
from tests.factories.retention import SEVEN_YEARS_LATER, delete, hold, make_due
from tests.factories.world import World, make_opened


class AfterwardsPlaces(People):
    """Each is kept as it is made: row-level security shows letters and minutes to nobody who is nobody."""

    @made
    def corresponding(self) -> World:
        """Opened by two officers; two organisations."""
        self.auditor  # noqa: B018 — leave to read is given at the opening
        return make_opened(self.clock, reference="SAL-2026-177")

    @made
    def sent_letter(self) -> Letter:
        return tell(self.corresponding, self.told_first, body=LONG_WORDS)

    @made
    def letter_to_approve(self) -> Letter:
        return write(self.corresponding, self.told_second, body=LONG_WORDS)

    @made
    def letter_to_send(self) -> Letter:
        letter = write(self.corresponding, self.told_second, kind="message", subject="When may we ring you?")
        return approve(self.corresponding, letter)

    @made
    def minutes_to_confirm(self) -> Minutes:
        return minute(self.corresponding, self.told_first, text=LONG_WORDS)

    @made
    def corrected_minutes(self) -> Minutes:
        minutes = minute(self.corresponding, self.told_second, text=LONG_WORDS)
        return correct(minutes, self.told_second.submitted_by, text=LONG_WORDS)

    @made
    def told(self) -> World:
        """Every organisation was told; both said how it went, one without its name."""
        world = make_told(self.clock, reference="SAL-2026-178")
        give(world.submissions[0], text=LONG_WORDS)
        give(world.submissions[1], is_anonymous=True)
        return world

    @property
    def due(self) -> World:
        """Told more than six years ago; the clock stays there."""
        world = self.told
        self.clock.set(SEVEN_YEARS_LATER)
        return world

    @made
    def deleted(self) -> RetentionRun:
        return delete(make_due(self.clock, reference="SAL-2026-179"))

    @made
    def held(self) -> RetentionHold:
        return hold(self.corresponding)

    @property
    def told_first(self) -> Submission:
        return self.corresponding.submissions[0]

    @property
    def told_second(self) -> Submission:
        return self.corresponding.submissions[1]

    @property
    def feedback_given(self) -> Submission:
        return self.told.submissions[0]
