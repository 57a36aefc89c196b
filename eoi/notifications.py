"""Mail: queued in the transaction of the action that causes it, one subject one purpose, never an answer (DESIGN §4, P16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from post_office import mail


@dataclass(frozen=True)
class Letter:
    """One mail to each address. The template's first line is the subject; a blank line follows, then the text."""

    to: Iterable[str]
    template: str
    context: dict[str, Any]
    headers: dict[str, str] | None = None


def public_link(path: str) -> str:
    """An address that works from outside."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def queue_mail(
    *, to: Iterable[str], template: str, context: dict[str, Any], headers: dict[str, str] | None = None
) -> None:
    """One mail to each address. Rolled back with the action; sent by the worker. One query, to however many."""
    queue_letters([Letter(to, template, context, headers)])


def queue_letters(letters: Iterable[Letter]) -> None:
    """As `queue_mail`, for letters that differ. One query for all of them."""
    mail.send_many([each for letter in letters for each in _mails(letter)])


def _mails(letter: Letter) -> list[dict[str, Any]]:
    """The library takes subject and text for templates of its own, so they go through it as values: braces stay braces."""
    words = {
        "council_name": settings.COUNCIL_NAME,
        "service_name": settings.SERVICE_NAME,
        "contact_telephone": settings.CONTACT_TELEPHONE,
        "contact_email": settings.CONTACT_EMAIL,
        **letter.context,
    }
    subject, _, message = render_to_string(letter.template, words).strip().partition("\n")
    return [
        {
            "recipients": address,
            "sender": settings.DEFAULT_FROM_EMAIL,
            "subject": "{{ subject|safe }}",
            "message": "{{ message|safe }}",
            "context": {"subject": subject.strip(), "message": message.strip() + "\n"},
            "headers": letter.headers,
        }
        for address in dict.fromkeys(letter.to)
    ]
