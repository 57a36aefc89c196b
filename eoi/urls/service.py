"""`/service/`: service managers. `/services/`: what council staff read about services."""

from django.urls import path

from eoi.views.service import draft, positioning, profile, service, start

KEPT = "service/services/<slug:key>/profile/"
EDITION = "services/<slug:key>/editions/<int:number>/"

urlpatterns = [
    path("service/", start.service_start, name="service-start"),
    path(KEPT, draft.profile_edit, name="profile-edit"),
    path(f"{KEPT}sign-off/", draft.profile_sign_off, name="profile-sign-off"),
    path(f"{KEPT}discard/", draft.profile_discard, name="profile-discard"),
    path("services/", service.service_list, name="service-list"),
    path("services/axes/", positioning.axes_edit, name="axes-edit"),
    path("services/<slug:key>/", profile.profile_detail, name="profile-detail"),
    path(EDITION, profile.profile_edition, name="profile-edition"),
    path(f"{EDITION}differences/", profile.profile_compare, name="profile-compare"),
]
