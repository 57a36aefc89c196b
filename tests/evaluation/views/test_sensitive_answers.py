"""What readers and scorers see of marks, ticks and the use of artificial intelligence (R6, R11)."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit
from eoi.identity import perform
from tests.evaluation.world import open_scoring_for
from tests.factories.people import make_partner
from tests.factories.world import DECLARATION, close, fill_in, make_open, open_submissions, start

pytestmark = pytest.mark.django_db
AI = "A language model drafted two paragraphs."
ANSWERS = [
    AnswerChange("objective-1", 1, text="Our prices.", is_sensitive=True, sensitive_reason="A trade secret."),
    AnswerChange("services", 0, choices=("finance",)),
    AnswerChange("workforce", 0, text="Nobody would move."),
    AnswerChange("ai-use", 0, text=AI),
]


@pytest.fixture
def scored(clock):
    """One submission with a marked answer, ticks and a word about artificial intelligence, being scored."""
    world, partner = make_open(clock), make_partner()
    expression = fill_in(start(world, partner), partner)
    expression = perform(save_answers, by=partner, expression=expression, changes=ANSWERS)
    version = expression.draft_version
    sealed = perform(submit, by=partner, expression=expression, draft_version=version, declaration=DECLARATION)
    return sealed, open_scoring_for(open_submissions(close(world)))


def test_scorers_are_told_of_the_mark_and_see_ticks_but_nothing_of_artificial_intelligence(client, scored):
    submission, scoring = scored
    client.force_login(scoring.chair.user)

    page = client.get(reverse("evaluation:assessment-edit", args=[scoring.panel.reference, submission.reference]))

    for words in ("Our prices.", "Marked as sensitive.", "A trade secret.", "Do not repeat it outside the panel"):
        assertContains(page, words)
    assertContains(page, "Finance")
    assertContains(page, "Nobody would move.")
    assertNotContains(page, AI)


def test_readers_of_the_whole_submission_see_it_said_not_to_be_scored(client, scored):
    submission, scoring = scored
    client.force_login(scoring.officer)

    page = client.get(reverse("eoi:submission-detail", args=[submission.reference]))

    assertContains(page, AI)
    assertContains(page, "Asked for information, and not scored.")
    assertContains(page, "The mark does not decide whether it is disclosed")
