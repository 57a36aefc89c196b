"""What stands on start pages about letters and minutes: to approve, to send, to answer. A query a source."""

from datetime import datetime

from django.urls import reverse

from eoi.models import Letter, Minutes, User
from eoi.registry import Card


def approval_cards(user: User, at: datetime) -> list[Card]:
    """For approvers: letters that others wrote and nobody has approved yet."""
    return [
        Card(
            f"Approve the letter to {letter.expression.organisation.name}",
            f"{letter.subject}, about {letter.expression.advert.reference}.",
            reverse("eoi:letter-manage", args=[letter.expression.advert.reference, letter.reference]),
        )
        for letter in Letter.objects.to_approve_by(user)
    ]


def correspondence_cards(user: User, at: datetime) -> list[Card]:
    """For officers: approved letters to send, and corrections of minutes to answer, of the adverts they run."""
    letters = [
        Card(
            f"Send the letter to {letter.expression.organisation.name}",
            f"It is approved: {letter.subject}, about {letter.expression.advert.reference}.",
            reverse("eoi:letter-manage", args=[letter.expression.advert.reference, letter.reference]),
        )
        for letter in Letter.objects.to_send_by(user)
    ]
    corrections = [
        Card(
            f"Answer {minutes.expression.organisation.name}, which corrects minutes",
            f"{minutes.reference}, about {minutes.expression.advert.reference}.",
            reverse("eoi:minutes-manage", args=[minutes.expression.advert.reference, minutes.reference]),
        )
        for minutes in Minutes.objects.to_answer_by(user)
    ]
    return letters + corrections
