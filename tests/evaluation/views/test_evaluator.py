"""What an evaluator sees and does: declare, score answer beside score, choose between two versions, lock."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.actions.reading import revoke_reading
from eoi.actions.submission import submit
from eoi.identity import acting_as, perform
from evaluation.models import Assessment, ConflictDeclaration, Score, ScoreAlternative
from tests.evaluation.world import (
    close,
    form_panel_for,
    make_panel,
    make_scoring,
    open_scoring_for,
    save,
    score,
    step_back,
)
from tests.factories.people import make_administrator, make_approver, make_auditor, make_evaluator, make_partner
from tests.factories.world import DECLARATION, fill_in, make_open, open_submissions, start, submit_for
from tests.factories.world import close as close_advert

pytestmark = pytest.mark.django_db

START = reverse("evaluation:evaluator-start")


def page(it, name, *arguments):
    return reverse(f"evaluation:{name}", args=[it.panel.reference, *arguments])


def desk(it, number=0):
    return page(it, "assessment-edit", it.submissions[number].reference)


def name_of(it, number=0):
    return it.submissions[number].expression.organisation.name


@pytest.fixture
def undeclared(clock, client):
    it = make_scoring(clock, declared=False)
    client.force_login(it.chair.user)
    return it


@pytest.fixture
def evaluator(client, scoring):
    client.force_login(scoring.chair.user)
    return scoring.chair.user


def fields_of(response):
    """The hidden fields as the page carries them."""
    html = response.content.decode()
    return dict(re.findall(r'name="(objective-\d-(?:version|seen))" value="([^"]*)"', html))


def full_marks(**changes):
    fields = {f"objective-{n}-mark": "4" for n in range(1, 6)}
    fields |= {f"objective-{n}-rationale": f"Reason {n}." for n in range(1, 6)}
    return fields | {f"objective-{n}-version": "0" for n in range(1, 6)} | changes


# Start


def test_the_start_page_without_a_panel_says_what_will_happen(client, db):
    client.force_login(make_evaluator())
    assertContains(client.get(START), "You are on no panel yet")


def test_the_start_page_before_scoring_names_the_panel_and_nobody_else(client, clock):
    it = make_panel(clock)
    client.force_login(it.chair.user)
    for address in (START, page(it, "assessment-list")):
        response = client.get(address)
        assertContains(response, it.panel.name)
        assertNotContains(response, name_of(it))


def test_the_start_page_asks_for_the_declaration_first(client, undeclared):
    response = client.get(START)
    assertContains(response, "Declare your conflicts of interest for Corporate Services panel")
    assertNotContains(response, name_of(undeclared))
    assertNotContains(client.get(page(undeclared, "assessment-list")), name_of(undeclared))


def test_the_start_page_says_how_far_one_is_and_what_is_next(client, scoring, evaluator):
    score(scoring, scoring.chair, scoring.submissions[0], 4, 4, 4, 4, 4)
    response = client.get(START)
    assertContains(response, f"1 of 2 locked. Next: {name_of(scoring, 1)}, about 5 minutes.")
    assertContains(response, desk(scoring, 1))


def test_the_start_page_says_when_nothing_waits(client, concluded):
    client.force_login(concluded.chair.user)
    assertContains(client.get(START), "Nothing waits for you now.")
    assertContains(client.get(page(concluded, "assessment-list")), "Read the ranking")


def test_ones_own_total_appears_when_locked(client, scoring, evaluator):
    save(scoring, scoring.chair, scoring.submissions[0], 5, 4, 3, None, 0)
    assertNotContains(client.get(page(scoring, "assessment-list")), "2.40")
    score(scoring, scoring.chair, scoring.submissions[0], 5, 4, 3, None, 0)
    assertContains(client.get(page(scoring, "assessment-list")), "2.40")


# Conflicts


def test_the_declaration_shows_organisations_names_and_nothing_else(client, undeclared):
    response = client.get(page(undeclared, "conflict-declare"))
    assertContains(response, name_of(undeclared))
    assertNotContains(response, "We would help with this.")
    assertNotContains(response, undeclared.submissions[0].reference)


def test_declaring_leads_to_the_submissions(client, undeclared):
    first, second = (each.expression.organisation.reference for each in undeclared.submissions)
    fields = {f"{first}-conflict": "perceived", f"{first}-details": "A cousin.", f"{second}-conflict": "none"}
    response = client.post(page(undeclared, "conflict-declare"), fields, follow=True)
    assertContains(response, "You can read and score 1 submission; you are recused from 1.")
    assertContains(response, "Recused")
    assertContains(client.get(page(undeclared, "conflict-declare")), "A cousin.")
    assert client.post(page(undeclared, "conflict-declare"), fields).status_code == 409


def test_every_organisation_needs_an_answer_and_what_was_entered_stays(client, undeclared):
    first, second = (each.expression.organisation for each in undeclared.submissions)
    fields = {f"{first.reference}-conflict": "actual", f"{second.reference}-details": "Kept words"}
    response = client.post(page(undeclared, "conflict-declare"), fields)
    assertContains(response, f"Say in a few words what your conflict about {first.name} is.")
    assertContains(response, f"Say whether you have a conflict of interest about {second.name}.")
    assertContains(response, "Kept words")
    assertContains(response, f'href="#id_{second.reference}-conflict_0"')
    assert not ConflictDeclaration.objects.exists()


def test_nothing_of_a_submission_is_shown_before_the_declaration(client, undeclared):
    response = client.get(desk(undeclared))
    assertContains(response, "Declare your conflicts for every organisation before you score.")
    assertNotContains(response, "We would help with this.")
    assert client.post(desk(undeclared), full_marks()).status_code == 409


def test_before_the_opening_a_guessed_reference_finds_nothing(client, clock):
    world = make_open(clock)
    submission = submit_for(world)
    it = form_panel_for(world)
    client.force_login(it.chair.user)
    for name in ("assessment-edit", "assessment-lock", "conflict-recuse"):
        assert client.get(page(it, name, submission.reference)).status_code == 404


def test_leave_that_was_taken_back_shows_nothing(client, scoring, evaluator):
    perform(
        revoke_reading,
        by=scoring.officer,
        submissions=[scoring.submissions[0]],
        user=scoring.chair.user,
        reason="Under investigation.",
    )
    assertContains(client.get(desk(scoring)), "no leave to read", status_code=403)


def test_the_recused_get_the_reason(client, scoring, evaluator):
    client.get(desk(scoring))
    step_back(scoring, scoring.chair, scoring.submissions[0])
    for method in (client.get, client.post):
        assertContains(method(desk(scoring)), "You declared a conflict of interest", status_code=403)
    lock = page(scoring, "assessment-lock", scoring.submissions[0].reference)
    assertContains(client.get(lock), "You declared a conflict of interest", status_code=403)


def test_recusing_oneself_later_asks_what_and_why(client, scoring, evaluator):
    address = page(scoring, "conflict-recuse", scoring.submissions[0].reference)
    assertContains(client.get(address), "A recusal cannot be taken back.")
    assertContains(client.post(address, {"nature": "actual"}), "Say in a few words what the conflict is.")
    response = client.post(address, {"nature": "actual", "details": "I own shares."}, follow=True)
    assertContains(response, f"You are recused from {name_of(scoring)}.")
    assertContains(client.get(address), "neither read nor score")
    assert client.post(address, {"nature": "actual", "details": "Again."}).status_code == 409


# Scoring


def test_answer_and_score_stand_on_one_page(client, scoring, evaluator):
    response = client.get(desk(scoring))
    assertContains(response, "We would help with this. (objective-1)")
    assertContains(response, 'id="id_objective-1-mark_0"')
    assertContains(response, "freedom of information", count=5)
    assertContains(response, "not against other submissions", count=5)
    assertContains(response, "Not addressed: this organisation offered nothing")


def test_scores_are_saved_in_part_and_found_again(client, scoring, evaluator):
    fields = {"objective-2-mark": "3", "objective-2-rationale": "Half\r\nway", "objective-2-version": "0"}
    response = client.post(desk(scoring), fields, follow=True)
    assertRedirects(response, desk(scoring))
    assertContains(response, f"Your scores for {name_of(scoring)} are saved.")
    assertContains(response, "1 of 5 objectives scored")
    assert Score.objects.get().rationale == "Half\nway"


def test_save_and_next_leads_to_the_next_that_waits(client, scoring, evaluator):
    assertRedirects(client.post(desk(scoring), full_marks(then="next")), desk(scoring, 1))
    score(scoring, scoring.chair, scoring.submissions[0], version=1)
    response = client.post(desk(scoring, 1), full_marks(then="next"))
    assertRedirects(response, page(scoring, "assessment-list"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"objective-1-mark": "6"}, "Choose one of the scores listed for “Better services, sooner”."),
        ({"objective-1-rationale": "x" * 5001}, "has 5001 characters; the limit is 5000. Shorten it."),
        ({"objective-1-rationale": "before\x00after"}, "invisible NUL characters"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client, scoring, evaluator, fields, words):
    response = client.post(desk(scoring), full_marks(**fields))
    assertContains(response, words)
    assertContains(response, "Reason 5.")
    assert not Score.objects.exists()


def test_five_megabytes_get_a_sentence(client, scoring, evaluator):
    response = client.post(desk(scoring), full_marks(**{"objective-1-rationale": "x" * 5_000_000}))
    assertContains(response, "has 5000000 characters; the limit is 5000.")


def test_what_a_second_tab_did_not_touch_is_no_conflict(client, scoring, evaluator):
    """Both tabs hold all five objectives; each changes one."""
    old_page = fields_of(client.get(desk(scoring)))
    client.post(desk(scoring), old_page | {"objective-1-mark": "5", "objective-1-rationale": "First tab."})
    client.post(desk(scoring), old_page | {"objective-2-mark": "3", "objective-2-rationale": "Second tab."})
    assert {each.rationale for each in Score.objects.all()} == {"First tab.", "Second tab."}
    assert not ScoreAlternative.objects.exists()


def test_a_second_tab_asks_which_text_stands_and_keeps_both(client, scoring, evaluator):
    old_page = fields_of(client.get(desk(scoring)))
    client.post(desk(scoring), old_page | {"objective-1-mark": "5", "objective-1-rationale": "First tab."})
    second = old_page | {"objective-1-mark": "2", "objective-1-rationale": "Second tab."}
    response = client.post(desk(scoring), second, follow=True)
    settle = page(scoring, "score-settle", scoring.submissions[0].reference, 1)
    assertRedirects(response, settle)
    assertContains(response, "First tab.")
    assertContains(response, "Second tab.")
    assertContains(client.get(desk(scoring)), "Choose which one stands")
    assertContains(client.post(settle, {"version": "1"}), "Choose which version stands.")
    kept = ScoreAlternative.objects.get()
    stale = client.post(settle, {"stands": str(kept.pk), "version": "7"})
    assertContains(stale, "changed while you were choosing", status_code=409)
    response = client.post(settle, {"stands": str(kept.pk), "version": "1"}, follow=True)
    assertRedirects(response, desk(scoring))
    assert Score.objects.get().rationale == "Second tab."
    assert {each.rationale for each in ScoreAlternative.objects.all()} == {"First tab.", "Second tab."}
    assertContains(client.get(settle, follow=True), "there is nothing to choose")


def test_two_objectives_in_two_versions_are_asked_one_after_the_other(client, scoring, evaluator):
    submission = scoring.submissions[0]
    save(scoring, scoring.chair, submission, 5, 5)
    save(scoring, scoring.chair, submission, 1, 1)
    first = page(scoring, "score-settle", submission.reference, 1)
    response = client.post(first, {"stands": "saved", "version": "1"})
    assertRedirects(response, page(scoring, "score-settle", submission.reference, 2))
    assert client.get(page(scoring, "score-settle", submission.reference, 5)).status_code == 404


# Locking


def test_locking_lists_what_is_missing_with_links(client, scoring, evaluator):
    response = client.post(desk(scoring), full_marks(**{"objective-3-rationale": "", "then": "lock"}), follow=True)
    assertContains(response, "“Working together” has no reason.")
    assertContains(response, f"{desk(scoring)}#id_objective-3-rationale")
    address = page(scoring, "assessment-lock", scoring.submissions[0].reference)
    assertContains(client.post(address), "cannot be locked yet", status_code=409)
    assert not Assessment.objects.get().is_locked


def test_locking_asks_first_and_afterwards_the_page_is_read_only(client, scoring, evaluator):
    response = client.post(desk(scoring), full_marks(then="lock"), follow=True)
    assertContains(response, "Locked scores no longer change.")
    address = page(scoring, "assessment-lock", scoring.submissions[0].reference)
    assertContains(client.post(address, follow=True), f"Your scores for {name_of(scoring)} are locked.")
    response = client.get(desk(scoring))
    assertContains(response, "Reason 5.")
    assertNotContains(response, "<textarea")
    assertRedirects(client.get(address), desk(scoring))


def test_typing_on_after_locking_loses_nothing(client, scoring, evaluator):
    score(scoring, scoring.chair, scoring.submissions[0], 4, 4, 4, 4, 4)
    response = client.post(desk(scoring), full_marks(**{"objective-1-rationale": "Typed too late"}))
    assertContains(response, "You have locked these scores", status_code=409)
    assertContains(response, "Typed too late", status_code=409)


def test_typing_on_after_closing_loses_nothing(client, scoring, evaluator):
    close(scoring, reason="Late.")
    response = client.post(desk(scoring), full_marks(**{"objective-1-rationale": "Typed too late"}))
    assertContains(response, "has closed individual scoring", status_code=409)
    assertContains(response, "Typed too late", status_code=409)
    assertNotContains(client.get(desk(scoring)), "<textarea")
    settle = page(scoring, "score-settle", scoring.submissions[0].reference, 1)
    assert client.post(settle).status_code == 409


def test_an_objective_without_an_offer_suggests_not_addressed(client, clock):
    world = make_open(clock)
    partner = make_partner()
    expression = fill_in(start(world, partner), partner)
    nothing = [AnswerChange(key="objective-5", version=1, nothing_offered=True)]
    expression = perform(save_answers, by=partner, expression=expression, changes=nothing)
    version = expression.draft_version
    perform(submit, by=partner, expression=expression, draft_version=version, declaration=DECLARATION)
    it = open_scoring_for(open_submissions(close_advert(world)))
    client.force_login(it.chair.user)
    assertContains(client.get(desk(it)), "offers nothing for this objective. Choose “not addressed”", count=1)


# Who is kept out, and what must not leak


def test_everybody_else_is_kept_out(client, scoring):
    submission = scoring.submissions[0].reference
    names = [
        ("assessment-list",),
        ("conflict-declare",),
        ("assessment-edit", submission),
        ("assessment-lock", submission),
        ("conflict-recuse", submission),
        ("score-settle", submission, 1),
        ("scoring-close",),
    ]
    outsiders = [scoring.officer, make_approver(), make_auditor(), make_administrator(), make_partner()]
    for person, status in [*((each, 403) for each in outsiders), (make_evaluator(), 404)]:
        client.force_login(person)
        for name in names:
            assert client.get(page(scoring, *name)).status_code == status, (person.roles, name)
            assert client.post(page(scoring, *name)).status_code in (status, 405), (person.roles, name)


def test_a_stranger_to_the_service_signs_in_first(client, scoring):
    assert client.get(START).status_code == 302
    assert "/account/" in client.get(desk(scoring)).url


def test_a_foreign_submission_in_the_address_is_not_found(client, scoring, evaluator, clock):
    other = make_scoring(clock, submissions=1, reference="SAL-2026-019")
    assert client.get(page(scoring, "assessment-edit", other.submissions[0].reference)).status_code == 404


def test_nothing_of_the_others_leaks_while_scoring_is_open(client, scoring, evaluator):
    """Another member's words, marks, counts and order are there to leak, and do not (P1)."""
    other = scoring.members[1]
    before = {address: client.get(address).content for address in own_pages(scoring)}
    score(scoring, other, scoring.submissions[1], 5, 5, 5, 5, 5, rationale="Unmistakable words")
    save(scoring, other, scoring.submissions[0], 1, rationale="Unmistakable too")
    for address, page_before in before.items():
        page_now = client.get(address).content
        assert b"Unmistakable" not in page_now
        assert without_tokens(page_now) == without_tokens(page_before), address


def own_pages(it):
    return [START, page(it, "assessment-list"), page(it, "conflict-declare"), desk(it), desk(it, 1)]


def without_tokens(html):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", html)


def test_the_pages_cost_the_same_with_one_submission_and_with_three(clock, cost_of):
    few = make_scoring(clock, submissions=1)
    many = make_scoring(clock, submissions=3, reference="SAL-2026-020")
    for it in (few, many):
        score(it, it.chair, it.submissions[0], 4, 4, 4, 4, 4)
    for name in ("assessment-list", "conflict-declare"):
        assert cost_of(few.chair.user, page(few, name)) == cost_of(many.chair.user, page(many, name)), name
    assert cost_of(few.members[1].user, START) == cost_of(many.members[1].user, START)
    assert cost_of(few.chair.user, desk(few)) == cost_of(many.chair.user, desk(many))


def test_the_reader_is_the_signed_in_person(scoring):
    with acting_as(scoring.chair.user):
        assert scoring.submissions[0].content
