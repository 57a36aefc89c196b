"""Criteria, one by one and all together, and the people who agree them."""

from tests.browser.visits import Mistake, Visit

ADVERT = "agreeing.advert.reference"
OFFICER = "agreeing.officer"

PAGES = [
    Visit("eoi:criteria-agreement", "in_haste.officer", ("in_haste.advert.reference",)),
    Visit("eoi:criteria-edit", OFFICER, (ADVERT,)),
    Visit("eoi:criterion-edit", OFFICER, (ADVERT, 1)),
    Visit("eoi:criterion-edit", OFFICER, (ADVERT, 5)),
    Visit("eoi:criterion-edit", "open.officer", ("open.advert.reference", 1)),
    Visit("eoi:criteria-agreement", OFFICER, (ADVERT,)),
    Visit("eoi:criteria-agreement", "approver", (ADVERT,)),
    Visit("eoi:criteria-agreement", "open.officer", ("open.advert.reference",)),
    Visit("eoi:criteria-ask-again", OFFICER, (ADVERT,)),
    Visit("eoi:criteria-ask-again", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:criteria-agreer-remove", OFFICER, (ADVERT, "agreer.reference")),
    Visit("eoi:criteria-agree", "agreer", (ADVERT,)),
    Visit("eoi:criteria-agree", OFFICER, (ADVERT,)),
    Visit("eoi:criteria-agree", "open.approver", ("open.advert.reference",)),
    Visit("eoi:advert-manage", OFFICER, (ADVERT,)),
    Visit("eoi:criteria-agreement", OFFICER, (ADVERT,), query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:criterion-edit", OFFICER, (ADVERT, 1), typed={"weighting": "a fifth", "level_5": "word " * 100}),
    Mistake("eoi:criteria-agreement", OFFICER, (ADVERT,)),
    Mistake("eoi:criteria-agreer-remove", OFFICER, (ADVERT, "agreer.reference")),
    Mistake("eoi:criteria-agree", "agreer", (ADVERT,)),
]
