"""Forming a panel, opening its scoring, closing individual scoring."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse

from eoi.audit import action, record
from eoi.models import Advert, User
from eoi.notifications import public_link, queue_mail
from eoi.problems import Problem, refuse_if
from evaluation.models import LeftOutAssessment, Panel, PanelMember
from evaluation.policies import (
    problems_with_adding,
    problems_with_changing_members,
    problems_with_closing,
    problems_with_editing_panel,
    problems_with_forming,
    problems_with_opening_scoring,
)
from evaluation.progress import progress_of, submissions_before


@action("panel.form")
def form_panel(*, advert: Advert, name: str, scoring_due_at: datetime | None = None, by: User) -> Panel:
    """A panel for an advert, without members yet."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    refuse_if(problems_with_forming(advert))
    panel = Panel.objects.create(advert=advert, name=name, scoring_due_at=scoring_due_at, created_by=by)
    record("panel.form", by=by, subject=panel, advert=advert, after={"scoring_due_at": str(scoring_due_at or "")})
    return panel


@action("panel.edit")
def edit_panel(*, panel: Panel, name: str, scoring_due_at: datetime | None, by: User) -> Panel:
    """Another name, another date."""
    panel = _locked(panel)
    refuse_if(problems_with_editing_panel(panel))
    before = {"scoring_due_at": str(panel.scoring_due_at or "")}
    panel.name = name
    panel.scoring_due_at = scoring_due_at
    panel.save(update_fields=["name", "scoring_due_at"])
    after = {"scoring_due_at": str(scoring_due_at or "")}
    record("panel.edit", by=by, subject=panel, advert=panel.advert, before=before, after=after)
    return panel


@action("panel-member.add")
def add_member(*, panel: Panel, person: User, by: User) -> PanelMember:
    """Appoint an evaluator, and tell them (P11)."""
    panel = _locked(panel)
    refuse_if(problems_with_adding(panel, person))
    member = PanelMember.objects.create(panel=panel, user=person, appointed_by=by)
    _tell([person], "emails/panel_appointed.txt", panel)
    record("panel-member.add", by=by, subject=panel, advert=panel.advert, after={"member": person.reference})
    return member


@action("panel-member.remove")
def remove_member(*, member: PanelMember, by: User) -> None:
    """Take an evaluator off, while the panel is being formed."""
    panel = _locked(member.panel)
    refuse_if(problems_with_changing_members(panel))
    before = {"member": member.user.reference, "was_chair": member.is_chair}
    PanelMember.objects.of_panel(panel).get(pk=member.pk).delete()
    record("panel-member.remove", by=by, subject=panel, advert=panel.advert, before=before)


@action("panel-chair.choose")
def choose_chair(*, member: PanelMember, by: User) -> PanelMember:
    """Make one member the chair, in place of any other."""
    panel = _locked(member.panel)
    refuse_if(problems_with_changing_members(panel))
    chairs = list(PanelMember.objects.of_panel(panel).chairs())
    for chair in chairs:
        chair.is_chair = False
        chair.save(update_fields=["is_chair"])
    member = PanelMember.objects.of_panel(panel).get(pk=member.pk)
    member.is_chair = True
    member.save(update_fields=["is_chair"])
    before = {"chair": chairs[0].user.reference if chairs else ""}
    after = {"chair": member.user.reference}
    record("panel-chair.choose", by=by, subject=panel, advert=panel.advert, before=before, after=after)
    return member


@action("panel.open-scoring")
def open_scoring(*, panel: Panel, by: User, at: datetime) -> Panel:
    """The members are settled and told to declare their conflicts (P11, R5). Never undone."""
    panel = _locked(panel)
    members = list(PanelMember.objects.of_panel(panel))
    submissions = submissions_before(panel.advert)
    refuse_if(problems_with_opening_scoring(panel, members=members, submission_count=len(submissions)))
    panel.open_scoring(by=by, at=at)
    panel.refresh_from_db(fields=["scoring_opened_at"])
    _tell([member.user for member in members], "emails/panel_scoring_opened.txt", panel, count=len(submissions))
    after = {"members": len(members), "submissions": len(submissions)}
    record("panel.open-scoring", by=by, subject=panel, advert=panel.advert, after=after)
    return panel


@action("panel.close-scoring")
def close_individual_scoring(*, panel: Panel, reasons: Mapping[int, str], by: User, at: datetime) -> Panel:
    """The chair closes scoring for everybody at once; until moderation exists that concludes the panel (DESIGN §4).

    `reasons` by member id, for each member with unfinished assessments: those are named, left out and not counted.
    """
    panel = _locked(panel)
    unfinished = [progress for progress in progress_of(panel) if not progress.is_finished]
    refuse_if(problems_with_closing(panel, unfinished, reasons))
    if not PanelMember.objects.of_panel(panel).chairs().filter(user=by).exists():
        refuse_if(
            [Problem("not-eligible", "Only the chair of the panel closes individual scoring.", worth_recording=True)]
        )
    left_out = [
        LeftOutAssessment(
            member=progress.member,
            submission=submission,
            reason=reasons[progress.member.pk].strip(),
            left_out_by=by,
        )
        for progress in unfinished
        for submission in progress.unfinished
    ]
    LeftOutAssessment.objects.bulk_create(left_out)
    panel.close_and_conclude(by=by, at=at)
    panel.refresh_from_db(fields=["scoring_closed_at", "concluded_at"])
    _tell([member.user for member in PanelMember.objects.of_panel(panel)], "emails/panel_concluded.txt", panel)
    record("panel.close-scoring", by=by, subject=panel, advert=panel.advert, after={"left_out": len(left_out)})
    return panel


def _locked(panel: Panel) -> Panel:
    return Panel.objects.lock_for_change().select_related("advert").get(pk=panel.pk)


def _tell(people: list[User], template: str, panel: Panel, **words: object) -> None:
    """One mail to each, with a link to the panel; never a score, an answer or an organisation's name."""
    link = public_link(reverse("evaluation:assessment-list", args=[panel.reference]))
    context = {"panel": panel, "advert": panel.advert, "link": link, **words}
    queue_mail(to=[person.email for person in people], template=template, context=context)
