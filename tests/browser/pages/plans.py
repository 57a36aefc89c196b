"""The pages of a plan."""

from tests.browser.visits import Mistake, Visit

ADVERT = "planned.advert.reference"
OFFICER = "planned.officer"

PLANS = [
    Visit("eoi:advert-copy", OFFICER, (ADVERT,)),
    Visit("eoi:advert-copy", "officer", ("closed.advert.reference",)),
    Visit("eoi:plan-detail", "unplanned.officer", ("unplanned.advert.reference",)),
    Visit("eoi:plan-detail", "approver", ("unplanned.advert.reference",)),
    Visit("eoi:plan-start", "unplanned.officer", ("unplanned.advert.reference",)),
    Visit("eoi:communication-list", "unplanned.officer", ("unplanned.advert.reference",)),
    Visit("eoi:communication-list", "approver", ("unplanned.advert.reference",)),
    Visit("eoi:plan-agree", "unplanned.officer", ("unplanned.advert.reference",)),
    Visit("eoi:plan-detail", OFFICER, (ADVERT,)),
    Visit("eoi:plan-detail", "plan_owner", (ADVERT,)),
    Visit("eoi:plan-detail", "approver", (ADVERT,)),
    Visit("eoi:plan-start", OFFICER, (ADVERT,)),
    Visit("eoi:plan-agree", "forthcoming.officer", ("forthcoming.advert.reference",)),
    Visit("eoi:plan-feed-manage", OFFICER, (ADVERT,)),
    Visit("eoi:plan-feed-manage", "with_feed.second_officer", (ADVERT,)),
    Visit("eoi:plan-feed-manage", "plan_owner", (ADVERT,)),
    Visit("eoi:milestone-create", OFFICER, (ADVERT,)),
    Visit("eoi:milestone-edit", OFFICER, (ADVERT, "plan_milestone.reference")),
    Visit("eoi:milestone-edit", OFFICER, (ADVERT, "plan_done.reference")),
    Visit("eoi:plan-move", OFFICER, (ADVERT, "plan_milestone.reference")),
    Visit("eoi:plan-move", OFFICER, (ADVERT, "plan_milestone.reference"), query="?on=2026-06-27"),
    Visit("eoi:plan-move", OFFICER, (ADVERT, "plan_milestone.reference"), query="?on=1999-01-01", status=422),
    Visit("eoi:milestone-done", OFFICER, (ADVERT, "plan_milestone.reference")),
    Visit("eoi:milestone-done", OFFICER, (ADVERT, "plan_done.reference")),
    Visit("eoi:milestone-done", "plan_owner", (ADVERT, "plan_of_owner.reference")),
    Visit("eoi:milestone-remove", OFFICER, (ADVERT, "plan_milestone.reference")),
    Visit("eoi:milestone-remove", OFFICER, (ADVERT, "plan_free.reference")),
    Visit("eoi:communication-list", OFFICER, (ADVERT,)),
    Visit("eoi:communication-list", OFFICER, (ADVERT,), query="?audience=staff"),
    Visit("eoi:communication-list", OFFICER, (ADVERT,), query="?audience=residents"),
    Visit("eoi:communication-list", "plan_owner", (ADVERT,)),
    Visit("eoi:communication-create", OFFICER, (ADVERT,)),
    Visit("eoi:communication-edit", OFFICER, (ADVERT, "plan_activity.reference")),
    Visit("eoi:communication-done", OFFICER, (ADVERT, "plan_activity.reference")),
    Visit("eoi:communication-remove", OFFICER, (ADVERT, "plan_activity.reference")),
]

NOT_PAGES = {"eoi:plan-feed": "a calendar file"}

MISTAKES = [
    Mistake("eoi:advert-copy", OFFICER, (ADVERT,), typed={"opens_on": "2026-06-27"}),
    Mistake("eoi:milestone-create", OFFICER, (ADVERT,)),
    Mistake("eoi:milestone-edit", OFFICER, (ADVERT, "plan_milestone.reference"), typed={"distance": "a few"}),
    Mistake("eoi:plan-move", OFFICER, (ADVERT, "plan_milestone.reference"), form="main form"),
    Mistake("eoi:milestone-done", OFFICER, (ADVERT, "plan_milestone.reference"), typed={"done_on": "2099-01-01"}),
    Mistake("eoi:communication-create", OFFICER, (ADVERT,)),
    Mistake("eoi:communication-edit", OFFICER, (ADVERT, "plan_activity.reference")),
    Mistake("eoi:communication-done", OFFICER, (ADVERT, "plan_activity.reference")),
]
