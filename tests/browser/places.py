"""Somebody and something in every state that a page can show: what the visits name."""

from eoi.models import Submission, User
from tests.browser.adverts import made
from tests.browser.afterwards_places import AfterwardsPlaces
from tests.browser.amendment_places import AmendmentPlaces
from tests.browser.answer_places import AnswerPlaces
from tests.browser.assistance_places import AssistancePlaces
from tests.browser.availability_places import AvailabilityPlaces
from tests.browser.clarification_places import ClarificationPlaces
from tests.browser.closing_places import ClosingPlaces
from tests.browser.consultation_places import ConsultationPlaces
from tests.browser.criteria_places import CriteriaPlaces
from tests.browser.file_places import FilePlaces
from tests.browser.following_places import FollowingPlaces
from tests.browser.issue_places import IssuePlaces
from tests.browser.notice_places import NoticePlaces
from tests.browser.objectives_places import ObjectivesPlaces
from tests.browser.organisation_places import OrganisationPlaces
from tests.browser.pack_places import PackPlaces
from tests.browser.partners import LONG_WORDS
from tests.browser.people import People
from tests.browser.people_places import PeoplePlaces
from tests.browser.plan_places import PlanPlaces
from tests.browser.profile_places import ProfilePlaces
from tests.browser.questions_places import QuestionPlaces
from tests.evaluation import world as panels
from tests.evaluation.world import PanelWorld
from tests.factories.world import World, open_submissions


class Places(
    AfterwardsPlaces,
    ClarificationPlaces,
    AmendmentPlaces,
    AssistancePlaces,
    AvailabilityPlaces,
    AnswerPlaces,
    ClosingPlaces,
    ConsultationPlaces,
    CriteriaPlaces,
    FilePlaces,
    FollowingPlaces,
    NoticePlaces,
    ObjectivesPlaces,
    OrganisationPlaces,
    PackPlaces,
    PeoplePlaces,
    PlanPlaces,
    ProfilePlaces,
    QuestionPlaces,
    IssuePlaces,
    People,
):
    """And the panels."""

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
