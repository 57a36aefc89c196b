"""Submitting makes a constant number of statements, and docs/reliability.md says each with its reason."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.submission import submit
from eoi.identity import acting_as, perform
from eoi.models import Question, QuestionKind, Submission
from tests.factories.organisations import add_member
from tests.factories.partner_files import stage
from tests.factories.people import make_partner, organisation_of
from tests.factories.world import DECLARATION, fill_in, make_open, start, submit_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_queue")]
FILES = "INSERT … eoi_submissionfile"  # where there are any
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def small(world):
    partner = make_partner()
    return fill_in(start(world, partner), partner)


@pytest.fixture
def large(world):
    """Long answers, five colleagues, two members of a consortium, three files, an edition before, three other submissions."""
    partner = make_partner()
    for _ in range(5):
        make_partner(organisation_of(partner), lead=False)
    submit_for(world, partner)
    for _ in range(3):
        submit_for(world)
    expression = Submission.objects.get(submitted_by=partner).expression
    for name in ("First", "Second"):
        add_member(expression, partner, name=name)
    for number in range(3):
        stage(expression, partner, f"part-{number}.pdf")
    with acting_as(partner):
        versions = {answer.question_key: answer.version for answer in expression.answers.all()}
    changes = [
        AnswerChange(
            question.key, versions.get(question.key, 0), text="word " * 140, selected=question.kind == QuestionKind.NEED
        )
        for question in Question.objects.of(world.advert)
    ]
    return perform(save_answers, by=partner, expression=expression, changes=changes)


def statements_of(expression):
    partner = expression.changed_by
    with acting_as(partner) as now, CaptureQueriesContext(connection) as made:
        submit(
            expression=expression, draft_version=expression.draft_version, declaration=DECLARATION, by=partner, at=now
        )
    return [query["sql"] for query in made.captured_queries]


def documented(number):
    """The statements of the first or second table."""
    table = PAGE.read_text().split("| Statement | Why |\n|---|---|\n")[number].split("\n\n")[0]
    return [re.match(r"\| `(.+?)` \|", line).group(1) for line in table.splitlines()]


def is_of(sql, said):
    """`SELECT … eoi_answer`: begins with the first word, and holds each of the others."""
    first, *others = said.replace("…", "").split()
    return sql.startswith(first) and all(word in sql.replace('"', "") for word in others)


def test_it_is_constant_and_each_statement_is_accounted_for(small, large):
    said = documented(1)

    for expression, expected in ((small, [each for each in said if FILES not in each]), (large, said)):
        made = statements_of(expression)
        assert len(made) == len(expected)
        assert [pair for pair in zip(made, expected, strict=True) if not is_of(*pair)] == []


def test_the_request_around_it_is_constant_too(client, small, large):
    """Within a test a transaction begins and ends with a savepoint."""
    said = documented(1) + documented(2)

    for expression, more in ((small, -1), (large, 0)):
        client.force_login(expression.changed_by)
        form = {"name": "Pat", "position": "Lead", "authorised": "on", "statements_acknowledged": "on"}
        form["draft_version"] = expression.draft_version
        with CaptureQueriesContext(connection) as made:
            response = client.post(reverse("eoi:expression-submit", args=[expression.reference]), form)
        assert response.status_code == 302
        assert len(made) == len(said) + more


def test_the_same_version_again_costs_a_handful(small):
    first = statements_of(small)
    again = statements_of(small)

    assert Submission.objects.count() == 1
    assert len(again) == 8
    assert again[1:4] == first[1:4]
