from django.urls import path

from eoi.views import administrator, bulk_invitation, service_keeper

urlpatterns = [
    path("administrator/people/", administrator.person_list, name="person-list"),
    path("administrator/people/<slug:reference>/", administrator.person_detail, name="person-detail"),
    path("administrator/people/<slug:reference>/edit/", administrator.person_edit, name="person-edit"),
    path("administrator/people/<slug:reference>/disable/", administrator.person_disable, name="person-disable"),
    path("administrator/people/<slug:reference>/enable/", administrator.person_enable, name="person-enable"),
    path(
        "administrator/people/<slug:reference>/reset-second-factor/",
        administrator.person_reset_second_factor,
        name="person-reset-second-factor",
    ),
    path("administrator/invitations/", administrator.staff_invitation_list, name="staff-invitation-list"),
    path("administrator/invitations/new/", administrator.staff_invitation_create, name="staff-invitation-create"),
    path("administrator/invitations/bulk/", bulk_invitation.staff_invitation_bulk, name="staff-invitation-bulk"),
    path(
        "administrator/invitations/<slug:digest>/withdraw/",
        administrator.staff_invitation_withdraw,
        name="staff-invitation-withdraw",
    ),
    path(
        "administrator/invitations/<slug:digest>/resend/",
        administrator.staff_invitation_resend,
        name="staff-invitation-resend",
    ),
    path("administrator/services/", service_keeper.service_keeper_list, name="service-keeper-list"),
    path("administrator/services/<slug:key>/owner/", service_keeper.service_owner_change, name="service-owner-change"),
]
