"""`/officer/`: procurement officers and approvers. `/submissions/`: whoever has leave to read one."""

from django.urls import path

from eoi.views import reading
from eoi.views.officer import (
    advert,
    body,
    communication,
    decision,
    milestone,
    opening,
    plan,
    plan_feed,
    publication,
    readiness,
    submission,
)

ADVERT = "officer/adverts/<slug:reference>/"
BODY = "officer/bodies/<slug:reference>/"

urlpatterns = [
    path("officer/", advert.officer_start, name="officer-start"),
    path("officer/adverts/new/", advert.advert_create, name="advert-create"),
    path(ADVERT, advert.advert_manage, name="advert-manage"),
    path(f"{ADVERT}edit/", advert.advert_edit, name="advert-edit"),
    path(f"{ADVERT}preview/", advert.advert_preview, name="advert-preview"),
    path(f"{ADVERT}decide/", decision.advert_decide, name="advert-decide"),
    path(f"{ADVERT}readiness/", readiness.advert_readiness, name="advert-readiness"),
    path(f"{ADVERT}readiness/<slug:condition>/", readiness.readiness_reason, name="readiness-reason"),
    path(f"{ADVERT}decision/request/", readiness.decision_request, name="decision-request"),
    path(f"{ADVERT}decision/paper/", decision.decision_paper, name="decision-paper"),
    path(f"{ADVERT}decision/paper.pdf", decision.decision_paper_pdf, name="decision-paper-pdf"),
    path(f"{ADVERT}decisions/<int:number>/", decision.decision_detail, name="decision-detail"),
    path(f"{ADVERT}decisions/<int:number>/paper.pdf", decision.decision_detail_pdf, name="decision-detail-pdf"),
    path(f"{ADVERT}publish/", publication.advert_publish, name="advert-publish"),
    path(f"{ADVERT}officers/", publication.advert_officer_add, name="advert-officer-add"),
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
    path(f"{ADVERT}plan/", plan.plan_detail, name="plan-detail"),
    path(f"{ADVERT}plan/start/", plan.plan_start, name="plan-start"),
    path(f"{ADVERT}plan/agree/", plan.plan_agree, name="plan-agree"),
    path(f"{ADVERT}plan/calendar/", plan_feed.plan_feed_manage, name="plan-feed-manage"),
    path(f"{ADVERT}plan/new/", milestone.milestone_create, name="milestone-create"),
    path(f"{ADVERT}plan/<slug:milestone>/edit/", milestone.milestone_edit, name="milestone-edit"),
    path(f"{ADVERT}plan/<slug:milestone>/move/", plan.plan_move, name="plan-move"),
    path(f"{ADVERT}plan/<slug:milestone>/done/", milestone.milestone_done, name="milestone-done"),
    path(f"{ADVERT}plan/<slug:milestone>/remove/", milestone.milestone_remove, name="milestone-remove"),
    path(f"{ADVERT}communication/", communication.communication_list, name="communication-list"),
    path(f"{ADVERT}communication/new/", communication.communication_create, name="communication-create"),
    path(f"{ADVERT}communication/<slug:activity>/edit/", communication.communication_edit, name="communication-edit"),
    path(f"{ADVERT}communication/<slug:activity>/done/", communication.communication_done, name="communication-done"),
    path(
        f"{ADVERT}communication/<slug:activity>/remove/",
        communication.communication_remove,
        name="communication-remove",
    ),
    path("submissions/<slug:reference>/", reading.submission_detail, name="submission-detail"),
]
