"""New leads that wait for a second person of the council (ADR 0031)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import LeadRecovery, User
from eoi.registry import Card


def recovery_cards(user: User, at: datetime) -> list[Card]:
    """For officers: whose time to object is over, recorded by somebody else. One query."""
    waiting = LeadRecovery.objects.to_confirm_by(user, at=at).select_related("organisation", "recorded_by")
    return [
        Card(
            f"Confirm the new lead of {recovery.organisation.name}",
            f"{recovery.reference}, recorded by {recovery.recorded_by.full_name}. Nobody objected.",
            reverse("eoi:lead-recovery-detail", args=[recovery.reference]),
        )
        for recovery in waiting
    ]
