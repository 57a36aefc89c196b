"""What evaluation puts on people's start pages: what needs them, on which panel, until when."""

from datetime import datetime

from django.urls import reverse

from eoi.models import User
from eoi.registry import Card
from evaluation.models import Panel, PanelMember
from evaluation.workload import Work, work_of


def evaluator_cards(user: User, at: datetime) -> list[Card]:
    """Declarations and scores that wait, rankings that can be read. Four queries."""
    return [card for work in work_of(list(PanelMember.objects.of_user(user).by_due_date())) if (card := _card_of(work))]


def officer_cards(user: User, at: datetime) -> list[Card]:
    """Panels to form, panels whose scoring can be opened. Two queries."""
    to_form = [
        Card(
            title=f"Form the panel for {advert.title}",
            text="The advert has no panel yet. Its members declare their conflicts before they read anything.",
            url=reverse("evaluation:panel-detail", args=[advert.reference]),
            needs_you=advert.is_opened,
        )
        for advert in Panel.objects.adverts_without_one(user)
    ]
    to_open = [
        Card(
            title=f"Open scoring for {panel.name}",
            text="The submissions have been opened; the panel waits for you.",
            url=reverse("evaluation:panel-detail", args=[panel.advert.reference]),
        )
        for panel in Panel.objects.run_by(user).waiting_for_scoring()
    ]
    return to_form + to_open


def _card_of(work: Work) -> Card | None:
    panel = work.member.panel
    mine = reverse("evaluation:assessment-list", args=[panel.reference])
    if panel.is_preparing:
        return None
    if panel.is_concluded:
        return Card(f"{panel.name} has concluded", "Read the ranking and the scores behind it.", mine, needs_you=False)
    if work.must_declare:
        declare = reverse("evaluation:conflict-declare", args=[panel.reference])
        return Card(
            f"Declare your conflicts: {panel.name}", "You can read nothing before that.", declare, panel.scoring_due_at
        )
    if work.next is None:
        return Card(f"You have finished: {panel.name}", "The chair closes individual scoring.", mine, needs_you=False)
    text = f"{work.locked_count} of {work.assigned_count} locked. Next: {work.next.organisation_name}."
    return Card(f"Score for {panel.name}", text, mine, panel.scoring_due_at)
