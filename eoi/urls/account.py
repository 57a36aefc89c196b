"""Public pages of accounts beside those of django-allauth, which stand under the same `/account/`."""

from django.urls import path

from eoi.views import account

urlpatterns = [
    path("account/staff-invitation/<slug:token>/", account.staff_invitation_accept, name="staff-invitation-accept"),
    path("account/verification/", account.verification_resend, name="verification-resend"),
]
