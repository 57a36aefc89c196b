"""Every page of the service and how to get there. A URL name that stands neither here nor in NOT_PAGES fails the build.

Lists come twice: first while they are empty, and with `?page=1` when the visits between have filled them.
"""

from tests.browser.pages import (
    amendments,
    assistance,
    clarification,
    consultation,
    criteria,
    decision,
    following,
    issues,
    notices,
    objectives,
    organisations,
    pack,
    people,
    plans,
    profiles,
    questions,
    whole_job,
)

PAGES = {
    "public": whole_job.PUBLIC,
    "following": following.PAGES,
    "accounts": whole_job.ACCOUNTS,
    "administration": whole_job.ADMINISTRATION,
    "people": people.PAGES,
    "partner": whole_job.PARTNER,
    "officer": whole_job.OFFICER,
    "clarification": clarification.PAGES,
    "consultation": consultation.PAGES,
    "criteria": criteria.PAGES,
    "decision": decision.PAGES,
    "questions": questions.PAGES,
    "profiles": profiles.PAGES,
    "plans": plans.PLANS,
    "objectives": objectives.PAGES,
    "organisations": organisations.PAGES,
    "pack": pack.PAGES,
    "issues": issues.PAGES,
    "notices": notices.PAGES,
    "amendments": amendments.PAGES,
    "assistance": assistance.PAGES,
    "evaluation": whole_job.EVALUATION,
}

NOT_PAGES = {
    **pack.NOT_PAGES,
    **plans.NOT_PAGES,
    **notices.NOT_PAGES,
    "health": "JSON for the load balancer",
    "account_confirm_login_code": "sign-in by a code from a mail is switched off",
    "mfa_authenticate": "after the password; visited by test_failures",
    "mfa_download_recovery_codes": "a text file",
    "eoi:decision-paper-pdf": "a PDF",
    "eoi:decision-detail-pdf": "a PDF",
    "eoi:gallery": "for developers, where DEBUG or DEMO is on",
    "eoi:closing-record-text": "a text file",
    "eoi:expression-submit": "takes the form of the check page; what it refuses is among the mistakes",
    "eoi:submission-receipt-json": "a JSON file",
    "eoi:consultation-log-csv": "a CSV file",
    "eoi:consultation-log-pdf": "a PDF file",
    "evaluation:ranking-export": "a CSV file",
}
