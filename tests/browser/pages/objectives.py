"""What the council wants to achieve, and what one advert aims at."""

from tests.browser.visits import Mistake, Visit, Word

SET, NEED = Word("five-objectives"), Word("e-government")
DRAFT, AIMING = ("draft.advert.reference",), ("aiming.advert.reference",)

PAGES = [
    Visit("eoi:objective-list", "officer"),
    Visit("eoi:objective-list", "approver"),
    Visit("eoi:objective-set-create", "officer"),
    Visit("eoi:objective-set-detail", "officer", (SET,)),
    Visit("eoi:objective-set-detail", "officer", ("eight.key",)),
    Visit("eoi:objective-set-detail", "approver", ("retired_set.key",)),
    Visit("eoi:objective-set-default", "officer", ("eight.key",)),
    Visit("eoi:objective-set-default", "officer", (SET,)),
    Visit("eoi:objective-set-retire", "officer", ("eight.key",)),
    Visit("eoi:objective-set-retire", "officer", ("retired_set.key",)),
    Visit("eoi:objective-detail", "officer", (SET, 1)),
    Visit("eoi:objective-reword", "officer", (SET, 1)),
    Visit("eoi:objective-reword", "officer", ("retired_set.key", 1)),
    Visit("eoi:advert-aims", "draft.officer", DRAFT),
    Visit("eoi:advert-aims", "open.officer", ("open.advert.reference",)),
    Visit("eoi:advert-aims", "aiming.officer", AIMING),
    Visit("eoi:advert-set-choose", "aiming.officer", (*AIMING, SET)),
    Visit("eoi:advert-wording-take", "aiming.officer", AIMING),
    Visit("eoi:advert-wording-take", "draft.officer", DRAFT),
    Visit("eoi:objective-detail", "manager", ("eight.key", 1)),
    Visit("eoi:pledge-list", "approver"),
    Visit("eoi:pledge-create", "officer"),
    Visit("eoi:pledge-edit", "officer", ("linked_pledge.number",)),
    Visit("eoi:pledge-edit", "officer", ("confirmed_pledge.number",)),
    Visit("eoi:pledge-edit", "officer", ("retired_pledge.number",)),
    Visit("eoi:pledge-confirm", "officer", ("linked_pledge.number",)),
    Visit("eoi:pledge-retire", "officer", ("linked_pledge.number",)),
    Visit("eoi:pledge-retire", "officer", ("retired_pledge.number",)),
    Visit("eoi:pledge-link", "officer", ("linked_pledge.number", SET)),
    Visit("eoi:advert-preview", "draft.officer", DRAFT),
    Visit("eoi:need-list", "officer"),
    Visit("eoi:need-create", "officer"),
    Visit("eoi:need-edit", "officer", (NEED,)),
    Visit("eoi:need-retire", "officer", (NEED,)),
    Visit("eoi:objective-list", "officer", query="?page=1"),
    Visit("eoi:pledge-list", "officer", query="?page=1"),
    Visit("eoi:need-list", "approver", query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:objective-set-create", "officer"),
    Mistake("eoi:objective-reword", "officer", (SET, 1)),
    Mistake("eoi:pledge-create", "officer"),
    Mistake("eoi:pledge-edit", "officer", ("linked_pledge.number",)),
    Mistake("eoi:pledge-confirm", "officer", ("linked_pledge.number",)),
    Mistake("eoi:pledge-link", "officer", ("linked_pledge.number", SET), typed={"sentence_1": "word " * 90}),
    Mistake("eoi:need-create", "officer"),
    Mistake("eoi:need-edit", "officer", (NEED,)),
]
