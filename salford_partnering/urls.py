"""Addresses: the service's own, then those of evaluation, accounts and the load balancer (DESIGN §6)."""

from django.urls import include, path

from .health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("account/", include("allauth.urls")),
    path("", include("eoi.urls")),
    path("", include("evaluation.urls")),
]

handler400 = "salford_partnering.failures.bad_request"
handler403 = "salford_partnering.failures.forbidden"
handler404 = "salford_partnering.failures.not_found"
handler500 = "salford_partnering.failures.server_fault"
