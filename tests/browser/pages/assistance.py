"""Assistance: recorded, asked for, begun, entered, read back, ended."""

from tests.browser.visits import Mistake, Visit, Word

ASKED, RECORDED, RUNNING = (f"{name}_assistance.reference" for name in ("asked", "recorded", "running"))
ENTERED, READ = "entered_assistance.reference", "read_back_assistance.reference"
LEAD, ENTERS, READS = "asked_assistance.requested_by", "entered_assistance.assistant", "entered_assistance.second"

PAGES = [
    Visit("eoi:assistance-list", "officer"),
    Visit("eoi:assistance-record", "open.officer"),
    Visit("eoi:assistance-ask", "lead", ("begun.reference",)),
    Visit("eoi:assistance-detail", LEAD, (ASKED,)),
    Visit("eoi:assistance-detail", "asked_assistance.assistant", (ASKED,)),
    Visit("eoi:assistance-detail", "recorded_assistance.assistant", (RECORDED,)),
    Visit("eoi:assistance-begin", "recorded_assistance.second", (RECORDED,)),
    Visit("eoi:assistance-begin", "recorded_assistance.assistant", (RECORDED,)),
    Visit("eoi:assistance-enter", "running_assistance.assistant", (RUNNING,)),
    Visit("eoi:assistance-enter", "running_assistance.second", (RUNNING,)),
    Visit("eoi:assistance-read-back", "running_assistance.second", (RUNNING,)),
    Visit("eoi:expression-detail", ENTERS, ("entered.reference",)),
    Visit("eoi:answer-edit", ENTERS, ("entered.reference", Word("objective-1"))),
    Visit("eoi:expression-check", ENTERS, ("entered.reference",)),
    Visit("eoi:assistance-read-back", READS, (ENTERED,)),
    Visit("eoi:assistance-detail", "read_back_assistance.assistant", (READ,)),
    Visit("eoi:expression-check", "read_back_assistance.assistant", ("read_back.reference",)),
    Visit("eoi:assistance-end", LEAD, (ASKED,)),
    Visit("eoi:assistance-list", ENTERS, query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:assistance-record", "open.officer"),
    Mistake("eoi:assistance-ask", "lead", ("begun.reference",), typed={"email": "nobody"}),
    Mistake("eoi:assistance-read-back", READS, (ENTERED,)),
]
