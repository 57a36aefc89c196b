"""The embedded default's outgoing mail: one readable file each in `var/mail/`."""

import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.text import slugify


class ReadableFileBackend(BaseEmailBackend):
    """Writes UTF-8 as it is, so that `cat` shows the words and a link can be copied whole."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _unused(folder / _file_name(message)).write_text(_readable(message), encoding="utf-8")
        return len(email_messages)


def _file_name(message: EmailMessage) -> str:
    """When, to whom, about what: the folder's listing is already an outbox."""
    to = re.sub(r"[^A-Za-z0-9@._+-]", "_", (message.recipients() or ["nobody"])[0])[:80]
    return f"{timezone.localtime():%Y-%m-%d-%H%M%S-%f}-{to}-{slugify(message.subject)[:60]}.txt"


def _unused(path: Path) -> Path:
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free


def _readable(message: EmailMessage) -> str:
    """The headers a person looks at, then the plain text, then the names of what is attached."""
    mime = message.message()
    headers = [("From", message.from_email), ("To", ", ".join(message.to)), ("Cc", ", ".join(message.cc))]
    headers += [("Subject", str(message.subject)), ("Date", str(mime["Date"])), ("Message-ID", str(mime["Message-ID"]))]
    lines = [f"{name}: {' '.join(value.split())}" for name, value in headers if value]
    attached = [part.get_filename() for part in mime.walk() if part.get_filename()]
    body = str(message.body).rstrip("\n")
    return "\n".join([*lines, "", body, *(f"[attached: {name}]" for name in attached), ""])
