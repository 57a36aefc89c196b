"""Consultation with staff and unions: officers' pages, `/representative/`, and `/consultation/` where both sides meet."""

from django.urls import path

from eoi.views import representation as both
from eoi.views.officer import consultation, consultation_log
from eoi.views.representative import representation, workspace

OFFICERS = "officer/adverts/<slug:reference>/consultation/"
REPRESENTATIVES = "representative/adverts/<slug:reference>/"
REPRESENTATION = "consultation/representations/<slug:reference>/"

urlpatterns = [
    path(OFFICERS, consultation.consultation_detail, name="consultation-detail"),
    path(f"{OFFICERS}bodies/", consultation.consultation_bodies, name="consultation-bodies"),
    path(f"{OFFICERS}share/", consultation.consultation_share, name="consultation-share"),
    path(
        f"{OFFICERS}shared/<slug:material>/withdraw/",
        consultation.consultation_share_withdraw,
        name="consultation-share-withdraw",
    ),
    path(f"{OFFICERS}events/new/", consultation.consultation_event_create, name="consultation-event-create"),
    path(f"{OFFICERS}events/<slug:event>/edit/", consultation.consultation_event_edit, name="consultation-event-edit"),
    path(f"{OFFICERS}log/", consultation_log.consultation_log, name="consultation-log"),
    path(f"{OFFICERS}log.csv", consultation_log.consultation_log_csv, name="consultation-log-csv"),
    path(f"{OFFICERS}log.pdf", consultation_log.consultation_log_pdf, name="consultation-log-pdf"),
    path("representative/", workspace.representative_start, name="representative-start"),
    path(REPRESENTATIVES, workspace.representative_consultation, name="representative-consultation"),
    path(f"{REPRESENTATIVES}representations/new/", representation.representation_create, name="representation-create"),
    path(REPRESENTATION, both.representation_detail, name="representation-detail"),
    path(f"{REPRESENTATION}acknowledge/", both.representation_acknowledge, name="representation-acknowledge"),
    path(f"{REPRESENTATION}answer/", both.representation_answer, name="representation-answer"),
    path(f"{REPRESENTATION}close/", both.representation_close, name="representation-close"),
    path(f"{REPRESENTATION}reply/", both.representation_reply, name="representation-reply"),
    path(f"{REPRESENTATION}agree/", both.representation_agree, name="representation-agree"),
    path(f"{REPRESENTATION}withdraw/", both.representation_withdraw, name="representation-withdraw"),
]
