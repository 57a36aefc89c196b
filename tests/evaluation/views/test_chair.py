"""The chair's pages: progress without scores, closing with reasons."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from evaluation.models import LeftOutAssessment, Panel
from tests.evaluation.world import make_panel, make_scoring, score
from tests.factories.people import make_approver, make_auditor, make_evaluator

pytestmark = pytest.mark.django_db


def page(it, name):
    return reverse(f"evaluation:{name}", args=[it.panel.reference])


@pytest.fixture
def chair(client, scoring):
    client.force_login(scoring.chair.user)
    return scoring.chair


def test_the_chair_sees_who_has_not_finished_and_no_score(client, scoring, chair):
    other = scoring.members[1]
    score(scoring, other, scoring.submissions[0], 5, 5, 5, 5, 5, rationale="Unmistakable words")
    response = client.get(page(scoring, "panel-progress"))
    assertContains(response, "3 assessments still to lock")
    assertContains(response, other.user.full_name)
    assertContains(response, "1 of 2")
    assertNotContains(response, "Unmistakable")
    assertContains(response, page(scoring, "scoring-close"))


def test_the_other_members_do_not_see_it(client, scoring):
    client.force_login(scoring.members[1].user)
    assert client.get(page(scoring, "panel-progress")).status_code == 403
    assert client.get(page(scoring, "scoring-close")).status_code == 403
    assert client.post(page(scoring, "scoring-close")).status_code == 403
    for person, status in ((make_evaluator(), 404), (make_approver(), 403), (make_auditor(), 403)):
        client.force_login(person)
        assert client.get(page(scoring, "panel-progress")).status_code == status


def test_before_scoring_there_is_an_explanation(client, clock):
    it = make_panel(clock)
    client.force_login(it.chair.user)
    assertContains(client.get(page(it, "panel-progress")), "Scoring has not been opened yet.")
    assertContains(client.get(page(it, "scoring-close")), "has not been opened")
    assert client.post(page(it, "scoring-close")).status_code == 409


def test_closing_asks_for_a_reason_for_each_member_who_has_not_finished(client, scoring, chair):
    first, second = (f"reason-{member.pk}" for member in scoring.members)
    assertContains(client.get(page(scoring, "scoring-close")), "Closing cannot be undone.")
    response = client.post(page(scoring, "scoring-close"), {first: "On sick leave."})
    assertContains(response, f"Say why the unfinished assessments of {scoring.members[1].user.full_name} are left out.")
    assertContains(response, "On sick leave.")
    assert Panel.objects.get().is_scoring
    response = client.post(page(scoring, "scoring-close"), {first: "On sick leave.", second: "Away."}, follow=True)
    assertRedirects(response, page(scoring, "ranking-detail"))
    assert LeftOutAssessment.objects.count() == 4
    assert client.post(page(scoring, "scoring-close")).status_code == 409
    assertContains(client.get(page(scoring, "panel-progress")), "Individual scoring closed at")


def test_closing_when_everybody_has_finished_asks_nothing(client, clock):
    it = make_scoring(clock, submissions=1)
    for member in it.members:
        score(it, member, it.submissions[0], 1, 2, 3, 4, 5)
    client.force_login(it.chair.user)
    assertContains(client.get(page(it, "panel-progress")), "Everybody has finished.")
    assertContains(client.get(page(it, "scoring-close")), "Everybody has finished.")
    assertRedirects(client.post(page(it, "scoring-close")), page(it, "ranking-detail"))
