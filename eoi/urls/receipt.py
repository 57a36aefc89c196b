"""`/receipts/`: whoever has a receipt checks it."""

from django.urls import path

from eoi.views import receipt

urlpatterns = [
    path("receipts/", receipt.receipt_check, name="receipt-check"),
    path("receipts/verify_receipt.py", receipt.receipt_verifier, name="receipt-verifier"),
    path("receipts/receipts.md", receipt.receipt_specification, name="receipt-specification"),
]
