"""Services and their profiles."""

from tests.browser.visits import Mistake, Visit, Word

FINANCE, IT, CUSTOMERS, STRATEGY, LAW = map(
    Word, ("finance", "it-services", "customer-services", "strategy-development", "law-and-administration")
)

PAGES = [
    Visit("eoi:service-list", "officer"),
    Visit("eoi:service-start", "manager"),
    Visit("eoi:service-start", "keeper"),
    Visit("eoi:service-list", "keeper", query="?sort=-budget&page=1"),
    Visit("eoi:service-list", "officer", query="?sort=review"),
    Visit("eoi:profile-detail", "officer", (FINANCE,)),
    Visit("eoi:profile-detail", "keeper", (FINANCE,)),
    Visit("eoi:profile-detail", "keeper", (STRATEGY,)),
    Visit("eoi:profile-detail", "officer", (IT,)),
    Visit("eoi:profile-detail", "manager", (LAW,)),
    Visit("eoi:profile-edition", "manager", (FINANCE, 1)),
    Visit("eoi:profile-edition", "officer", (IT, 1)),
    Visit("eoi:profile-compare", "manager", (FINANCE, 2)),
    Visit("eoi:profile-compare", "manager", (FINANCE, 1)),
    Visit("eoi:profile-compare", "manager", (CUSTOMERS, 1)),
    Visit("eoi:profile-edit", "keeper", (STRATEGY,)),
    Visit("eoi:profile-edit", "keeper", (IT,)),
    Visit("eoi:profile-edit", "drafting", (CUSTOMERS,)),
    Visit("eoi:profile-sign-off", "keeper", (IT,)),
    Visit("eoi:profile-sign-off", "keeper", (STRATEGY,)),
    Visit("eoi:profile-discard", "keeper", (IT,)),
    Visit("eoi:profile-discard", "keeper", (STRATEGY,)),
    Visit("eoi:axes-edit", "officer"),
]

MISTAKES = [
    Mistake("eoi:profile-edit", "keeper", (IT,), typed={"staff_fte": "about a hundred", "review_by": "0001-01-01"}),
    Mistake("eoi:axes-edit", "officer"),
]
