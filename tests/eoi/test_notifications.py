"""Mail says what was typed, to the letter: what the queue takes for templates is never what somebody typed."""

import pytest
from django.core import mail
from django.urls import reverse
from post_office.models import Email

from eoi.due import send_mail
from tests.factories.people import make_partner, organisation_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "{{ subject }} {{ contact_email }} and {# nothing #}",
        "{% include 'base.html' %} {% debug %}",
        "100 %} {% {{ }} Ltd <b> & “Sons”",
    ],
)
def test_an_organisation_with_braces_in_its_name_invites_a_colleague(client, mail_queue, typed):
    """A name that was a faulty template stopped the action with its mail; a sound one was carried out."""
    lead = make_partner()
    organisation = organisation_of(lead)
    organisation.name = typed
    organisation.save()
    client.force_login(lead)
    page = reverse("eoi:membership-invite", args=[organisation.reference])

    response = client.post(page, {"email": "colleague@partner.example", "role": "contributor"})

    assert response.status_code == 302
    queued = Email.objects.get(to=["colleague@partner.example"])
    assert queued.subject == f"Invitation to work for {typed}"
    assert f"what {typed} sends to" in queued.message
    mail.outbox.clear()
    send_mail()
    assert [sent.subject for sent in mail.outbox] == [queued.subject]
    assert typed in mail.outbox[0].body
