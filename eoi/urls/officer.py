"""`/officer/`: procurement officers and approvers. `/submissions/`: whoever has leave to read one."""

from django.urls import path

from eoi.views import reading
from eoi.views.officer import advert, criteria, decision, opening, submission

ADVERT = "officer/adverts/<slug:reference>/"

urlpatterns = [
    path("officer/", advert.officer_start, name="officer-start"),
    path("officer/adverts/new/", advert.advert_create, name="advert-create"),
    path(ADVERT, advert.advert_manage, name="advert-manage"),
    path(f"{ADVERT}edit/", advert.advert_edit, name="advert-edit"),
    path(f"{ADVERT}criteria/", criteria.criteria_edit, name="criteria-edit"),
    path(f"{ADVERT}preview/", advert.advert_preview, name="advert-preview"),
    path(f"{ADVERT}decide/", decision.advert_decide, name="advert-decide"),
    path(f"{ADVERT}publish/", decision.advert_publish, name="advert-publish"),
    path(f"{ADVERT}officers/", decision.advert_officer_add, name="advert-officer-add"),
    path(f"{ADVERT}opening/", opening.opening_detail, name="opening-detail"),
    path(f"{ADVERT}opening/request/", opening.opening_request, name="opening-request"),
    path(f"{ADVERT}opening/cancel/", opening.opening_cancel, name="opening-cancel"),
    path(f"{ADVERT}opening/confirm/", opening.opening_confirm, name="opening-confirm"),
    path(f"{ADVERT}submissions/", submission.submission_list, name="submission-list"),
    path("submissions/<slug:reference>/", reading.submission_detail, name="submission-detail"),
]
