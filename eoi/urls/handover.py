"""`/handovers/`: those who hold an advert, a service or a body, and administrators."""

from django.urls import path

from eoi.views import handover

HANDOVER = "handovers/<slug:reference>/"

urlpatterns = [
    path("administrator/handovers/", handover.handover_list, name="handover-list"),
    path("handovers/new/", handover.handover_create, name="handover-create"),
    path(HANDOVER, handover.handover_detail, name="handover-detail"),
    path(f"{HANDOVER}cancel/", handover.handover_cancel, name="handover-cancel"),
    path(f"{HANDOVER}end/", handover.handover_end, name="handover-end"),
]
