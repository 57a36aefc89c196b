"""Somebody else was quicker between the look at the page and the press of the button: the action says so, with 409."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from evaluation.views import chair
from evaluation.views.evaluator import assessment, conflict
from evaluation.views.officer import panel
from tests.evaluation.world import make_scoring, score, step_back
from tests.factories.people import make_evaluator

pytestmark = pytest.mark.django_db


def quicker(monkeypatch, module, rule):
    """The page's own look finds nothing yet; the action, under its lock, will."""
    monkeypatch.setattr(module, rule, lambda *_, **__: [])


def test_a_panel_was_formed_meanwhile(client, forming, monkeypatch):
    quicker(monkeypatch, panel, "problems_with_forming")
    client.force_login(forming.officer)
    address = reverse("evaluation:panel-create", args=[forming.world.advert.reference])
    assertContains(client.post(address, {"name": "Second"}), "has a panel already", status_code=409)


def test_scoring_was_opened_meanwhile(client, scoring, monkeypatch):
    quicker(monkeypatch, panel, "problems_with_opening_scoring")
    client.force_login(scoring.officer)
    address = reverse("evaluation:scoring-open", args=[scoring.world.advert.reference])
    assertContains(client.post(address), "opened already", status_code=409)


def test_members_were_settled_meanwhile(client, scoring, monkeypatch):
    quicker(monkeypatch, panel, "problems_with_changing_members")
    person = make_evaluator()
    client.force_login(scoring.officer)
    reference = scoring.world.advert.reference
    add = reverse("evaluation:panel-member-add", args=[reference])
    assertContains(client.post(add, {"person": person.reference}), "no longer change", status_code=409)
    remove = reverse("evaluation:panel-member-remove", args=[reference, scoring.chair.user.reference])
    assertContains(client.post(remove), "no longer change", status_code=409)
    choose = reverse("evaluation:panel-chair-choose", args=[reference])
    fields = {"chair": scoring.members[1].user.reference}
    assertContains(client.post(choose, fields), "no longer change", status_code=409)


def test_the_name_was_fixed_meanwhile(client, concluded, monkeypatch):
    quicker(monkeypatch, panel, "problems_with_editing_panel")
    client.force_login(concluded.officer)
    address = reverse("evaluation:panel-edit", args=[concluded.world.advert.reference])
    assertContains(client.post(address, {"name": "Late"}), "no longer change", status_code=409)


def test_conflicts_were_declared_in_another_tab(client, scoring, monkeypatch):
    quicker(monkeypatch, conflict, "problems_with_declaring")
    client.force_login(scoring.chair.user)
    fields = {f"{each.expression.organisation.reference}-conflict": "none" for each in scoring.submissions}
    address = reverse("evaluation:conflict-declare", args=[scoring.panel.reference])
    assertContains(client.post(address, fields), "You have declared your conflicts", status_code=409)


def test_a_recusal_was_made_in_another_tab(client, scoring, monkeypatch):
    step_back(scoring, scoring.chair, scoring.submissions[0])
    quicker(monkeypatch, conflict, "problems_with_recusing")
    client.force_login(scoring.chair.user)
    address = reverse("evaluation:conflict-recuse", args=[scoring.panel.reference, scoring.submissions[0].reference])
    fields = {"nature": "actual", "details": "Again."}
    assertContains(client.post(address, fields), "neither read nor score", status_code=409)


def test_scoring_was_closed_while_somebody_saved(client, concluded, monkeypatch):
    it = concluded
    monkeypatch.setattr(type(it.panel), "is_scoring", True)
    monkeypatch.setattr(assessment, "_refusal", lambda *_: None)
    client.force_login(it.chair.user)
    monkeypatch.setattr(assessment, "_is_open", lambda *_: True)
    address = reverse("evaluation:assessment-edit", args=[it.panel.reference, it.submissions[0].reference])
    fields = {"objective-1-mark": "1", "objective-1-rationale": "Typed too late", "objective-1-version": "1"}
    assertContains(client.post(address, fields), "Typed too late", status_code=409)


def test_the_last_one_finished_or_did_not_meanwhile(client, clock, monkeypatch):
    it = make_scoring(clock, submissions=1)
    score(it, it.chair, it.submissions[0], 3, 3, 3, 3, 3)
    monkeypatch.setattr(chair, "progress_of", lambda _: [])
    client.force_login(it.chair.user)
    address = reverse("evaluation:scoring-close", args=[it.panel.reference])
    assertContains(client.post(address), "Say why the unfinished assessments", status_code=409)
