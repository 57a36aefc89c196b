"""Staff questions: the page on which they are asked, as nobody; those on which they are answered."""

from tests.browser.visits import Mistake, Visit, Word

OFFICER, ADVERT = "with_questions.officer", "with_questions.advert.reference"
WAITING, ANSWERED = "waiting_question.reference", "answered_question.reference"

PAGES = [
    Visit("eoi:staff-question-list", "without_question_page.officer", ("without_question_page.advert.reference",)),
    Visit("eoi:staff-question-list", "approver", ("without_question_page.advert.reference",)),
    Visit("eoi:staff-question-list", "draft.officer", ("draft.advert.reference",)),
    Visit("eoi:staff-question-list", OFFICER, (ADVERT,)),
    Visit("eoi:staff-question-list", "approver", (ADVERT,)),
    Visit("eoi:staff-question-page-edit", "without_question_page.officer", ("without_question_page.advert.reference",)),
    Visit("eoi:staff-question-page-edit", OFFICER, (ADVERT,)),
    Visit("eoi:staff-question-page-renew", OFFICER, (ADVERT,)),
    Visit("eoi:staff-question-ask", "", ("question_token",)),
    Visit("eoi:staff-question-ask", OFFICER, ("question_token",)),
    Visit("eoi:staff-question-ask", "", ("closed_question_token",)),
    Visit("eoi:staff-question-ask", "", (Word("unknown"),), status=404),
    Visit("eoi:staff-question-sent", "", ("question_token",)),
    Visit("eoi:staff-question-inbox", "idle_manager"),
    Visit("eoi:staff-question-inbox", "keeper_of_finance"),
    Visit("eoi:staff-question-answer", "keeper_of_finance", (WAITING,)),
    Visit("eoi:staff-question-answer", OFFICER, (WAITING,)),
    Visit("eoi:staff-question-answer", OFFICER, (ANSWERED,)),
    Visit("eoi:staff-question-answer", OFFICER, ("declined_question.reference",)),
    Visit("eoi:staff-question-decline", OFFICER, (WAITING,)),
    Visit("eoi:staff-question-decline", OFFICER, (ANSWERED,)),
    Visit("eoi:staff-question-remove-wording", OFFICER, (ANSWERED,)),
    Visit("eoi:staff-question-remove-wording", OFFICER, (WAITING,)),
    Visit("eoi:staff-question-list", OFFICER, (ADVERT,), query="?page=1"),
    Visit("eoi:staff-question-inbox", "keeper_of_finance", query="?page=1"),
]

MISTAKES = [
    Mistake("eoi:staff-question-page-edit", OFFICER, (ADVERT,), typed={"closes_on": "2001-01-01"}),
    Mistake("eoi:staff-question-ask", "", ("question_token",)),
    Mistake("eoi:staff-question-answer", OFFICER, (WAITING,)),
    Mistake("eoi:staff-question-decline", OFFICER, (WAITING,)),
]
