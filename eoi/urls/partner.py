"""`/partner/`: prospective partners' own pages."""

from django.urls import path

from eoi.views import question_set
from eoi.views.partner import (
    answer,
    answer_history,
    answer_settle,
    consortium,
    expression_of_interest,
    late,
    lead,
    membership,
    organisation,
    receipt,
    start,
    submission,
)

ORGANISATION = "partner/organisations/<slug:reference>/"
EXPRESSION = "partner/<slug:reference>/"
EDITION = f"{EXPRESSION}submissions/<int:number>/"

urlpatterns = [
    path("partner/", start.partner_start, name="partner-start"),
    path("partner/organisations/new/", organisation.organisation_create, name="organisation-create"),
    path("partner/organisations/join/", membership.join_request_create, name="join-request-create"),
    path(ORGANISATION, organisation.organisation_detail, name="organisation-detail"),
    path(f"{ORGANISATION}edit/", organisation.organisation_edit, name="organisation-edit"),
    path(f"{ORGANISATION}history/", organisation.organisation_history, name="organisation-history"),
    path(f"{ORGANISATION}invite/", membership.membership_invite, name="membership-invite"),
    path(f"{ORGANISATION}leave/", membership.membership_leave, name="membership-leave"),
    path(f"{ORGANISATION}people/<slug:person>/make-lead/", lead.membership_make_lead, name="membership-make-lead"),
    path(f"{ORGANISATION}people/<slug:person>/transfer/", lead.membership_transfer, name="membership-transfer"),
    path(f"{ORGANISATION}people/<slug:person>/end/", lead.membership_end, name="membership-end"),
    path(f"{ORGANISATION}requests/<slug:person>/", membership.join_request_decide, name="join-request-decide"),
    path(
        f"{ORGANISATION}invitations/<slug:key>/withdraw/",
        membership.membership_invitation_withdraw,
        name="membership-invitation-withdraw",
    ),
    path("partner/invitations/<slug:token>/", membership.membership_accept, name="membership-accept"),
    path("partner/recoveries/<slug:reference>/stop/", lead.lead_recovery_stop, name="lead-recovery-stop"),
    path("partner/adverts/<slug:reference>/start/", expression_of_interest.expression_start, name="expression-start"),
    path(EXPRESSION, expression_of_interest.expression_detail, name="expression-detail"),
    path(f"{EXPRESSION}consortium/", consortium.consortium_list, name="consortium-list"),
    path(f"{EXPRESSION}consortium/new/", consortium.consortium_add, name="consortium-add"),
    path(f"{EXPRESSION}consortium/<slug:member>/edit/", consortium.consortium_edit, name="consortium-edit"),
    path(f"{EXPRESSION}consortium/<slug:member>/remove/", consortium.consortium_remove, name="consortium-remove"),
    path(f"{EXPRESSION}answers/<slug:key>/", answer.answer_edit, name="answer-edit"),
    path(f"{EXPRESSION}answers/<slug:key>/settle/", answer_settle.answer_settle, name="answer-settle"),
    path(
        f"{EXPRESSION}answers/<slug:key>/editions/<int:number>/restore/",
        answer_history.answer_restore,
        name="answer-restore",
    ),
    path(f"{EXPRESSION}changes/", answer_history.answer_history, name="answer-history"),
    path(f"{EXPRESSION}needs/", answer.needs_edit, name="needs-edit"),
    path(f"{EXPRESSION}answers.docx", question_set.answers_word, name="answers-word"),
    path(f"{EXPRESSION}answers.txt", question_set.answers_text, name="answers-text"),
    path(f"{EXPRESSION}closed/", late.expression_late, name="expression-late"),
    path(f"{EXPRESSION}not-saved.txt", late.typed_text, name="typed-text"),
    path(f"{EXPRESSION}check/", submission.expression_check, name="expression-check"),
    path(f"{EXPRESSION}submit/", submission.expression_submit, name="expression-submit"),
    path(f"{EXPRESSION}withdraw/", submission.expression_withdraw, name="expression-withdraw"),
    path(EDITION, receipt.submission_receipt, name="submission-receipt"),
    path(f"{EDITION}receipt.pdf", receipt.submission_receipt_pdf, name="submission-receipt-pdf"),
    path(f"{EDITION}receipt.json", receipt.submission_receipt_json, name="submission-receipt-json"),
    path(f"{EDITION}content.json", receipt.submission_content_json, name="submission-content-json"),
]
