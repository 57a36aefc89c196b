"""The officers' pages of a panel, and who is kept out of them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from evaluation.models import Panel, PanelMember
from tests.evaluation.world import make_panel, make_scoring, score
from tests.factories.people import make_administrator, make_evaluator, make_officer, make_partner
from tests.factories.world import make_open, make_published

pytestmark = pytest.mark.django_db


def page(it, name="panel-detail", *arguments):
    advert = it.advert if hasattr(it, "advert") else it.world.advert
    return reverse(f"evaluation:{name}", args=[advert.reference, *arguments])


@pytest.fixture
def officer(client, forming):
    client.force_login(forming.officer)
    return forming.officer


def test_an_advert_without_a_panel_shows_the_first_step(client, clock):
    world = make_open(clock)
    client.force_login(world.officer)
    assertContains(client.get(page(world)), "Form the panel")
    client.force_login(world.approver)
    response = client.get(page(world))
    assertContains(response, "have not formed its panel")
    assertNotContains(response, page(world, "panel-create"))


def test_a_panel_is_formed_with_a_date(client, clock):
    world = make_open(clock)
    client.force_login(world.officer)
    assertContains(client.get(page(world, "panel-create")), "Name of the panel")
    fields = {"name": "Our panel", "scoring_due_at_0": "2026-04-20", "scoring_due_at_1": "17:00"}
    response = client.post(page(world, "panel-create"), fields, follow=True)
    assertRedirects(response, page(world))
    assertContains(response, "5pm on Monday 20 April 2026 (UK time)")
    assertContains(response, "The panel has 0 of at least 2 members")
    assertContains(client.get(page(world, "panel-create")), "has a panel already")
    assert client.post(page(world, "panel-create"), fields).status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Enter a name for the panel."),
        ({"name": "x" * 121}, "The name has 121 characters; the limit is 120."),
        ({"name": "a\x00b"}, "invisible NUL characters"),
        ({"name": "P", "scoring_due_at_0": "soon", "scoring_due_at_1": "17:00"}, "Enter a date, such as"),
        ({"name": "P", "scoring_due_at_0": "2026-04-20", "scoring_due_at_1": "late"}, "Enter a time, such as"),
        ({"name": "P", "scoring_due_at_0": "2020-04-20", "scoring_due_at_1": "17:00"}, "That date has passed"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(client, clock, fields, words):
    world = make_open(clock)
    client.force_login(world.officer)
    response = client.post(page(world, "panel-create"), fields)
    assertContains(response, words)
    assertContains(response, "There is a problem")
    assert not Panel.objects.exists()


def test_name_and_date_are_changed(client, forming, officer):
    assertContains(client.get(page(forming, "panel-edit")), "Corporate Services panel")
    response = client.post(page(forming, "panel-edit"), {"name": "Renamed"}, follow=True)
    assertContains(response, "Renamed")


def test_an_evaluator_is_added_and_removed(client, forming, officer):
    person = make_evaluator(full_name="Edith Evaluator")
    assertContains(client.get(page(forming, "panel-member-add")), "Edith Evaluator")
    response = client.post(page(forming, "panel-member-add"), {"person": person.reference}, follow=True)
    assertContains(response, "Edith Evaluator is on the panel, and has been told by e-mail.")
    assertNotContains(client.get(page(forming, "panel-member-add")), person.reference)
    remove = page(forming, "panel-member-remove", person.reference)
    assertContains(client.get(remove), "Remove Edith Evaluator from the panel?")
    assert PanelMember.objects.filter(user=person).exists()
    assertContains(client.post(remove, follow=True), "Edith Evaluator is no longer on the panel.")
    assert client.get(remove).status_code == 404


def test_only_evaluators_who_do_not_run_the_advert_are_offered(client, forming, officer):
    response = client.post(page(forming, "panel-member-add"), {"person": forming.officer.reference})
    assertContains(response, "Choose one of the evaluators listed.")
    assertContains(client.post(page(forming, "panel-member-add"), {}), "Choose an evaluator.")


def test_the_chair_is_chosen(client, forming, officer):
    other = forming.members[1].user
    assertContains(client.get(page(forming, "panel-chair-choose")), other.full_name)
    response = client.post(page(forming, "panel-chair-choose"), {"chair": other.reference}, follow=True)
    assertContains(response, f"{other.full_name} chairs the panel.")
    assertContains(client.post(page(forming, "panel-chair-choose"), {"chair": "P-0"}), "Choose one of the members")


def test_choosing_a_chair_of_nobody_shows_the_first_step(client, clock):
    it = make_panel(clock, members=0, chair=False)
    client.force_login(it.officer)
    assertContains(client.get(page(it, "panel-chair-choose")), "Add the evaluators first")


def test_scoring_is_opened_after_a_confirmation(client, forming, officer):
    assertContains(client.get(page(forming)), "Everything is ready")
    confirmation = client.get(page(forming, "scoring-open"))
    assertContains(confirmation, forming.chair.user.email)
    assert Panel.objects.get().is_preparing
    response = client.post(page(forming, "scoring-open"), follow=True)
    assertContains(response, "Scoring is open. 2 members have been told by e-mail.")
    assertNotContains(response, "Add an evaluator")
    assert client.post(page(forming, "scoring-open")).status_code == 409


def test_scoring_that_cannot_be_opened_yet_is_explained(client, clock):
    it = make_panel(clock, members=1, chair=False)
    client.force_login(it.officer)
    assertContains(client.get(page(it, "scoring-open")), "1 of at least 2 members")
    assertContains(client.post(page(it, "scoring-open")), "Nothing was changed.", status_code=409)


def test_members_do_not_change_once_scoring_is_open(client, scoring):
    client.force_login(scoring.officer)
    for name, *arguments in (
        ("panel-member-add",),
        ("panel-chair-choose",),
        ("panel-member-remove", scoring.chair.user.reference),
    ):
        assertContains(client.get(page(scoring, name, *arguments)), "no longer change")
        assert client.post(page(scoring, name, *arguments)).status_code == 409


def test_progress_shows_counts_and_no_score(client, scoring):
    score(scoring, scoring.chair, scoring.submissions[0], 5, 5, 5, 5, 5, rationale="Quite unmistakable words")
    client.force_login(scoring.officer)
    for address in (page(scoring), reverse("evaluation:panel-progress", args=[scoring.panel.reference])):
        response = client.get(address)
        assertContains(response, "1 of 2")
        assertNotContains(response, "unmistakable")
        assertNotContains(response, "5.00")


def test_a_concluded_panel_no_longer_changes_and_links_to_the_ranking(client, concluded):
    client.force_login(concluded.officer)
    assertContains(client.get(page(concluded)), reverse("evaluation:ranking-detail", args=[concluded.panel.reference]))
    assertContains(client.get(page(concluded, "panel-edit")), "no longer change")
    assert client.post(page(concluded, "panel-edit"), {"name": "x"}).status_code == 409


def test_another_officer_and_everybody_else_is_kept_out(client, forming):
    names = ["panel-detail", "panel-create", "panel-edit", "scoring-open", "panel-member-add", "panel-chair-choose"]
    for person in (make_officer(), make_evaluator(), forming.chair.user, make_administrator(), make_partner()):
        client.force_login(person)
        for name in names:
            assert client.get(page(forming, name)).status_code == 403, (person.roles, name)
            assert client.post(page(forming, name)).status_code in (403, 405)


def test_an_unknown_advert_is_not_found(client, forming, officer):
    address = reverse("evaluation:panel-detail", args=["SAL-0000-000"])
    assert client.get(address).status_code == 404


def test_the_list_of_panels_begins_with_adverts_that_have_none(client, clock):
    it = make_panel(clock)
    client.force_login(it.officer)
    address = reverse("evaluation:panel-list")
    assertContains(client.get(address), "1 panel")
    assertContains(client.get(address), it.panel.name)
    waiting = make_published(clock, reference="SAL-2026-016")
    client.force_login(waiting.officer)
    response = client.get(address)
    assertContains(response, "Form its panel")
    assertContains(response, "No panels yet")
    assertNotContains(response, it.panel.name)


def test_pages_cost_the_same_with_one_submission_and_with_three(client, clock, cost_of):
    it = make_scoring(clock, submissions=1, members=2)
    other = make_scoring(clock, submissions=3, members=4, reference="SAL-2026-018")
    assert cost_of(it.officer, page(it)) == cost_of(other.officer, page(other))
    assert cost_of(it.officer, reverse("evaluation:panel-list")) == cost_of(
        other.officer, reverse("evaluation:panel-list")
    )
