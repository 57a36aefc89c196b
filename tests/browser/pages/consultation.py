"""Bodies, their representatives, and the workspaces of consultation."""

from tests.browser.visits import Mistake, Visit

BODY = "union.reference"

PAGES = [
    Visit("eoi:body-list", "officer"),
    Visit("eoi:body-list", "officer", query="?show=retired"),
    Visit("eoi:body-create", "officer"),
    Visit("eoi:body-detail", "officer", (BODY,)),
    Visit("eoi:body-detail", "approver", (BODY,)),
    Visit("eoi:body-detail", "officer", ("empty_body.reference",)),
    Visit("eoi:body-detail", "officer", ("retired_body.reference",)),
    Visit("eoi:body-edit", "officer", (BODY,)),
    Visit("eoi:body-retire", "officer", (BODY,)),
    Visit("eoi:body-retire", "officer", ("retired_body.reference",)),
    Visit("eoi:body-reinstate", "officer", ("retired_body.reference",)),
    Visit("eoi:representative-name", "officer", ("empty_body.reference",)),
    Visit("eoi:representative-remove", "officer", (BODY, "union_speaker.reference")),
    Visit("eoi:body-list", "officer", query="?page=1"),
    Visit("eoi:body-list", "officer", query="?show=retired&page=1"),
]

MISTAKES = [
    Mistake("eoi:body-create", "officer"),
    Mistake("eoi:body-edit", "officer", (BODY,)),
    Mistake("eoi:representative-name", "officer", ("empty_body.reference",)),
]
