"""One list of addresses an audience; the page's address tells its file (DESIGN §6)."""

from eoi.urls import (
    account,
    administrator,
    aims,
    amendment,
    assistance,
    auditor,
    clarification,
    consultation,
    criteria,
    follower,
    handover,
    lead_recovery,
    notice,
    officer,
    pack,
    partner,
    public,
    receipt,
    service,
    staff_question,
)

app_name = "eoi"
urlpatterns = [
    *public.urlpatterns,
    *receipt.urlpatterns,
    *follower.urlpatterns,
    *account.urlpatterns,
    *assistance.urlpatterns,
    *clarification.urlpatterns,  # before partner's, whose references would take its addresses
    *partner.urlpatterns,
    *officer.urlpatterns,
    *notice.urlpatterns,
    *pack.urlpatterns,
    *criteria.urlpatterns,
    *staff_question.urlpatterns,
    *service.urlpatterns,
    *consultation.urlpatterns,
    *aims.urlpatterns,
    *service.urlpatterns,
    *auditor.urlpatterns,
    *administrator.urlpatterns,
    *handover.urlpatterns,
    *amendment.urlpatterns,
    *lead_recovery.urlpatterns,
]
