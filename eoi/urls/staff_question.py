"""`/staff-questions/`: staff who ask, unknown. `/service/questions/`: those who answer. The officers' list is among the advert's pages."""

from django.urls import path

from eoi.views import staff_answer, staff_question
from eoi.views.officer import staff_question as officer

ADVERT = "officer/adverts/<slug:reference>/staff-questions/"
QUESTION = "service/questions/<slug:reference>/"

urlpatterns = [
    path("staff-questions/<slug:token>/", staff_question.staff_question_ask, name="staff-question-ask"),
    path("staff-questions/<slug:token>/sent/", staff_question.staff_question_sent, name="staff-question-sent"),
    path(ADVERT, officer.staff_question_list, name="staff-question-list"),
    path(f"{ADVERT}page/", officer.staff_question_page_edit, name="staff-question-page-edit"),
    path(f"{ADVERT}page/renew/", officer.staff_question_page_renew, name="staff-question-page-renew"),
    path("service/questions/", staff_answer.staff_question_inbox, name="staff-question-inbox"),
    path(f"{QUESTION}answer/", staff_answer.staff_question_answer, name="staff-question-answer"),
    path(f"{QUESTION}decline/", staff_answer.staff_question_decline, name="staff-question-decline"),
    path(
        f"{QUESTION}remove-wording/",
        staff_answer.staff_question_remove_wording,
        name="staff-question-remove-wording",
    ),
]
