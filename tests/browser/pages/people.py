"""Inviting many colleagues, owners of services, handovers and deputies."""

from tests.browser.visits import Mistake, Visit, Word

SHARED = "?advert=SAL-2026-171"
PLANNED, RUNNING = "planned_handover.reference", "running_deputy.reference"

PAGES = [
    Visit("eoi:staff-invitation-bulk", "administrator"),
    Visit("eoi:service-keeper-list", "administrator"),
    Visit("eoi:service-owner-change", "administrator", (Word("finance"),)),
    Visit("eoi:handover-list", "administrator"),
    Visit("eoi:handover-create", "administrator"),
    Visit("eoi:handover-create", "manager"),
    Visit("eoi:handover-create", "shared.officer"),
    Visit("eoi:handover-create", "shared.officer", query=SHARED),
    Visit("eoi:handover-create", "administrator", query=SHARED),
    Visit("eoi:handover-detail", "giver", (PLANNED,)),
    Visit("eoi:handover-detail", "taker", (PLANNED,)),
    Visit("eoi:handover-detail", "administrator", (RUNNING,)),
    Visit("eoi:handover-detail", "administrator", ("failed_handover.reference",)),
    Visit("eoi:handover-detail", "administrator", ("cancelled_handover.reference",)),
    Visit("eoi:handover-cancel", "giver", (PLANNED,)),
    Visit("eoi:handover-cancel", "administrator", (RUNNING,)),
    Visit("eoi:handover-end", "shared.second_officer", (RUNNING,)),
    Visit("eoi:handover-end", "giver", (PLANNED,)),
    Visit("eoi:officer-start", "giver"),
    Visit("eoi:advert-officer-add", "giver", ("shared.advert.reference",)),
    Visit("eoi:person-detail", "administrator", ("giver.reference",)),
    Visit("eoi:person-disable", "administrator", ("giver.reference",)),
    Visit("eoi:person-list", "administrator"),
    Visit("eoi:service-owner-change", "administrator", ("owned_service.key",)),
    Visit("eoi:service-keeper-list", "administrator", query="?page=1"),
    Visit("eoi:handover-list", "administrator", query="?page=1"),
    Visit("eoi:handover-list", "administrator", query="?kind=deputy&state=ended"),
]

MISTAKES = [
    Mistake("eoi:staff-invitation-bulk", "administrator"),
    Mistake("eoi:service-owner-change", "administrator", ("owned_service.key",)),
    Mistake("eoi:handover-create", "giver", query=SHARED),
    Mistake("eoi:handover-cancel", "giver", (PLANNED,)),
]
