"""Submitting, amending and withdrawing: decided by the database's clock in the transaction that writes (DESIGN §4, §9)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from eoi.audit import action, record
from eoi.completeness import missing
from eoi.models import (
    Answer,
    ExpressionOfInterest,
    Question,
    QuestionKind,
    StagedFile,
    Submission,
    SubmissionContent,
    SubmissionFile,
    User,
    Withdrawal,
)
from eoi.notifications import public_link, queue_mail
from eoi.policies.assistance import problems_with_entering
from eoi.policies.expression_of_interest import problems_with_changing
from eoi.policies.file import problems_with_sealing_files
from eoi.problems import Problem, refuse_if
from eoi.seal import canonical, sha256_hex
from eoi.sealed_content import Declaration, sealed_content


@action("submission.submit")
def submit(
    *, expression: ExpressionOfInterest, draft_version: int, declaration: Declaration, by: User, at: datetime
) -> Submission:
    """Seal the answers as they were checked. The same draft version twice is the same receipt, even after closing (DESIGN §4).

    Refuses what is late, incomplete, undeclared, or changed by a colleague since it was checked.
    """
    expression.advert.hold_open()
    expression = (
        ExpressionOfInterest.objects.select_for_update(of=("self",))
        .select_related("advert__standing_statements", "organisation", "changed_by")
        .get(pk=expression.pk)
    )
    earlier = Submission.objects.filter(expression=expression, draft_version=draft_version).first()
    if earlier and not _withdrawn(earlier):
        return earlier
    refuse_if(problems_with_changing(expression, at=at))
    if earlier:
        expression = _renewed(expression, by=by, at=at)
        draft_version = expression.draft_version
    refuse_if(_problems_with_draft_version(expression, draft_version))
    questions = list(Question.objects.of(expression.advert))
    answers = expression.answers.all().by_key()
    files = list(StagedFile.objects.of_expression(expression).standing())
    refuse_if(problems_with_submitting(expression, questions, answers, files, by=by))
    refuse_if(_problems_with_declaration(declaration))
    content = canonical(sealed_content(expression, questions, answers, declaration, files))
    submission = Submission.objects.create(
        expression=expression, draft_version=draft_version, submitted_by=by, content_digest=sha256_hex(content)
    )
    SubmissionContent.objects.create(
        submission=submission, organisation_id=expression.organisation_id, canonical=content
    )
    SubmissionFile.objects.bulk_create(
        SubmissionFile(submission=submission, file=file, organisation_id=file.organisation_id) for file in files
    )
    submission.refresh_from_db()
    _send_receipt(submission, expression)
    after = {"number": submission.number, "receipt_digest": submission.receipt_digest}
    record("submission.submit", by=by, subject=submission, advert=expression.advert, after=after)
    return submission


@action("submission.withdraw")
def withdraw(*, expression: ExpressionOfInterest, reason: str, by: User, at: datetime) -> Withdrawal:
    """End every edition so far; a reason is optional. The answers stay as a draft, to be submitted again until the closing time (P10)."""
    expression.advert.hold_open()
    expression = (
        ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("advert").get(pk=expression.pk)
    )
    refuse_if(problems_with_changing(expression, at=at))
    if not Submission.objects.standing().filter(expression=expression).exists():
        refuse_if([Problem("nothing-stands", "Nothing that you submitted stands, so there is nothing to withdraw.")])
    withdrawal = Withdrawal.objects.create(expression=expression, reason=reason, withdrawn_by=by)
    withdrawal.refresh_from_db()
    queue_mail(
        to=_member_addresses(expression),
        template="emails/submission_withdrawn.txt",
        context={
            "expression": expression,
            "advert": expression.advert,
            "withdrawn_at": withdrawal.withdrawn_at,
            "withdrawal": withdrawal,
            "link": public_link(reverse("eoi:withdrawal-receipt", args=[expression.reference, withdrawal.last_number])),
        },
    )
    after = {"last_number": withdrawal.last_number}
    record("submission.withdraw", by=by, subject=expression, advert=expression.advert, after=after)
    return withdrawal


def _withdrawn(submission: Submission) -> bool:
    return Withdrawal.objects.filter(expression=submission.expression_id, last_number__gte=submission.number).exists()


def _renewed(expression: ExpressionOfInterest, *, by: User, at: datetime) -> ExpressionOfInterest:
    """The same words submitted again after a withdrawal are a new edition, so they need a new draft version."""
    expression.draft_version += 1
    expression.changed_at = at
    expression.changed_by = by
    expression.save(update_fields=["draft_version", "changed_at", "changed_by"])
    return expression


def _problems_with_draft_version(expression: ExpressionOfInterest, draft_version: int) -> list[Problem]:
    if draft_version == expression.draft_version:
        return []
    return [
        Problem(
            "changed-meanwhile",
            f"{expression.changed_by.full_name} changed the answers after you checked them. Check them again, then submit.",
            reverse("eoi:expression-check", args=[expression.reference]),
        )
    ]


def problems_with_submitting(
    expression: ExpressionOfInterest,
    questions: Sequence[Question],
    answers: Mapping[str, Answer],
    files: Sequence[StagedFile],
    *,
    by: User,
) -> list[Problem]:
    """Everything that keeps the draft as it stands from being submitted by this person, each with the page that mends it.

    The one place that says so: shown on the check page, refused by `submit`. What is missing comes first; only a complete draft is
    read back. A query or two.
    """
    in_the_way = _problems_with_completeness(expression, questions, answers, files)
    return in_the_way or problems_with_entering(expression, by=by)


def _problems_with_completeness(
    expression: ExpressionOfInterest,
    questions: Sequence[Question],
    answers: Mapping[str, Answer],
    files: Sequence[StagedFile],
) -> list[Problem]:
    needs = {question.key for question in questions if question.kind == QuestionKind.NEED}
    return [
        Problem(
            "incomplete",
            item.message,
            reverse("eoi:needs-edit", args=[expression.reference]) + f"#id_{item.key}"
            if item.key in needs
            else reverse("eoi:answer-edit", args=[expression.reference, item.key]),
        )
        for item in missing(questions, answers)
    ] + problems_with_sealing_files(files, url=reverse("eoi:file-list", args=[expression.reference]))


def _problems_with_declaration(declaration: Declaration) -> list[Problem]:
    found = []
    if not declaration.name.strip():
        found.append(Problem("no-name", "Enter the name of the person who makes the declaration.", "#id_name"))
    if not declaration.position.strip():
        found.append(
            Problem("no-position", "Enter the position of the person who makes the declaration.", "#id_position")
        )
    if not declaration.authorised:
        found.append(Problem("not-authorised", "Confirm that you may speak for your organisation.", "#id_authorised"))
    if not declaration.statements_acknowledged:
        found.append(
            Problem(
                "not-acknowledged", "Confirm that you have read the standing statements.", "#id_statements_acknowledged"
            )
        )
    return found


def _member_addresses(expression: ExpressionOfInterest) -> list[str]:
    return list(expression.organisation.memberships.current().values_list("user__email", flat=True))


def _send_receipt(submission: Submission, expression: ExpressionOfInterest) -> None:
    queue_mail(
        to=_member_addresses(expression),
        template="emails/submission_receipt.txt",
        context={
            "submission": submission,
            "advert": expression.advert,
            "closes_at": expression.closes_at(),
            "link": public_link(reverse("eoi:submission-receipt", args=[expression.reference, submission.number])),
        },
    )
