"""Every service is in scope, or left out for a reason that everybody reads (S7)."""

import pytest
from django.urls import reverse

from eoi.actions.advert import edit_advert
from eoi.identity import perform
from eoi.models import Service
from eoi.policies.advert import problems_with_content
from tests.factories.notices import WHY, leave_out, make_left_out
from tests.factories.world import OPENS, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(clock):
    return make_draft(clock, ready=False)


def send(client, draft, *, without="", **typed):
    """The form as it stands, without one service."""
    client.force_login(draft.officer)
    address = reverse("eoi:advert-edit", args=[draft.advert.reference])
    form = client.get(address).context["form"]
    data = {"services": [service.key for service in Service.objects.exclude(key=without)]}
    for name in form.fields:
        if name != "services":
            value = form[name].value()
            if hasattr(value, "strftime"):
                data |= {f"{name}_0": f"{value:%Y-%m-%d}", f"{name}_1": f"{value:%H:%M}"}
            elif value is not None:
                data[name] = value
    return client.post(address, data | typed, follow=True)


def test_leaving_one_out_needs_a_reason(client, draft):
    answer = send(client, draft, without="finance", summary="Words that must not be lost.")

    assert answer.status_code == 422
    assert "Finance is left out. Say why, or put it in scope." in answer.text
    assert "Words that must not be lost." in answer.text
    assert draft.refresh().services.filter(key="finance").exists()


def test_left_out_for_a_reason_it_is_saved(client, draft):
    answer = send(client, draft, without="finance", left_out_finance=WHY)

    assert answer.status_code == 200
    assert not draft.refresh().services.filter(key="finance").exists()
    assert [(each.service.key, each.reason) for each in draft.advert.left_out.all()] == [("finance", WHY)]


def test_in_scope_and_left_out_at_once_is_refused(client, draft):
    answer = send(client, draft, left_out_finance=WHY)

    assert answer.status_code == 422
    assert "in scope and left out at once" in answer.text
    assert WHY in answer.text


def test_the_reason_is_read_by_all(client, clock):
    world = make_left_out(clock)

    page = client.get(reverse("eoi:advert-detail", args=[world.advert.reference])).text

    assert WHY in page


def test_putting_it_back_in_scope_ends_the_reason(draft):
    leave_out(draft, "finance")
    every = list(Service.objects.all())

    perform(edit_advert, by=draft.officer, advert=draft.refresh(), changes={}, services=every)

    assert not draft.refresh().left_out.exists()


def test_a_service_that_came_later_has_to_be_decided_on(draft):
    Service.objects.create(key="another", number=99, name="Another service")

    problems = problems_with_content(draft.refresh(), at=OPENS)

    assert any("Another service" in problem.message and problem.url for problem in problems)
