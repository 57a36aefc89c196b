"""Supporting files: as a partner adds them, and as readers find them."""

from tests.browser.visits import Mistake, Visit

PARTNER, OURS = "attaching.started_by", ("attaching.reference",)
FILE, REMOVED = (*OURS, "attached_file.reference"), (*OURS, "removed_file.reference")
LATE, CLOSED = "closed_attacher", ("closed_with_files.reference",)
CLOSED_FILE = (*CLOSED, "closed_file.reference")

PAGES = [
    Visit("eoi:file-list", "lead", ("begun.reference",)),
    Visit("eoi:file-list", PARTNER, OURS),
    Visit("eoi:expression-detail", PARTNER, OURS),
    Visit("eoi:expression-check", PARTNER, OURS),
    Visit("eoi:file-edit", PARTNER, FILE),
    Visit("eoi:file-remove", PARTNER, FILE),
    Visit("eoi:file-remove", PARTNER, REMOVED),
    Visit("eoi:file-put-back", PARTNER, REMOVED),
    Visit("eoi:file-put-back", PARTNER, FILE),
    Visit("eoi:submission-receipt", "with_files.submitted_by", ("with_files.expression.reference", 1)),
    Visit("eoi:file-list", LATE, CLOSED),
    Visit("eoi:file-edit", LATE, CLOSED_FILE),
    Visit("eoi:file-remove", LATE, CLOSED_FILE),
    Visit("eoi:file-put-back", LATE, CLOSED_FILE),
    Visit("eoi:submission-detail", "opened_with_files.officer", ("submission_with_files.reference",)),
]

MISTAKES = [
    Mistake("eoi:file-list", "lead", ("begun.reference",)),
    Mistake("eoi:file-edit", PARTNER, FILE, typed={"caption": "word " * 60}),
]

NOT_PAGES = {
    "eoi:file-download": "a file",
    "eoi:submission-own-file": "a file",
    "eoi:submission-file": "a file",
}
