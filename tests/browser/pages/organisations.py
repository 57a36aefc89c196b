"""Leads, new leads by the council, the history of an organisation's people, and consortia."""

from tests.browser.visits import Mistake, Visit

OURS, COLLEAGUE = "organisation.reference", "contributor.reference"
WAITING, CONFIRMABLE = "waiting_recovery.reference", "confirmable_recovery.reference"
PARTNER, CONSORTING = "consorting.started_by", "consorting.reference"
MEMBER = (CONSORTING, "consortium_member.reference")

PAGES = [
    Visit("eoi:lead-recovery-list", "officer"),
    Visit("eoi:lead-recovery-create", "officer"),
    Visit("eoi:lead-recovery-create", "administrator"),
    Visit("eoi:lead-recovery-detail", "officer", (WAITING,)),
    Visit("eoi:lead-recovery-detail", "administrator", (CONFIRMABLE,)),
    Visit("eoi:lead-recovery-detail", "administrator", ("stopped_recovery.reference",)),
    Visit("eoi:lead-recovery-letter", "officer", (WAITING,)),
    Visit("eoi:lead-recovery-confirm", "officer", (WAITING,)),
    Visit("eoi:lead-recovery-confirm", "administrator", (CONFIRMABLE,)),
    Visit("eoi:lead-recovery-cancel", "officer", (WAITING,)),
    Visit("eoi:lead-recovery-cancel", "officer", ("stopped_recovery.reference",)),
    Visit("eoi:lead-recovery-stop", "waiting_lead", (WAITING,)),
    Visit("eoi:lead-recovery-stop", "stopping_lead", ("stopped_recovery.reference",)),
    Visit("eoi:lead-recovery-list", "administrator", query="?page=1"),
    Visit("eoi:organisation-detail", "waiting_lead", ("waiting_recovery.organisation.reference",)),
    Visit("eoi:partner-start", "waiting_lead"),
    Visit("eoi:organisation-history", "lead", (OURS,)),
    Visit("eoi:membership-transfer", "lead", (OURS, COLLEAGUE)),
    Visit("eoi:membership-transfer", "lead", (OURS, "lead.reference")),
    Visit("eoi:membership-end", "lead", (OURS, COLLEAGUE)),
    Visit("eoi:join-request-create", "newcomer", query="?number=01234567"),
    Visit("eoi:consortium-list", "lead", ("begun.reference",)),
    Visit("eoi:consortium-list", PARTNER, (CONSORTING,)),
    Visit("eoi:consortium-list", "late.started_by", ("late.reference",)),
    Visit("eoi:consortium-add", "lead", ("begun.reference",)),
    Visit("eoi:consortium-add", "late.started_by", ("late.reference",)),
    Visit("eoi:consortium-edit", PARTNER, MEMBER),
    Visit("eoi:consortium-remove", PARTNER, MEMBER),
    Visit("eoi:expression-check", PARTNER, (CONSORTING,)),
    Visit("eoi:expression-detail", PARTNER, (CONSORTING,)),
]

MISTAKES = [
    Mistake("eoi:lead-recovery-create", "officer", typed={"organisation": "ORG-2222-2222", "email": "nobody"}),
    Mistake("eoi:lead-recovery-confirm", "administrator", (CONFIRMABLE,)),
    Mistake("eoi:lead-recovery-cancel", "officer", (WAITING,)),
    Mistake("eoi:consortium-add", PARTNER, (CONSORTING,), typed={"company_number": "QX123456"}),
    Mistake("eoi:consortium-edit", PARTNER, MEMBER),
]
