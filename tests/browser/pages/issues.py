"""Known issues, and what adverts say of them."""

from tests.browser.visits import Mistake, Visit

INTERNAL, RELEASED = ("internal_issue.reference",), ("released_issue.reference",)
CHANGED, CLOSED = ("changed_issue.reference",), ("closed_issue.reference",)
ADVERT = ("saying.advert.reference",)

PAGES = [
    Visit("eoi:issue-list", "manager"),
    Visit("eoi:issue-list", "evaluator"),
    Visit("eoi:issue-create", "manager"),
    Visit("eoi:issue-create", "issue_keeper", query="?service=finance"),
    Visit("eoi:nothing-to-report-create", "manager"),
    Visit("eoi:nothing-to-report-create", "quiet_keeper"),
    Visit("eoi:issue-detail", "issue_keeper", INTERNAL),
    Visit("eoi:issue-detail", "approver", RELEASED),
    Visit("eoi:issue-detail", "officer", CHANGED),
    Visit("eoi:issue-detail", "issue_keeper", CLOSED),
    Visit("eoi:issue-edit", "issue_keeper", INTERNAL),
    Visit("eoi:issue-edit", "issue_keeper", CLOSED),
    Visit("eoi:issue-release", "issue_keeper", INTERNAL),
    Visit("eoi:issue-release", "officer", CHANGED),
    Visit("eoi:issue-release", "officer", CLOSED),
    Visit("eoi:issue-release-withdraw", "officer", RELEASED),
    Visit("eoi:issue-release-withdraw", "officer", INTERNAL),
    Visit("eoi:issue-close", "issue_keeper", RELEASED),
    Visit("eoi:issue-reopen", "issue_keeper", CLOSED),
    Visit("eoi:issue-reopen", "issue_keeper", INTERNAL),
    Visit("eoi:issue-list", "issue_keeper", query="?page=1"),
    Visit("eoi:issue-list", "issue_keeper", query="?words=nothing-has-this-word"),
    Visit("eoi:advert-issues", "saying.officer", ADVERT),
    Visit("eoi:advert-issues", "approver", ("open.advert.reference",)),
    Visit("eoi:advert-issues-choose", "saying.officer", ADVERT),
    Visit("eoi:advert-issues-choose", "open.officer", ("open.advert.reference",)),
    Visit("eoi:advert-preview", "saying.officer", ADVERT),
]

MISTAKES = [
    Mistake("eoi:issue-create", "issue_keeper"),
    Mistake("eoi:issue-edit", "issue_keeper", INTERNAL, typed={"matter": "x" * 4001}),
    Mistake("eoi:issue-release", "issue_keeper", INTERNAL, typed={"title": "x"}),
    Mistake("eoi:issue-release-withdraw", "officer", RELEASED),
    Mistake("eoi:issue-close", "issue_keeper", RELEASED),
    Mistake("eoi:nothing-to-report-create", "quiet_keeper"),
]
