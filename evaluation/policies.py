"""When may. Each rule lists its problems as sentences; empty means go. One function feeds page, button, refusal and test."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from eoi.models import Advert, AdvertOfficer, Assistance, Criterion, Submission, User
from eoi.permissions import is_approver
from eoi.problems import Problem
from evaluation.models import Assessment, ConflictDeclaration, Panel, PanelMember, Score, ScoreAlternative
from evaluation.permissions import is_evaluator
from evaluation.progress import MemberProgress

FEWEST_MEMBERS = 2


def problems_with_forming(advert: Advert) -> list[Problem]:
    """One panel an advert, for now."""
    if Panel.objects.for_advert(advert).exists():
        return [Problem("panel", "This advert has a panel already. Change that one instead.")]
    return []


def problems_with_changing_members(panel: Panel) -> list[Problem]:
    """Who scores is settled before anything is read."""
    if panel.is_preparing:
        return []
    return [Problem("panel", "Scoring has been opened: the members of the panel no longer change.")]


def problems_with_editing_panel(panel: Panel) -> list[Problem]:
    if panel.scoring_closed_at is None:
        return []
    return [Problem("panel", "Individual scoring has closed: the panel's name and dates no longer change.")]


def problems_with_adding(panel: Panel, person: User) -> list[Problem]:
    """DESIGN §5: nobody is officer and evaluator on one advert. Four queries."""
    found = problems_with_changing_members(panel)
    if found:
        return found
    if not is_evaluator(person):
        return [
            Problem(
                "not-eligible",
                f"{person.full_name} is not an evaluator. Ask the administrator to give them the role, or choose somebody else.",
            )
        ]
    if AdvertOfficer.objects.filter(advert=panel.advert, user=person).exists():
        return [
            Problem("not-eligible", f"{person.full_name} runs this advert, so does not score it. Choose somebody else.")
        ]
    if Assistance.objects.barring(person, panel.advert).exists():
        return [
            Problem(
                "not-eligible",
                f"{person.full_name} entered a submission to this advert for an organisation, or read it back. Choose somebody else.",
            )
        ]
    if is_approver(person):
        return [
            Problem(
                "not-eligible",
                f"{person.full_name} is an approver, who may read every submission from the opening on, and a member of the "
                "panel declares conflicts before reading anything. Choose somebody else.",
            )
        ]
    if PanelMember.objects.of_panel(panel).filter(user=person).exists():
        return [Problem("not-eligible", f"{person.full_name} is on this panel already.")]
    return []


def problems_with_opening_scoring(
    panel: Panel, *, members: Sequence[PanelMember], submission_count: int
) -> list[Problem]:
    """What the officer still has to do. No query."""
    if not panel.is_preparing:
        return [Problem("panel", "Scoring has been opened already.")]
    reference = panel.advert.reference
    found = []
    if not panel.advert.is_opened:
        found.append(
            Problem("panel", "The submissions have not been opened yet. Two officers open them after the closing time.")
        )
    elif not submission_count:
        found.append(Problem("panel", "No submission stands, so there is nothing to score."))
    if len(members) < FEWEST_MEMBERS:
        add = reverse("evaluation:panel-member-add", args=[reference])
        found.append(
            Problem("panel", f"The panel has {len(members)} of at least {FEWEST_MEMBERS} members. Add evaluators.", add)
        )
    if not any(member.is_chair for member in members):
        choose = reverse("evaluation:panel-chair-choose", args=[reference])
        found.append(Problem("panel", "The panel has no chair. Choose one of its members.", choose if members else ""))
    return found


def problems_with_phase(panel: Panel) -> list[Problem]:
    """Scores and declarations belong to the time between opening and closing individual scoring."""
    if panel.is_preparing:
        return [Problem("not-scoring", "Scoring has not been opened for this panel yet. You will be told by e-mail.")]
    if not panel.is_scoring:
        return [Problem("not-scoring", "The chair has closed individual scoring: scores no longer change.")]
    return []


def problems_with_declaring(member: PanelMember) -> list[Problem]:
    found = problems_with_phase(member.panel)
    if not found and member.has_declared:
        found.append(
            Problem(
                "declared",
                "You have declared your conflicts. If you learn of another, recuse yourself from that submission.",
            )
        )
    return found


def problems_with_recusing(member: PanelMember, submission: Submission) -> list[Problem]:
    """At any time once declared, once for each organisation; a recusal stands (R5)."""
    if not member.has_declared:
        return [Problem("not-eligible", "Declare your conflicts for every organisation first.")]
    return recusal_from(member, submission)


def recusal_from(member: PanelMember, submission: Submission) -> list[Problem]:
    """The problem that this member was recused from this organisation. One query."""
    recusals = ConflictDeclaration.objects.of_member(member).recusals()
    if not recusals.filter(organisation=submission.expression.organisation_id).exists():
        return []
    name = submission.expression.organisation.name
    return [
        Problem(
            "not-eligible",
            f"You declared a conflict of interest about {name}, so you neither read nor score its submission.",
        )
    ]


def problems_with_scoring(member: PanelMember, submission: Submission) -> list[Problem]:
    """In the scoring phase, declared, not recused (DESIGN §9). One query."""
    found = problems_with_phase(member.panel)
    if not found and not member.has_declared:
        declare = reverse("evaluation:conflict-declare", args=[member.panel.reference])
        found.append(
            Problem("not-eligible", "Declare your conflicts for every organisation before you score.", declare)
        )
    return found or recusal_from(member, submission)


def problems_with_locked(assessment: Assessment | None) -> list[Problem]:
    if assessment is None or not assessment.is_locked:
        return []
    return [Problem("locked", "You have locked these scores: they no longer change.")]


def problems_with_locking(
    criteria: Sequence[Criterion], scores: Mapping[int, Score], unsettled: Sequence[ScoreAlternative], *, page: str
) -> list[Problem]:
    """Everything still missing, each with a link into the scoring page. `scores` by criterion id. No query."""
    found = []
    open_choices = {alternative.score.criterion_id for alternative in unsettled}
    for criterion in criteria:
        title = criterion.wording.short_title
        score = scores.get(criterion.pk)
        if criterion.pk in open_choices:
            settle = f"{page}settle/{criterion.position}/"
            found.append(
                Problem("incomplete", f"“{title}” was saved in two versions. Choose which one stands.", settle)
            )
        if score is None or not score.is_marked:
            link = f"{page}#id_objective-{criterion.position}-mark_0"
            found.append(Problem("incomplete", f"“{title}” has no score. Choose one, or “not addressed”.", link))
        if score is None or not score.rationale.strip():
            link = f"{page}#id_objective-{criterion.position}-rationale"
            found.append(Problem("incomplete", f"“{title}” has no reason. Say why you gave this score.", link))
    return found


def problems_with_closing(
    panel: Panel, unfinished: Sequence[MemberProgress], reasons: Mapping[int, str]
) -> list[Problem]:
    """Each member with unfinished assessments is named, with a reason for leaving them out. `reasons` by member id."""
    return problems_with_phase(panel) or [
        Problem(
            "panel",
            f"Say why the unfinished assessments of {progress.member.user.full_name} are left out.",
            f"#id_reason-{progress.member.pk}",
        )
        for progress in unfinished
        if not reasons.get(progress.member.pk, "").strip()
    ]
