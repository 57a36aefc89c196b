"""Every state of a panel, reached honestly: through actions, as the person who would do it."""

from dataclasses import dataclass
from decimal import Decimal

from eoi.identity import perform
from eoi.models import Criterion, Submission, User
from evaluation.actions.assessment import ScoreChange, lock_assessment, save_scores
from evaluation.actions.conflict import ConflictStatement, declare_conflicts, recuse
from evaluation.actions.panel import add_member, choose_chair, close_individual_scoring, form_panel, open_scoring
from evaluation.models import Assessment, ConflictNature, ConflictOutcome, Panel, PanelMember, Score
from evaluation.progress import submissions_before
from tests.factories.people import make_evaluator
from tests.factories.snapshots import kept
from tests.factories.world import Clock, World, make_opened


@dataclass
class PanelWorld:
    """An advert with its panel. The first member is the chair."""

    world: World
    panel: Panel
    members: list[PanelMember]

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def officer(self) -> User:
        return self.world.officer

    @property
    def chair(self) -> PanelMember:
        return self.members[0]

    @property
    def submissions(self) -> list[Submission]:
        return submissions_before(self.world.advert)

    @property
    def criteria(self) -> list[Criterion]:
        return list(self.world.advert.criteria.select_related("wording__objective"))

    def refresh(self) -> "PanelWorld":
        self.panel = Panel.objects.select_related("advert").get(pk=self.panel.pk)
        self.members = [PanelMember.objects.select_related("panel__advert", "user").get(pk=m.pk) for m in self.members]
        return self


@kept
def make_panel(clock: Clock, *, members: int = 2, chair: bool = True, **options) -> PanelWorld:
    """Formed on an opened advert, scoring not opened."""
    return form_panel_for(make_opened(clock, **options), members=members, chair=chair)


def form_panel_for(world: World, *, members: int = 2, chair: bool = True) -> PanelWorld:
    panel = perform(form_panel, by=world.officer, advert=world.advert, name="Corporate Services panel")
    places = [perform(add_member, by=world.officer, panel=panel, person=make_evaluator()) for _ in range(members)]
    if chair:
        perform(choose_chair, by=world.officer, member=places[0])
    return PanelWorld(world, panel, places).refresh()


@kept
def make_scoring(clock: Clock, *, declared: bool = True, members: int = 2, **options) -> PanelWorld:
    """Scoring open; everybody has declared that they have no conflict."""
    return open_scoring_for(make_opened(clock, **options), declared=declared, members=members)


def open_scoring_for(world: World, *, declared: bool = True, members: int = 2) -> PanelWorld:
    it = form_panel_for(world, members=members)
    perform(open_scoring, by=it.officer, panel=it.panel)
    it.refresh()
    if declared:
        for member in it.members:
            declare(it, member)
    return it.refresh()


def declare(it: PanelWorld, member: PanelMember, *, recused: tuple[Submission, ...] = ()) -> PanelMember:
    statements = [
        ConflictStatement(
            submission.expression.organisation, ConflictOutcome.RECUSED, ConflictNature.ACTUAL, "My sister runs it."
        )
        if submission in recused
        else ConflictStatement(submission.expression.organisation, ConflictOutcome.NONE)
        for submission in it.submissions
    ]
    return perform(declare_conflicts, by=member.user, member=member, statements=statements)


def step_back(it: PanelWorld, member: PanelMember, submission: Submission):
    return perform(
        recuse,
        by=member.user,
        member=member,
        submission=submission,
        nature=ConflictNature.PERCEIVED,
        details="We were at school together.",
    )


def changes(it: PanelWorld, *marks, rationale: str = "Convincing (¶1).", version: int = 0) -> list[ScoreChange]:
    """One change a mark, in the order of the criteria; None is not addressed."""
    return [
        ScoreChange(
            criterion=criterion,
            version=version,
            value=None if mark is None else Decimal(mark),
            not_addressed=mark is None,
            rationale=rationale,
        )
        for criterion, mark in zip(it.criteria, marks, strict=False)
    ]


def save(it: PanelWorld, member: PanelMember, submission: Submission, *marks, **options):
    given = changes(it, *marks, **options)
    return perform(save_scores, by=member.user, member=member, submission=submission, changes=given)


def lock(it: PanelWorld, member: PanelMember, submission: Submission) -> Assessment:
    return perform(lock_assessment, by=member.user, member=member, submission=submission)


def score(it: PanelWorld, member: PanelMember, submission: Submission, *marks, **options) -> Assessment:
    """Saved and locked."""
    save(it, member, submission, *marks, **options)
    return lock(it, member, submission)


def close(it: PanelWorld, *, reason: str = "") -> PanelWorld:
    reasons = {member.pk: reason for member in it.members} if reason else {}
    perform(close_individual_scoring, by=it.chair.user, panel=it.panel, reasons=reasons)
    return it.refresh()


@kept
def make_concluded(clock: Clock, **options) -> PanelWorld:
    """Everything scored and closed: the first submission best, the second less so, and so on."""
    it = make_scoring(clock, **options)
    for number, submission in enumerate(it.submissions):
        for place, member in enumerate(it.members):
            top = max(0, 5 - number)
            score(it, member, submission, top, max(0, top - place), 3, 2, None)
    return close(it)


def scores_of(assessment: Assessment) -> list[Score]:
    return list(assessment.scores.select_related("criterion"))
