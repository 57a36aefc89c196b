"""The demonstration: loaded through actions with every guard on, and good enough to show."""

import inspect
import re
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

import evaluation.demonstration.load
import evaluation.demonstration.partners
import evaluation.demonstration.scoring
import evaluation.demonstration.staff
import evaluation.demonstration.writing_together
from eoi import guard_inventory
from eoi.clock import database_now
from eoi.identity import acting_as, perform
from eoi.models import (
    Advert,
    AnswerEdition,
    AuditEvent,
    AvailabilityProbe,
    ExpressionOfInterest,
    Organisation,
    Phase,
    Submission,
    User,
    unsubmitted_numbers,
)
from evaluation.actions.panel import close_individual_scoring
from evaluation.demonstration import content
from evaluation.demonstration.load import load
from evaluation.demonstration.people import sign_ins
from evaluation.models import Assessment, Panel, PanelMember
from evaluation.progress import progress_of
from evaluation.ranking import ranking_of
from tests.factories.snapshots import kept


@kept
def load_demonstration(clock):
    load(now=database_now(), say=lambda words: None)


@pytest.fixture
def demonstration(clock):
    load_demonstration(clock)


def test_it_holds_an_open_advert_with_drafts_a_withdrawn_one_and_a_closed_one_that_is_part_scored(demonstration):
    now = database_now()
    phases = sorted(advert.phase(at=now) for advert in Advert.objects.all())

    assert phases == sorted([Phase.DRAFT, Phase.OPEN, Phase.OPENED, Phase.WITHDRAWN])
    opened = Advert.objects.opened().get()
    assert Submission.objects.standing().for_advert(opened).count() == 13
    standing = Submission.objects.standing().for_advert(Advert.objects.open(at=now).get())
    assert standing.count() == 2
    assert ExpressionOfInterest.objects.exclude(advert=opened).count() == 5
    assert PanelMember.objects.count() == 5
    assert Assessment.objects.exclude(locked_at=None).exists()
    assert Assessment.objects.filter(locked_at=None).exists()
    assert PanelMember.objects.filter(declared_at=None).count() == 1


def test_one_organisation_came_too_late_and_an_approver_decided_about_it(demonstration):
    opened = Advert.objects.opened().get()

    assert unsubmitted_numbers(opened).complete == 1
    assert opened.unsubmitted_request.decisions.get().outcome == "no-action"
    assert AuditEvent.objects.filter(action="submission.submit", refused=True, advert=opened).count() == 1
    assert AvailabilityProbe.objects.count() == 296


def test_colleagues_write_together_and_an_answer_is_marked(demonstration):
    advert = Advert.objects.open(at=database_now()).get()
    drafts = ExpressionOfInterest.objects.filter(advert=advert)
    found = {}
    for draft in drafts:
        with acting_as(draft.started_by):
            waiting = AnswerEdition.objects.waiting_keys(draft)
            marked = [answer.question_key for answer in draft.answers.all() if answer.is_sensitive]
            stood = AnswerEdition.objects.of_answer(draft, "objective-2").that_stood().count()
            found[draft.organisation.name] = (waiting, marked, stood)

    assert found["Everyvoice Customer Mutual Limited"] == ({"objective-2"}, [], 2)
    assert found["Northgate Shared Services plc"] == (set(), ["objective-2"], 2)


def test_the_clock_is_put_back_and_every_guard_is_still_there(demonstration):
    assert abs((database_now() - datetime.now(UTC)).total_seconds()) < 5
    assert guard_inventory.live_triggers() == guard_inventory.EXPECTED_TRIGGERS
    assert guard_inventory.live_policies() == guard_inventory.EXPECTED_POLICIES


def test_no_guard_is_switched_off_and_no_guarded_row_written_past_the_actions():
    modules = (
        evaluation.demonstration.load,
        evaluation.demonstration.partners,
        evaluation.demonstration.scoring,
        evaluation.demonstration.staff,
        evaluation.demonstration.writing_together,
    )
    source = "\n".join(inspect.getsource(module) for module in modules)

    assert not re.search(r"DISABLE|session_replication_role|bulk_create|connection|\.raw\(|cursor", source)
    written = re.findall(r"(\w+)\.objects[.\w()]*\.(?:create|update)\(|\.(save)\(", source)
    assert {model for model, _ in written} == {"EmailAddress", "User"}  # a verified address, and the mark on the person


def test_every_printed_sign_in_works_and_is_marked_as_a_demonstration(demonstration, client, settings):
    settings.DEMO = True
    for role, email, password in sign_ins():
        person = User.objects.get(email=email)
        assert person.is_demonstration, role
        assert person.check_password(password), role
    assert not User.objects.active().filter(is_demonstration=False).exists()


def test_every_event_has_its_person_except_the_systems_own(demonstration):
    nameless = set(AuditEvent.objects.filter(actor=None).values_list("action", flat=True))

    assert nameless == {
        "clarification.ask",
        "closing-record.make",
        "follower.ask",
        "follower.confirm",
        "handover.begin",
        "handover.end",
        "person.create-administrator",
        "staff-question.deliver",
    }


def test_it_refuses_to_load_over_people(demonstration):
    with pytest.raises(CommandError, match="people in the database already"):
        call_command("seed_demo")


def test_it_refuses_another_database_than_the_embedded_one_unless_told(db, settings):
    settings.EMBEDDED = False

    with pytest.raises(CommandError, match="embedded database only"):
        call_command("seed_demo", "--reset")
    assert not Organisation.objects.exists()


def test_thirteen_organisations_of_every_size_answer_in_300_to_800_words_of_their_own():
    organisations = content.organisations()
    texts = [text for each in organisations for text in each.reply.answers.values() if text]

    assert len(organisations) == 13
    assert {each.size for each in organisations} == {"micro", "small", "medium", "large", "multinational"}
    assert all(300 <= len(text.split()) <= 800 for text in texts)
    assert all(
        len(set(re.findall(r"\w+", " ".join(text for text in each.reply.answers.values() if text).lower()))) >= 300
        for each in organisations
    )
    sentences = [sentence.strip() for text in texts for sentence in re.split(r"[.?!]\s", text) if len(sentence) > 25]
    assert len(sentences) == len(set(sentences))


def test_some_address_only_two_objectives_and_opinions_disagree():
    covered = {each.slug: sum(1 for text in each.reply.answers.values() if text) for each in content.organisations()}

    assert sorted(covered.values())[:3] == [2, 2, 2]
    spreads = set()
    for each in content.organisations():
        for number in range(1, 6):
            scores = [o.score for o in each.opinions if o.objective == number and o.score is not None]
            if scores:
                spreads.add(max(scores) - min(scores))
    assert max(spreads) >= 2


def test_a_demonstration_answer_is_readable_only_by_those_who_should(demonstration):
    opened = Advert.objects.opened().get()
    submission = Submission.objects.standing().for_advert(opened).first()
    officer = opened.officers.first().user
    with acting_as(officer):
        assert submission.content.canonical
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM eoi_submissioncontent")
        assert cursor.fetchone() == (0,)


RANKING_IN_SQL = """
    WITH locked AS (
        SELECT e.id AS expression, a.id AS assessment, sum(c.weighting * coalesce(s.value, 0)) AS weighted
        FROM evaluation_assessment a
        JOIN eoi_submission b ON b.id = a.submission_id
        JOIN eoi_expressionofinterest e ON e.id = b.expression_id
        JOIN evaluation_score s ON s.assessment_id = a.id
        JOIN eoi_criterion c ON c.id = s.criterion_id
        WHERE a.locked_at IS NOT NULL
        GROUP BY e.id, a.id
    ), totals AS (
        SELECT o.name, sum(l.weighted) / 100 / count(*) AS total
        FROM locked l JOIN eoi_expressionofinterest e ON e.id = l.expression
        JOIN eoi_organisation o ON o.id = e.organisation_id
        GROUP BY o.name
    )
    SELECT name, round(total, 9), rank() OVER (ORDER BY total DESC) FROM totals ORDER BY 3, 1
"""


def test_the_ranking_equals_an_independent_recomputation_in_sql(demonstration):
    panel = Panel.objects.get()
    chair = PanelMember.objects.of_panel(panel).chairs().get()
    reasons = {progress.member.pk: "Away" for progress in progress_of(panel) if not progress.is_finished}
    panel = perform(close_individual_scoring, by=chair.user, panel=panel, reasons=reasons)

    rows = ranking_of(panel, reader=None).rows
    ours = sorted((row.result.rank, row.organisation_name, round(row.result.total, 9)) for row in rows if row.result)
    with connection.cursor() as cursor:
        cursor.execute(RANKING_IN_SQL)
        theirs = sorted((rank, name, total) for name, total, rank in cursor.fetchall())

    assert len(ours) == 13
    assert ours == theirs
    assert len({total for _, _, total in ours}) > 8
