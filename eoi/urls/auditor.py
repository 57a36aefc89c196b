"""`/auditor/`: internal audit."""

from django.urls import path

from eoi.views import auditor

urlpatterns = [
    path("auditor/", auditor.audit_event_list, name="audit-event-list"),
    path("auditor/adverts/", auditor.auditor_advert_list, name="auditor-advert-list"),
]
