"""A panel of five on the closed advert, part-way: one has finished, two are busy, one has begun, one has still to declare."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert, Criterion, Submission
from evaluation.actions.assessment import ScoreChange, lock_assessment, save_scores
from evaluation.actions.conflict import ConflictStatement, declare_conflicts
from evaluation.actions.panel import add_member, choose_chair, form_panel, open_scoring
from evaluation.demonstration import content
from evaluation.demonstration.content import Opinion
from evaluation.demonstration.staff import Staff
from evaluation.models import ConflictNature, ConflictOutcome, PanelMember

Day = Callable[..., datetime]

LOCKED = (10, 13, 8)  # how many submissions each of the first three has locked; the first two then have one begun
RECUSED = "irwell-valley-university"  # the third evaluator steps back from this one


def score_in_part(advert: Advert, staff: Staff, day: Day) -> None:
    """Form the panel, open scoring, declare, score."""
    officer = staff.officers[0]
    stop_clock(day(-19, 10))
    panel = perform(form_panel, by=officer, advert=advert, name="Corporate Services panel", scoring_due_at=day(11, 17))
    members = [perform(add_member, by=officer, panel=panel, person=person) for person in staff.evaluators]
    perform(choose_chair, by=officer, member=members[0])
    stop_clock(day(-18, 9))
    panel = perform(open_scoring, by=officer, panel=panel)
    submissions = _in_order(advert)
    for number, member in enumerate(members[:4]):
        stop_clock(day(-17, 9 + number))
        perform(declare_conflicts, by=member.user, member=member, statements=_statements(number, submissions))
    criteria = list(advert.criteria.select_related("wording__objective"))
    for number, member in enumerate(members[:3]):
        _score(member, number, submissions, criteria, day)
    _begin(members[3], submissions[0], criteria, opinion_of=_opinions(submissions[0]), at=day(-5, 16))


def _in_order(advert: Advert) -> list[Submission]:
    submissions = Submission.objects.standing().for_advert(advert)
    return sorted(submissions, key=lambda submission: submission.expression.organisation.name)


def _statements(number: int, submissions: Iterable[Submission]) -> list[ConflictStatement]:
    recused_name = content.organisation(RECUSED).name
    statements = []
    for submission in submissions:
        organisation = submission.expression.organisation
        if number == 2 and organisation.name == recused_name:
            details = "My daughter works in the faculty that wrote this."
            statement = ConflictStatement(organisation, ConflictOutcome.RECUSED, ConflictNature.PERCEIVED, details)
        else:
            statement = ConflictStatement(organisation, ConflictOutcome.NONE)
        statements.append(statement)
    return statements


def _score(
    member: PanelMember, number: int, submissions: list[Submission], criteria: list[Criterion], day: Day
) -> None:
    recused_name = content.organisation(RECUSED).name
    own = [each for each in submissions if number != 2 or each.expression.organisation.name != recused_name]
    locked = own[: LOCKED[number]]
    for position, submission in enumerate(locked):
        stop_clock(day(-16 + position, 10 + number, position))
        opinions = _opinions(submission)
        changes = [_change(criterion, opinions[criterion.wording.objective.number][number]) for criterion in criteria]
        perform(save_scores, by=member.user, member=member, submission=submission, changes=changes)
        perform(lock_assessment, by=member.user, member=member, submission=submission)
    if len(own) > len(locked):
        _begin(member, own[len(locked)], criteria[:2], opinion_of=_opinions(own[len(locked)]), at=day(-2, 15))


def _begin(
    member: PanelMember,
    submission: Submission,
    criteria: Iterable[Criterion],
    *,
    opinion_of: dict[int, list[Opinion]],
    at: datetime,
) -> None:
    """Scores without their rationales yet."""
    stop_clock(at)
    changes = [
        _change(criterion, Opinion(0, opinion_of[criterion.wording.objective.number][1].score, ""))
        for criterion in criteria
    ]
    perform(save_scores, by=member.user, member=member, submission=submission, changes=changes)


def _opinions(submission: Submission) -> dict[int, list[Opinion]]:
    """Three opinions an objective, by objective number."""
    name = submission.expression.organisation.name
    found: dict[int, list[Opinion]] = {}
    for organisation in content.organisations():
        if organisation.name == name:
            for opinion in organisation.opinions:
                found.setdefault(opinion.objective, []).append(opinion)
    return found


def _change(criterion: Criterion, opinion: Opinion) -> ScoreChange:
    return ScoreChange(
        criterion=criterion,
        version=0,
        value=None if opinion.score is None else Decimal(opinion.score),
        not_addressed=opinion.score is None,
        rationale=opinion.rationale,
    )
