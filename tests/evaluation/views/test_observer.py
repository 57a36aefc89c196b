"""The ranking with everything behind it: from the conclusion, redacted for the conflicted, equal to an independent count."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from eoi.models import Organisation
from evaluation.export import NOT_A_DECISION, safe_cell
from evaluation.ranking import ranking_of
from tests.evaluation.world import close, declare, make_concluded, make_scoring, save, score, step_back
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
)

pytestmark = pytest.mark.django_db


def page(it, name="ranking-detail", *arguments):
    return reverse(f"evaluation:{name}", args=[it.panel.reference, *arguments])


def all_pages(it, number=0):
    return [page(it), page(it, "ranking-record", it.submissions[number].reference), page(it, "ranking-export")]


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def name_of(it, number):
    return it.submissions[number].expression.organisation.name


RECOMPUTED = """
    SELECT s.reference, rank() OVER (ORDER BY sum(c.weighting * coalesce(x.value, 0)) / (100 * count(DISTINCT a.id)) DESC),
           sum(c.weighting * coalesce(x.value, 0)) / (100 * count(DISTINCT a.id))
    FROM evaluation_score x JOIN evaluation_assessment a ON a.id = x.assessment_id AND a.locked_at IS NOT NULL
    JOIN eoi_criterion c ON c.id = x.criterion_id JOIN eoi_submission s ON s.id = a.submission_id
    JOIN eoi_expressionofinterest e ON e.id = s.expression_id
    WHERE e.advert_id = %s AND NOT EXISTS (
        SELECT 1 FROM evaluation_conflictdeclaration d
        WHERE d.member_id = a.member_id AND d.organisation_id = e.organisation_id AND d.outcome = 'recused')
    GROUP BY s.reference
"""


def recomputed(it):
    with connection.cursor() as cursor:
        cursor.execute(RECOMPUTED, [it.world.advert.pk])
        return {reference: (rank, total) for reference, rank, total in cursor.fetchall()}


def test_the_ranking_equals_an_independent_recomputation(clock):
    it = make_scoring(clock, submissions=4, members=3)
    marks = [(5, 4, None, 3, 2), (4, 4, 4, 4, 4), (0, None, 1, 5, 5), (3, 3, 3, 3, 3)]
    for number, submission in enumerate(it.submissions):
        for place, member in enumerate(it.members):
            given = [mark if mark is None else (mark + place * (number + 1)) % 6 for mark in marks[number]]
            score(it, member, submission, *given)
    step_back(it, it.members[2], it.submissions[1])
    close(it)
    expected = recomputed(it)
    found = {row.submission.reference: row.result for row in ranking_of(it.panel, reader=None).rows}
    assert len(expected) == len(found) == 4
    for reference, (rank, total) in expected.items():
        assert found[reference].rank == rank
        assert abs(found[reference].total - total) < Decimal("1e-15")
    assert len(found[it.submissions[1].reference].individual_totals) == 2


def test_what_is_unfinished_does_not_count(clock):
    it = make_scoring(clock)
    first, second = it.submissions
    score(it, it.chair, first, 4, 4, 4, 4, 4)
    save(it, it.members[1], first, 0, 0, 0, 0, 0)
    close(it, reason="On sick leave.")
    rows = ranking_of(it.panel, reader=None).rows
    assert [(row.submission, row.result.rank) for row in rows] == [(first, 1), (second, None)]
    assert rows[0].result.total == Decimal(4)
    assert [entry.member for entry in rows[0].left_out] == [it.members[1]]


def test_a_recusal_after_closing_leaves_the_ranking_as_it_was(concluded):
    before = {row.submission.pk: row.result.total for row in ranking_of(concluded.panel, reader=None).rows}
    concluded.clock.advance(minutes=1)
    step_back(concluded, concluded.chair, concluded.submissions[0])
    assert {row.submission.pk: row.result.total for row in ranking_of(concluded.panel, reader=None).rows} == before


def test_the_page_shows_ranks_totals_and_says_what_a_rank_is(client, concluded):
    client.force_login(concluded.officer)
    response = client.get(page(concluded))
    assertContains(response, NOT_A_DECISION)
    assertContains(response, "2.90")
    assertContains(response, "2.50")
    assertContains(response, "not addressed")
    assertNotContains(response, '<strong class="tag tag--flag">Spread</strong>')
    assertContains(response, page(concluded, "ranking-record", concluded.submissions[0].reference))


def test_a_wide_spread_is_flagged(client, clock):
    it = make_scoring(clock, submissions=1)
    score(it, it.members[0], it.submissions[0], 5, 3, 3, 3, 3)
    score(it, it.members[1], it.submissions[0], 3, 3, 3, 3, 3)
    close(it)
    client.force_login(it.officer)
    for address in all_pages(it)[:2]:
        assertContains(client.get(address), '<strong class="tag tag--flag">Spread</strong>', count=1)


def test_the_record_shows_every_score_with_its_reason_and_who_was_left_out(client, clock):
    it = make_scoring(clock, members=3)
    score(it, it.members[0], it.submissions[0], 5, 4, 3, None, 0, rationale="The chair's words (¶1).")
    score(it, it.members[1], it.submissions[0], 5, 4, 3, None, 0, rationale="Other words (¶2).")
    close(it, reason="On sick leave.")
    client.force_login(make_auditor())
    response = client.get(page(it, "ranking-record", it.submissions[0].reference))
    assertContains(response, "The chair&#x27;s words (¶1).", count=5)
    assertContains(response, "Other words (¶2).", count=5)
    assertContains(response, "On sick leave.")
    assertContains(response, it.members[2].user.full_name)
    assertContains(response, "found not addressed by 2")
    unscored = client.get(page(it, "ranking-record", it.submissions[1].reference))
    assertContains(unscored, "neither total nor rank")
    assertContains(client.get(page(it)), "Not scored by anybody")
    assert rows_of(client.get(page(it, "ranking-export")))[2][-1].startswith("Not scored")


def test_the_file_has_the_same_rows_in_the_same_order(client, concluded):
    client.force_login(concluded.members[1].user)
    response = client.get(page(concluded, "ranking-export"))
    assert response["Content-Disposition"].startswith("attachment")
    header, first, second, note = rows_of(response)
    assert header[:4] == ["Rank", "Organisation", "Submission", "Total"]
    assert first[:4] == ["1", name_of(concluded, 0), concluded.submissions[0].reference, "2.90"]
    assert second[:4] == ["2", name_of(concluded, 1), concluded.submissions[1].reference, "2.50"]
    assert len(header) == len(first) == len(second)
    assert note == [NOT_A_DECISION]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_an_organisation_named_like_a_formula_is_text_in_the_file(client, concluded):
    organisation = concluded.submissions[0].expression.organisation
    Organisation.objects.filter(pk=organisation.pk).update(name="=HYPERLINK(1)")
    client.force_login(concluded.officer)
    assert any("'=HYPERLINK(1)" in row for row in rows_of(client.get(page(concluded, "ranking-export"))))


def test_the_conflicted_see_their_row_redacted_everywhere(client, clock):
    it = make_scoring(clock, declared=False)
    declare(it, it.chair)
    declare(it, it.members[1], recused=(it.submissions[0],))
    score(it, it.chair, it.submissions[0], 5, 5, 5, 5, 5, rationale="Unmistakable words")
    for member in it.members:
        score(it, member, it.submissions[1], 3, 3, 3, 3, 3)
    close(it)
    client.force_login(it.members[1].user)
    response = client.get(page(it))
    assertContains(response, "Not shown: you declared a conflict of interest")
    assertNotContains(response, "5.00")
    assertContains(response, "3.00")
    record = client.get(page(it, "ranking-record", it.submissions[0].reference))
    assertContains(record, "its scores are not shown to you", status_code=403)
    assertNotContains(record, "Unmistakable", status_code=403)
    redacted = rows_of(client.get(page(it, "ranking-export")))[2]
    assert redacted[:4] == ["", name_of(it, 0), it.submissions[0].reference, ""]
    assert redacted[-1].startswith("Not shown")
    client.force_login(it.chair.user)
    assertContains(client.get(page(it)), "5.00")


def test_a_member_who_never_declared_sees_nothing(client, clock):
    it = make_scoring(clock, declared=False, members=3)
    for member in it.members[:2]:
        declare(it, member)
        for submission in it.submissions:
            score(it, member, submission, 3, 3, 3, 3, 3)
    close(it, reason="Never came.")
    client.force_login(it.members[2].user)
    for address in all_pages(it):
        assertContains(client.get(address), "did not declare", status_code=403)


def test_nothing_is_shown_before_the_conclusion_to_anybody(client, scoring):
    """Scores are there to leak, and every reader of the later ranking asks for them (P1)."""
    for member in scoring.members:
        score(scoring, member, scoring.submissions[0], 5, 5, 5, 5, 5, rationale="Unmistakable words")
    readers = [*(member.user for member in scoring.members), scoring.officer, scoring.world.approver, make_auditor()]
    for reader in readers:
        client.force_login(reader)
        for address in all_pages(scoring):
            response = client.get(address)
            assertContains(response, "There is no ranking yet.")
            assertNotContains(response, "Unmistakable")
            assertNotContains(response, "5.00")
            assertNotContains(response, name_of(scoring, 0))


def test_who_may_read_the_ranking_and_who_not(client, concluded):
    allowed = [concluded.chair.user, concluded.officer, concluded.world.approver, make_auditor()]
    outsiders = [(make_officer(), 404), (make_evaluator(), 404), (make_administrator(), 403), (make_partner(), 403)]
    for person, status in [*((each, 200) for each in allowed), *outsiders, (concluded.world.partners[0], 403)]:
        client.force_login(person)
        for address in [*all_pages(concluded)]:
            assert client.get(address).status_code == status, (person.roles, address)


def test_an_unknown_submission_is_not_found(client, concluded):
    client.force_login(concluded.officer)
    assert client.get(page(concluded, "ranking-record", "EOI-0000-0000-1")).status_code == 404


def test_approvers_and_auditors_find_the_ranking_in_the_list(client, concluded):
    for person in (make_approver(), make_auditor()):
        client.force_login(person)
        assertContains(client.get(reverse("evaluation:panel-list")), page(concluded))


def test_the_ranking_costs_the_same_with_one_submission_and_with_three(clock, cost_of):
    few = make_concluded(clock, submissions=1)
    many = make_concluded(clock, submissions=3, reference="SAL-2026-021")
    for before, after in zip(all_pages(few), all_pages(many), strict=True):
        assert cost_of(few.officer, before) == cost_of(many.officer, after), before
