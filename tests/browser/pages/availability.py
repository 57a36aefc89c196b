"""Whether the service could be reached: officers, approvers, auditors."""

from tests.browser.visits import Visit

DAY, CLOSED = ("log_of_availability",), ("closed.advert.reference",)

PAGES = [
    Visit("eoi:availability-list", "officer"),
    Visit("eoi:availability-advert", "officer", ("open.advert.reference",)),
    Visit("eoi:availability-day", "officer", DAY),
    Visit("eoi:availability-advert", "officer", CLOSED),
    Visit("eoi:availability-day", "auditor", DAY),
    Visit("eoi:availability-list", "auditor", query="?page=1"),
]

NOT_PAGES = {
    "eoi:availability-advert-file": "a CSV file",
    "eoi:availability-day-file": "a CSV file",
}
