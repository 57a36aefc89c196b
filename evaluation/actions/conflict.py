"""Declaring conflicts before anything is read, and recusing oneself later (R5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eoi.actions.reading import grant_reading, revoke_reading
from eoi.audit import action, record
from eoi.models import Organisation, ReadingPurpose, Submission, User
from eoi.problems import Problem, refuse_if
from evaluation.models import ConflictDeclaration, ConflictNature, ConflictOutcome, PanelMember
from evaluation.policies import problems_with_declaring, problems_with_recusing
from evaluation.progress import submissions_before


@dataclass(frozen=True)
class ConflictStatement:
    """What a member says about one organisation. A recusal says of what nature, and why."""

    organisation: Organisation
    outcome: ConflictOutcome
    nature: str = ""
    details: str = ""

    @property
    def is_recusal(self) -> bool:
        return self.outcome == ConflictOutcome.RECUSED


@action("conflict.declare")
def declare_conflicts(
    *, member: PanelMember, statements: Sequence[ConflictStatement], by: User, at: datetime
) -> PanelMember:
    """A statement about every organisation at once; leave to read follows for those without a conflict."""
    member.panel.hold()
    member = PanelMember.objects.locked().get(pk=member.pk)
    refuse_if(problems_with_declaring(member))
    submissions = submissions_before(member.panel.advert)
    refuse_if(_problems_with_statements(statements, submissions))
    ConflictDeclaration.objects.bulk_create(_declaration(member, statement) for statement in statements)
    member.declare(at=at)
    recused = {statement.organisation.pk for statement in statements if statement.is_recusal}
    open_to = [each for each in submissions if each.expression.organisation_id not in recused]
    grant_reading(submissions=open_to, user=member.user, purpose=ReadingPurpose.PANEL, by=by)
    after = {"organisations": len(statements), "recused": len(recused)}
    record("conflict.declare", by=by, subject=member, advert=member.panel.advert, after=after)
    return member


@action("conflict.recuse")
def recuse(*, member: PanelMember, submission: Submission, nature: str, details: str, by: User) -> ConflictDeclaration:
    """Step back from one organisation, at any time. Leave to read ends at once, and scores given so far do not count."""
    member.panel.hold()
    member = PanelMember.objects.locked().get(pk=member.pk)
    refuse_if(problems_with_recusing(member, submission))
    statement = ConflictStatement(submission.expression.organisation, ConflictOutcome.RECUSED, nature, details)
    refuse_if(_problems_with_recusal(statement))
    declaration = _declaration(member, statement)
    declaration.save()
    revoke_reading(
        submissions=[submission], user=member.user, reason="Recused: a conflict of interest was declared.", by=by
    )
    after = {"submission": submission.reference, "nature": nature}
    record("conflict.recuse", by=by, subject=member, advert=member.panel.advert, after=after)
    return declaration


def _declaration(member: PanelMember, statement: ConflictStatement) -> ConflictDeclaration:
    return ConflictDeclaration(
        member=member,
        organisation=statement.organisation,
        outcome=statement.outcome,
        nature=statement.nature if statement.is_recusal else "",
        details=statement.details.strip(),
    )


def _problems_with_statements(
    statements: Sequence[ConflictStatement], submissions: Sequence[Submission]
) -> list[Problem]:
    stated = [statement.organisation.pk for statement in statements]
    if sorted(stated) != sorted(each.expression.organisation_id for each in submissions):
        return [Problem("incomplete", "Declare for every organisation, once each. Check the list and declare again.")]
    return [problem for statement in statements for problem in _problems_with_recusal(statement)]


def _problems_with_recusal(statement: ConflictStatement) -> list[Problem]:
    if not statement.is_recusal:
        return []
    name = statement.organisation.name
    found = []
    if statement.nature not in ConflictNature.values:
        found.append(Problem("incomplete", f"Say of what nature your conflict about {name} is."))
    if not statement.details.strip():
        found.append(Problem("incomplete", f"Say in a few words what your conflict about {name} is."))
    return found
