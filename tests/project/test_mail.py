import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail

from salford_partnering.mail import ReadableFileBackend


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.EMAIL_BACKEND = "salford_partnering.mail.ReadableFileBackend"
    return settings.MAIL_FOLDER


def test_mail_is_one_readable_file(folder):
    link = "https://partnering.example/account/confirm-email/" + "x" * 90 + "/"
    send_mail("Confirm your address – Zoë", f"Dear Zoë,\n\nOpen this link:\n{link}\n", None, ["zoe@northgate.example"])
    (written,) = folder.iterdir()
    assert "zoe@northgate.example" in written.name
    assert "confirm-your-address-zoe" in written.name
    text = written.read_text(encoding="utf-8")
    assert "Subject: Confirm your address – Zoë\n" in text
    assert f"\n{link}\n" in text


def test_two_mails_never_share_a_file(folder):
    for _ in range(3):
        send_mail("Same", "Same", None, ["one@northgate.example"])
    assert len(list(folder.iterdir())) == 3


def test_attachments_are_named(folder):
    message = EmailMultiAlternatives("Receipt", "Your receipt", to=["one@northgate.example"])
    message.attach("receipt.txt", "words", "text/plain")
    assert ReadableFileBackend().send_messages([message]) == 1
    (written,) = folder.iterdir()
    assert "[attached: receipt.txt]" in written.read_text()


def test_recipient_cannot_choose_the_folder(folder):
    message = EmailMultiAlternatives("Hello", "Hello", to=["../../x@northgate.example"])
    ReadableFileBackend().send_messages([message])
    (written,) = folder.iterdir()
    assert written.parent == folder


@pytest.mark.django_db
def test_queue_is_used_as_in_production(mail_queue):
    from post_office.models import Email

    send_mail("Queued", "Later", None, ["one@northgate.example"])
    assert Email.objects.get().subject == "Queued"
    assert mail.outbox == []
