"""Questions about an advert: asked by partners, answered by officers, read by everybody."""

from tests.browser.visits import Mistake, Visit

OFFICER, ADVERT = "with_clarifications.officer", "with_clarifications.advert.reference"
ASKER, NONE = "clarification_asker", "without_clarifications.advert.reference"
WAITING = (ADVERT, "waiting_clarification.reference")
CORRECTED = (ADVERT, "corrected_clarification.reference")
PRIVATE = (ADVERT, "private_clarification.reference")
DRAFTED = (ADVERT, "drafted_clarification.reference")

PAGES = [
    Visit("eoi:question-list", "", (NONE,)),
    Visit("eoi:question-list", "", (ADVERT,)),
    Visit("eoi:question-list", "", (ADVERT,), query="?q=correction&order=newest"),
    Visit("eoi:question-list", "", (ADVERT,), query="?q=unicorn"),
    Visit("eoi:advert-detail", "", (ADVERT,)),
    Visit("eoi:clarification-ask", ASKER, (ADVERT,)),
    Visit("eoi:clarification-ask", "two_hats", (ADVERT,)),
    Visit("eoi:clarification-ask", ASKER, ("closed.advert.reference",)),
    Visit("eoi:clarification-sent", ASKER, WAITING),
    Visit("eoi:clarification-mine", "idle_partner"),
    Visit("eoi:clarification-mine", ASKER),
    Visit("eoi:partner-start", ASKER),
    Visit("eoi:clarification-list", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:clarification-list", "without_clarifications.officer", (NONE,)),
    Visit("eoi:clarification-list", OFFICER, (ADVERT,)),
    Visit("eoi:clarification-list", OFFICER, (ADVERT,), query="?state=private"),
    Visit("eoi:clarification-list", "officer", (ADVERT,)),
    Visit("eoi:clarification-list", "approver", (ADVERT,)),
    Visit("eoi:clarification-detail", OFFICER, WAITING),
    Visit("eoi:clarification-detail", OFFICER, CORRECTED),
    Visit("eoi:clarification-detail", OFFICER, PRIVATE),
    Visit("eoi:clarification-detail", OFFICER, DRAFTED),
    Visit("eoi:clarification-detail", "approver", DRAFTED),
    Visit("eoi:clarification-answer", OFFICER, WAITING),
    Visit("eoi:clarification-answer", OFFICER, CORRECTED),
    Visit("eoi:clarification-answer-privately", OFFICER, WAITING),
    Visit("eoi:clarification-answer-privately", OFFICER, PRIVATE),
    Visit("eoi:clarification-reveal", OFFICER, WAITING),
    Visit("eoi:clarification-reveal", OFFICER, CORRECTED),
    Visit("eoi:clarification-publish", OFFICER, (ADVERT,)),
    Visit("eoi:clarification-publish", "without_clarifications.officer", (NONE,)),
]

MISTAKES = [
    Mistake("eoi:clarification-ask", ASKER, (ADVERT,)),
    Mistake("eoi:clarification-answer", OFFICER, WAITING, typed={"text": "x" * 5001}),
    Mistake("eoi:clarification-answer-privately", OFFICER, WAITING),
    Mistake("eoi:clarification-reveal", OFFICER, WAITING),
    Mistake("eoi:clarification-publish", OFFICER, (ADVERT,)),
    Mistake(
        "eoi:advert-edit",
        "draft.officer",
        ("draft.advert.reference",),
        typed={"questions_until_0": "2026-04-01"},
    ),
]
