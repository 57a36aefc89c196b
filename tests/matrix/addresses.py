"""The address of every URL name in one stage. Where something does not exist yet, the address names nothing."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from tests.matrix import (
    addresses_afterwards,
    addresses_amendments,
    addresses_answers,
    addresses_assistance,
    addresses_clarification,
    addresses_closing,
    addresses_consultation,
    addresses_files,
    addresses_issues,
    addresses_objectives,
    addresses_organisations,
    addresses_pack,
    addresses_people,
    addresses_plans,
    addresses_profiles,
    addresses_questions,
)
from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def organisation(stage: Stage) -> tuple[str]:
    return (stage.organisation.reference,)


def expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


def submission(stage: Stage) -> tuple[str]:
    return (stage.submission.reference if stage.submission else NOWHERE,)


def panel(stage: Stage) -> tuple[str]:
    return (stage.panel.reference if stage.panel else NOWHERE,)


def assessment(stage: Stage) -> tuple[str, str]:
    return (*panel(stage), *submission(stage))


def with_words(arguments: Arguments, *words: Any) -> Arguments:
    return lambda stage: (*arguments(stage), *words)


def person(stage: Stage) -> tuple[str]:
    """A colleague whom the administrator looks after."""
    return (stage.people["other-officer"].reference,)


def staff_invitation(stage: Stage) -> tuple[str]:
    return (stage.staff_invitation.token_digest,)


def reset_key(stage: Stage) -> tuple[str, str]:
    return (user_pk_to_url_str(stage.asker), default_token_generator.make_token(stage.asker))


ABOUT_ADVERT = (
    "advert-detail closing-record-detail closing-record-text "
    "question-set-word question-set-text expression-start advert-manage advert-edit criteria-edit "
    "advert-preview advert-readiness decision-request decision-paper decision-paper-pdf advert-decide advert-publish "
    "advert-officer-add opening-detail opening-request opening-cancel "
    "opening-confirm submission-list reminder-preview advert-follow advert-follow-asked "
    "notice-json notice-detail notice-copy notice-text-file notice-record"
)
ABOUT_CRITERIA = "criteria-agreement criteria-ask-again criteria-agree"
ABOUT_EXPRESSION = (
    "expression-detail needs-edit answers-word answers-text expression-check expression-submit expression-withdraw"
)
ABOUT_ORGANISATION = "organisation-detail organisation-edit membership-invite membership-leave"
ABOUT_PERSON = "person-detail person-edit person-disable person-enable person-reset-second-factor"
ABOUT_PANEL_OF_ADVERT = "panel-detail panel-create panel-edit scoring-open panel-member-add panel-chair-choose"
ABOUT_PANEL = "assessment-list conflict-declare panel-progress scoring-close ranking-detail ranking-export"
ABOUT_ASSESSMENT = "assessment-edit assessment-lock conflict-recuse ranking-record"


def _all(app: str, names: str, arguments: Arguments) -> dict[str, Arguments]:
    return {f"{app}:{name}": arguments for name in names.split()}


ARGUMENTS: dict[str, Arguments] = {
    **_all("eoi", ABOUT_ADVERT, advert),
    **_all("eoi", ABOUT_CRITERIA, advert),
    **_all("eoi", ABOUT_EXPRESSION, expression),
    **_all("eoi", ABOUT_ORGANISATION, organisation),
    **_all("eoi", ABOUT_PERSON, person),
    **_all("evaluation", ABOUT_PANEL_OF_ADVERT, advert),
    **_all("evaluation", ABOUT_PANEL, panel),
    **_all("evaluation", ABOUT_ASSESSMENT, assessment),
    **addresses_clarification.ARGUMENTS,
    **addresses_afterwards.ARGUMENTS,
    **addresses_closing.ARGUMENTS,
    **addresses_amendments.ARGUMENTS,
    **addresses_assistance.ARGUMENTS,
    **addresses_answers.ARGUMENTS,
    **addresses_consultation.ARGUMENTS,
    **addresses_questions.ARGUMENTS,
    **addresses_profiles.ARGUMENTS,
    **addresses_plans.ARGUMENTS,
    **addresses_objectives.ARGUMENTS,
    **addresses_organisations.ARGUMENTS,
    **addresses_pack.ARGUMENTS,
    **addresses_people.ARGUMENTS,
    **addresses_files.ARGUMENTS,
    **addresses_issues.ARGUMENTS,
    "account_confirm_email": lambda stage: (stage.confirmation_key,),
    "account_reset_password_from_key": reset_key,
    "eoi:follow-confirm": with_words(lambda stage: (), "not-a-token"),
    "eoi:follow-end": with_words(lambda stage: (), "not-a-token"),
    "eoi:readiness-reason": with_words(advert, "working-days"),
    "eoi:decision-detail": with_words(advert, 1),
    "eoi:decision-detail-pdf": with_words(advert, 1),
    "eoi:answer-edit": with_words(expression, "objective-1"),
    "eoi:submission-receipt": with_words(expression, 1),
    "eoi:submission-receipt-json": with_words(expression, 1),
    "eoi:submission-receipt-pdf": with_words(expression, 1),
    "eoi:submission-content-json": with_words(expression, 1),
    "eoi:submission-detail": submission,
    "eoi:membership-make-lead": lambda stage: (*organisation(stage), stage.people["contributor"].reference),
    "eoi:join-request-decide": lambda stage: (*organisation(stage), stage.asker.reference),
    "eoi:membership-invitation-withdraw": lambda stage: (*organisation(stage), stage.invitation.token_digest),
    "eoi:membership-accept": lambda stage: (stage.invitation.token_digest,),
    "eoi:staff-invitation-accept": with_words(lambda stage: (), "not-a-token"),
    "eoi:staff-invitation-withdraw": staff_invitation,
    "eoi:staff-invitation-resend": staff_invitation,
    "eoi:criterion-edit": with_words(advert, 1),
    "eoi:criteria-agreer-remove": lambda stage: (*advert(stage), stage.people["approver"].reference),
    "evaluation:panel-member-remove": lambda stage: (*advert(stage), stage.people["evaluator"].reference),
    "evaluation:score-settle": with_words(assessment, 1),
}


def address_of(name: str, stage: Stage) -> str:
    return reverse(name, args=ARGUMENTS.get(name, lambda stage: ())(stage))
