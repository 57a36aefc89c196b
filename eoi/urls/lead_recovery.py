"""`/recoveries/`: officers and administrators, where nobody of an organisation can act."""

from django.urls import path

from eoi.views import lead_recovery

RECOVERY = "recoveries/<slug:reference>/"

urlpatterns = [
    path("recoveries/", lead_recovery.lead_recovery_list, name="lead-recovery-list"),
    path("recoveries/new/", lead_recovery.lead_recovery_create, name="lead-recovery-create"),
    path(RECOVERY, lead_recovery.lead_recovery_detail, name="lead-recovery-detail"),
    path(f"{RECOVERY}letter/", lead_recovery.lead_recovery_letter, name="lead-recovery-letter"),
    path(f"{RECOVERY}confirm/", lead_recovery.lead_recovery_confirm, name="lead-recovery-confirm"),
    path(f"{RECOVERY}cancel/", lead_recovery.lead_recovery_cancel, name="lead-recovery-cancel"),
]
