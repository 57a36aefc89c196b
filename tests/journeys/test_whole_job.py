"""The main job from an empty service to a ranking, by the pages alone, with JavaScript and without (issue: Done when)."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection

from eoi.models import Advert
from evaluation.models import Panel
from tests.browser.chromium import Visit
from tests.factories.readiness import make_ready
from tests.factories.world import Clock, World
from tests.journeys import advertising, answering, scoring
from tests.journeys.cast import AMENDED, CHAIR, CLOSED, DRAFTED, IRWELL, MARKS, NORTHGATE, OPEN, RECUSED, Cast, gather

RANKING_IN_SQL = """
    SELECT rank() OVER (ORDER BY total DESC)::int, name, round(total, 2)::text
    FROM (
        SELECT organisation.name,
            sum(criterion.weighting * CASE WHEN score.not_addressed THEN 0 ELSE score.value END)
                / (100 * count(DISTINCT assessment.id)) AS total
        FROM evaluation_score score
        JOIN evaluation_assessment assessment ON assessment.id = score.assessment_id
        JOIN eoi_criterion criterion ON criterion.id = score.criterion_id
        JOIN eoi_submission submission ON submission.id = assessment.submission_id
        JOIN eoi_expressionofinterest expression ON expression.id = submission.expression_id
        JOIN eoi_organisation organisation ON organisation.id = expression.organisation_id
        WHERE assessment.locked_at IS NOT NULL
        GROUP BY organisation.name
    ) totals
    ORDER BY total DESC
"""


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_the_first_draft_to_the_ranking(
    visit: Visit, transactional_db, mail_queue, clock: Clock, javascript: bool
):
    def browser_of(person=None, **options):
        return visit(person, javascript=javascript, **options)

    clock.set(DRAFTED)
    cast = gather()
    officer = browser_of(cast.officer)
    _advertise(officer, cast, browser_of)
    assert officer.page.locator("body.js-enabled").count() == javascript
    clock.set(OPEN)
    partners = _answer(cast, browser_of)
    advertising.see_numbers_only(officer)
    clock.set(AMENDED)
    _amend(partners[1])
    clock.set(CLOSED)
    _open(officer, cast, browser_of, partners)
    scoring.form_the_panel(officer)
    _score(cast, browser_of, officer)


def _advertise(officer, cast: Cast, browser_of) -> None:
    advertising.draft_the_advert(officer, cast.second_officer.full_name)
    _prepare(cast)
    advertising.ask_for_the_decision(officer)
    advertising.decide_to_advertise(browser_of(cast.approver))
    advertising.publish_the_advert(officer)


def _prepare(cast: Cast) -> None:
    """What has a journey of its own: consultation, plans, profiles and the rest, done by actions here."""
    world = World(Clock(), Advert.objects.get(), cast.officer, cast.second_officer, cast.approver)
    make_ready(world)


def _answer(cast: Cast, browser_of):
    """The first one signs up by form; the second is signed in already."""
    advertising.read_the_advert(browser_of())
    first, second = browser_of(), browser_of(cast.second_partner)
    answering.sign_up(first, name="Philip Founder", email="philip@northgate.example")
    answering.start(first, organisation=NORTHGATE, number="04811273")
    answering.answer_everything(
        first, words="We would bring the queues down within a year.", nothing_for="Secure, skilled jobs"
    )
    answering.submit(first)
    answering.start(second, organisation=IRWELL, number="07311274")
    answering.answer_everything(second, words="We would bring the queues down within a year.")
    answering.submit(second)
    return first, second


def _amend(partner) -> None:
    answering.amend(partner, words="A staff council with a vote on every change.")
    answering.submit(partner, edition=2)


def _open(officer, cast: Cast, browser_of, partners) -> None:
    """The closing record first; then one officer asks, and another confirms in her own session."""
    call_command("run_due")
    receipts = [message.subject for message in mail.outbox if "philip@northgate.example" in message.to]
    assert any("receipt" in subject.lower() for subject in receipts), receipts
    for partner in partners:
        answering.be_too_late(partner)
    advertising.ask_for_the_opening(officer)
    advertising.confirm_the_opening(browser_of(cast.second_officer, fresh=False))


def _score(cast: Cast, browser_of, officer) -> None:
    evaluators = {name: browser_of(person) for name, person in cast.evaluators.items()}
    ranking = f"/evaluation/{Panel.objects.get().reference}/ranking/"
    for evaluator in evaluators.values():
        scoring.declare(evaluator)
        scoring.score_everything(evaluator)
        scoring.see_nothing_of_others(evaluator, ranking)
    scoring.close_scoring(evaluators[CHAIR])

    with connection.cursor() as cursor:
        cursor.execute(RANKING_IN_SQL)
        computed = cursor.fetchall()
    assert len(computed) == len(MARKS) - 1
    officer.open(ranking)
    assert scoring.ranked(officer) == computed
    officer.follow(IRWELL)
    officer.sees("As 3 describes it (¶1).", "As 4 describes it (¶1).")
    evaluators[RECUSED].open(ranking)
    evaluators[RECUSED].sees("Not shown: you declared a conflict of interest")
