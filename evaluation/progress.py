"""Where a panel's scoring stands: counts and names of what is unfinished, never a score (P1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from eoi.models import Advert, Submission
from evaluation.models import Assessment, ConflictDeclaration, Panel, PanelMember


@dataclass(frozen=True)
class MemberProgress:
    """One member's share of the work. `unfinished` are the submissions neither locked nor recused from."""

    member: PanelMember
    locked_count: int
    recused_count: int
    unfinished: tuple[Submission, ...]

    @property
    def assigned_count(self) -> int:
        return self.locked_count + len(self.unfinished)

    @property
    def is_finished(self) -> bool:
        return not self.unfinished

    @property
    def state(self) -> str:
        if self.is_finished:
            return "Finished"
        if not self.member.has_declared:
            return "Conflicts not declared"
        return "Scoring" if self.locked_count else "Nothing locked yet"


def submissions_before(advert: Advert) -> list[Submission]:
    """The standing submissions by organisation's name. One query."""
    return submissions_of([advert])


def submissions_of(adverts: Iterable[Advert]) -> list[Submission]:
    """By organisation's name: an order that says nothing about scores (P1). One query."""
    standing = Submission.objects.standing().filter(expression__advert__in=list(adverts))
    return list(
        standing.select_related("expression__organisation").order_by("expression__organisation__name", "expression_id")
    )


def progress_of(panel: Panel) -> list[MemberProgress]:
    """Every member, in order of name. Four queries."""
    submissions = submissions_before(panel.advert)
    recused = set(ConflictDeclaration.objects.of_panel(panel).recusals().values_list("member_id", "organisation_id"))
    locked = set(Assessment.objects.of_panel(panel).current().locked().values_list("member_id", "submission_id"))
    return [_of_member(member, submissions, recused, locked) for member in PanelMember.objects.of_panel(panel)]


def _of_member(
    member: PanelMember, submissions: list[Submission], recused: set[tuple[int, int]], locked: set[tuple[int, int]]
) -> MemberProgress:
    mine = [each for each in submissions if (member.pk, each.expression.organisation_id) not in recused]
    done = [each for each in mine if (member.pk, each.pk) in locked]
    return MemberProgress(
        member=member,
        locked_count=len(done),
        recused_count=len(submissions) - len(mine),
        unfinished=tuple(each for each in mine if (member.pk, each.pk) not in locked),
    )
