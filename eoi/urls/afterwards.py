"""After submitting: status, withdrawal, and everything in one file."""

from django.urls import path

from eoi.urls.partner import EXPRESSION
from eoi.views.partner import afterwards

urlpatterns = [
    path(f"{EXPRESSION}status/", afterwards.expression_status, name="expression-status"),
    path(f"{EXPRESSION}withdrawals/<int:number>/", afterwards.withdrawal_receipt, name="withdrawal-receipt"),
    path(f"{EXPRESSION}everything/", afterwards.expression_download, name="expression-download"),
]
