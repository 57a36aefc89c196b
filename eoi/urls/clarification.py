"""Questions about a published advert: asked by prospective partners, answered by officers, read by everybody (R1)."""

from django.urls import path

from eoi.views import question
from eoi.views.officer import clarification as officer
from eoi.views.officer import clarification_steps as steps
from eoi.views.partner import clarification as partner

PUBLIC = "adverts/<slug:reference>/questions/"
OFFICER = "officer/adverts/<slug:reference>/questions/"
QUESTION = f"{OFFICER}<slug:question>/"

urlpatterns = [
    path(PUBLIC, question.question_list, name="question-list"),
    path(f"{PUBLIC}ask/", partner.clarification_ask, name="clarification-ask"),
    path(f"{PUBLIC}<slug:question>/sent/", partner.clarification_sent, name="clarification-sent"),
    path("partner/questions/", partner.clarification_mine, name="clarification-mine"),
    path(OFFICER, officer.clarification_list, name="clarification-list"),
    path(f"{OFFICER}publish/", steps.clarification_publish, name="clarification-publish"),
    path(QUESTION, officer.clarification_detail, name="clarification-detail"),
    path(f"{QUESTION}answer/", steps.clarification_answer, name="clarification-answer"),
    path(f"{QUESTION}private/", steps.clarification_answer_privately, name="clarification-answer-privately"),
    path(f"{QUESTION}reveal/", steps.clarification_reveal, name="clarification-reveal"),
]
