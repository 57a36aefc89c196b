"""`/officer/`: procurement officers and approvers. `/submissions/`: whoever has leave to read one."""

from django.urls import path

from eoi.views import reading
from eoi.views.officer import advert, body, criteria, decision, opening, submission

ADVERT = "officer/adverts/<slug:reference>/"
BODY = "officer/bodies/<slug:reference>/"

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
    path("officer/bodies/", body.body_list, name="body-list"),
    path("officer/bodies/new/", body.body_create, name="body-create"),
    path(BODY, body.body_detail, name="body-detail"),
    path(f"{BODY}edit/", body.body_edit, name="body-edit"),
    path(f"{BODY}retire/", body.body_retire, name="body-retire"),
    path(f"{BODY}reinstate/", body.body_reinstate, name="body-reinstate"),
    path(f"{BODY}representatives/new/", body.representative_name, name="representative-name"),
    path(f"{BODY}representatives/<slug:person>/remove/", body.representative_remove, name="representative-remove"),
    path("submissions/<slug:reference>/", reading.submission_detail, name="submission-detail"),
]
