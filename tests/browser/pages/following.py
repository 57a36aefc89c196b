"""Following an advert by mail, without an account."""

from tests.browser.visits import Mistake, Visit, Word

PAGES = [
    Visit("eoi:advert-follow", "", ("open.advert.reference",)),
    Visit("eoi:advert-follow", "newcomer", ("open.advert.reference",)),
    Visit("eoi:advert-follow", "", ("concluded.world.advert.reference",)),
    Visit("eoi:advert-follow-asked", "", ("open.advert.reference",)),
    Visit("eoi:follow-confirm", "", ("follow_token",)),
    Visit("eoi:follow-confirm", "", ("end_token",)),
    Visit("eoi:follow-confirm", "", (Word("unknown"),)),
    Visit("eoi:follow-end", "", ("end_token",)),
    Visit("eoi:follow-end", "", (Word("unknown"),)),
]

MISTAKES = [Mistake("eoi:advert-follow", "", ("open.advert.reference",), typed={"email": "kim"})]
