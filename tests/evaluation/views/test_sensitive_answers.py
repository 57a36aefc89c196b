"""What those who score see of marks, ticks and the use of artificial intelligence (R6, R11)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit
from eoi.identity import perform
from tests.evaluation import world as panels
from tests.factories import world as worlds
from tests.factories.people import make_partner

pytestmark = pytest.mark.django_db
AI = "A language model drafted two paragraphs."


@pytest.fixture
def scoring(clock, monkeypatch):
    """One submission with a marked answer, ticks and a word about artificial intelligence."""

    def submit_for(world, partner=None, **options):
        partner = partner or make_partner()
        expression = worlds.fill_in(worlds.start(world, partner), partner, **options)
        changes = [
            AnswerChange("objective-1", 1, text="Our prices.", is_sensitive=True, sensitive_reason="A trade secret."),
            AnswerChange("services", 0, choices=("finance",)),
            AnswerChange("workforce", 0, text="Nobody would move."),
            AnswerChange("ai-use", 0, text=AI),
        ]
        expression = perform(save_answers, by=partner, expression=expression, changes=changes)
        submission = perform(
            submit,
            by=partner,
            expression=expression,
            draft_version=expression.draft_version,
            declaration=worlds.DECLARATION,
        )
        world.submissions.append(submission)
        world.partners.append(partner)
        return submission

    monkeypatch.setattr(worlds, "submit_for", submit_for)
    return panels.make_scoring(clock, submissions=1)


def test_scorers_are_told_of_the_mark_and_see_ticks_but_nothing_of_artificial_intelligence(client, scoring):
    client.force_login(scoring.chair.user)
    address = reverse("evaluation:assessment-edit", args=[scoring.panel.reference, scoring.submissions[0].reference])

    page = client.get(address)

    assertContains(page, "Marked as sensitive.")
    assertContains(page, "A trade secret.")
    assertContains(page, "Do not repeat it outside the panel")
    assertContains(page, "Finance")
    assertContains(page, "Nobody would move.")
    assertNotContains(page, AI)


def test_readers_of_the_whole_submission_see_it_said_not_to_be_scored(client, scoring):
    client.force_login(scoring.world.officer)

    page = client.get(reverse("eoi:submission-detail", args=[scoring.submissions[0].reference]))

    assertContains(page, AI)
    assertContains(page, "Asked for information, and not scored.")
    assertContains(page, "The mark does not decide whether it is disclosed")
