"""After submitting: status, withdrawal, letters, minutes, feedback, everything in one file; and the officers' side of it."""

from django.urls import path

from eoi.urls.officer import ADVERT
from eoi.urls.partner import EXPRESSION
from eoi.views.officer import feedback as officer_feedback
from eoi.views.officer import letter as officer_letter
from eoi.views.officer import minutes as officer_minutes
from eoi.views.officer import retention
from eoi.views.partner import afterwards, feedback, letter, minutes

LETTER = f"{EXPRESSION}letters/<slug:letter>/"
MINUTES = f"{EXPRESSION}minutes/<slug:minutes>/"
OUR_LETTER = f"{ADVERT}letters/<slug:letter>/"
OUR_MINUTES = f"{ADVERT}minutes/<slug:minutes>/"

urlpatterns = [
    path(f"{EXPRESSION}status/", afterwards.expression_status, name="expression-status"),
    path(f"{EXPRESSION}withdrawals/<int:number>/", afterwards.withdrawal_receipt, name="withdrawal-receipt"),
    path(f"{EXPRESSION}everything/", afterwards.expression_download, name="expression-download"),
    path(f"{EXPRESSION}letters/", letter.letter_list, name="letter-list"),
    path(LETTER, letter.letter_detail, name="letter-detail"),
    path(f"{LETTER}letter.pdf", letter.letter_pdf, name="letter-pdf"),
    path(MINUTES, minutes.minutes_detail, name="minutes-detail"),
    path(f"{MINUTES}minutes.pdf", minutes.minutes_pdf, name="minutes-pdf"),
    path(f"{MINUTES}confirm/", minutes.minutes_confirm, name="minutes-confirm"),
    path(f"{MINUTES}correct/", minutes.minutes_correct, name="minutes-correct"),
    path(f"{EXPRESSION}feedback/", feedback.feedback_give, name="feedback-give"),
    path(f"{ADVERT}letters/", officer_letter.letter_index, name="letter-index"),
    path(f"{ADVERT}letters/new/", officer_letter.letter_write, name="letter-write"),
    path(OUR_LETTER, officer_letter.letter_manage, name="letter-manage"),
    path(f"{OUR_LETTER}letter.pdf", officer_letter.letter_print, name="letter-print"),
    path(f"{OUR_LETTER}edit/", officer_letter.letter_change, name="letter-change"),
    path(f"{OUR_LETTER}approve/", officer_letter.letter_approve, name="letter-approve"),
    path(f"{OUR_LETTER}send/", officer_letter.letter_send, name="letter-send"),
    path(f"{ADVERT}minutes/", officer_minutes.minutes_index, name="minutes-index"),
    path(f"{ADVERT}minutes/new/", officer_minutes.minutes_record, name="minutes-record"),
    path(OUR_MINUTES, officer_minutes.minutes_manage, name="minutes-manage"),
    path(f"{OUR_MINUTES}answer/", officer_minutes.minutes_answer, name="minutes-answer"),
    path("officer/retention/", retention.retention_index, name="retention-index"),
    path("officer/retention/runs/<slug:reference>/", retention.retention_run, name="retention-run"),
    path("officer/retention/holds/<slug:reference>/lift/", retention.retention_lift, name="retention-lift"),
    path("officer/retention/<slug:rule>/<slug:reference>/delete/", retention.retention_delete, name="retention-delete"),
    path(f"{ADVERT}hold/", retention.retention_hold, name="retention-hold"),
    path(f"{ADVERT}feedback/", officer_feedback.feedback_index, name="feedback-index"),
]
