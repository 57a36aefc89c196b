"""Every form, sent once with bad input."""

from tests.browser.pages import (
    amendments,
    clarification,
    consultation,
    criteria,
    following,
    issues,
    notices,
    objectives,
    people,
    plans,
    profiles,
    questions,
)
from tests.browser.pages.whole_job import ANSWER, CHAIR, PANEL, TOO_LONG
from tests.browser.visits import Mistake, Word

MISTAKES = {
    "notices": notices.MISTAKES,
    "accounts": [
        Mistake("account_login"),
        Mistake("account_signup"),
        Mistake("account_reauthenticate", "lead", typed={"password": "wrong"}),
        Mistake("account_email", "lead", form="main form:has(input[type=email])"),
        Mistake("account_change_password", "lead"),
        Mistake("account_set_password", "without_password"),
        Mistake("account_reset_password"),
        Mistake("account_reset_password_from_key", "", ("reset_person", "reset_key")),
        Mistake("mfa_activate_totp", "unprotected", typed={"code": "123"}),
        Mistake("mfa_reauthenticate", "officer", typed={"code": "123"}),
        Mistake("eoi:verification-resend"),
        Mistake("eoi:staff-invitation-accept", "", ("staff_token",), typed={"password1": "short"}),
    ],
    "administration": [
        Mistake("eoi:person-edit", "administrator", ("officer.reference",)),
        Mistake("eoi:staff-invitation-create", "administrator"),
        Mistake(
            "eoi:audit-event-list",
            "auditor",
            typed={"since": "2026-05-01", "until": "2026-04-01"},
            form="main form",
        ),
    ],
    "partner": [
        Mistake("eoi:organisation-create", "newcomer", typed={"company_number": "12"}),
        Mistake("eoi:organisation-edit", "lead", ("organisation.reference",)),
        Mistake("eoi:membership-invite", "lead", ("organisation.reference",), typed={"email": "nobody"}),
        Mistake("eoi:join-request-create", "newcomer", typed={"reference": "unknown"}),
        Mistake("eoi:expression-start", "two_hats", ("open.advert.reference",)),
        Mistake("eoi:answer-edit", "lead", ("begun.reference", ANSWER), typed={"text": TOO_LONG}),
        Mistake("eoi:needs-edit", "lead", ("begun.reference",), typed={"need-e-government-how": TOO_LONG}),
        Mistake("eoi:expression-check", "ready.started_by", ("ready.reference",)),
        Mistake("eoi:expression-withdraw", "submitted.submitted_by", ("submitted.expression.reference",)),
    ],
    "officer": [
        Mistake("eoi:advert-create", "officer"),
        Mistake(
            "eoi:advert-edit", "draft.officer", ("draft.advert.reference",), typed={"contact_email": "not an address"}
        ),
        Mistake("eoi:criteria-edit", "draft.officer", ("draft.advert.reference",), typed={"weighting_1": "a fifth"}),
        Mistake("eoi:readiness-reason", "in_haste.officer", ("in_haste.advert.reference", Word("working-days"))),
        Mistake("eoi:advert-decide", "approver", ("asked.advert.reference",)),
        Mistake("eoi:advert-officer-add", "draft.officer", ("draft.advert.reference",)),
    ],
    "clarification": clarification.MISTAKES,
    "consultation": consultation.MISTAKES,
    "amendments": amendments.MISTAKES,
    "criteria": criteria.MISTAKES,
    "following": following.MISTAKES,
    "questions": questions.MISTAKES,
    "profiles": profiles.MISTAKES,
    "plans": plans.MISTAKES,
    "objectives": objectives.MISTAKES,
    "people": people.MISTAKES,
    "issues": issues.MISTAKES,
    "evaluation": [
        Mistake("evaluation:panel-create", "opened.officer", ("opened.advert.reference",)),
        Mistake("evaluation:panel-edit", "forming.officer", ("forming.world.advert.reference",)),
        Mistake("evaluation:panel-member-add", "forming.officer", ("forming.world.advert.reference",)),
        Mistake("evaluation:panel-chair-choose", "formed.officer", ("formed.world.advert.reference",)),
        Mistake("evaluation:conflict-declare", "declaring.chair.user", ("declaring.panel.reference",)),
        Mistake(
            "evaluation:assessment-edit",
            CHAIR,
            (PANEL, "untouched.reference"),
            typed={"objective-1-rationale": TOO_LONG},
        ),
        Mistake("evaluation:score-settle", CHAIR, (PANEL, "twice.reference", 1)),
        Mistake("evaluation:conflict-recuse", CHAIR, (PANEL, "untouched.reference")),
        Mistake("evaluation:scoring-close", CHAIR, (PANEL,)),
    ],
}
