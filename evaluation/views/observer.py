"""For those who look on: the panels, and from the conclusion the ranking with everything behind it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from eoi.models import Role
from eoi.problems import Problem
from eoi.requests import PersonRequest
from evaluation.export import ranking_csv
from evaluation.models import Panel, PanelMember
from evaluation.permissions import may_see_ranking
from evaluation.ranking import Ranking, ranking_of
from evaluation.views.access import RANKING_READERS, for_audience, not_now, readable_panel

PAGE = 50


@require_safe
@for_audience(*RANKING_READERS)
def panel_list(request: PersonRequest) -> HttpResponse:
    """Panels that the asker may know of; for officers, first their adverts that have none."""
    user = request.user
    panels = Panel.objects.readable_by(user).newest_first()
    waiting = Panel.objects.adverts_without_one(user)
    page = {
        "page_obj": Paginator(panels, PAGE).get_page(request.GET.get("page")),
        "without_panel": list(waiting[:PAGE]),
        "sees_panel_pages": bool(user.roles & {Role.PROCUREMENT_OFFICER.value, Role.APPROVER.value}),
    }
    return TemplateResponse(request, "evaluation/observer/panel_list.html", page)


@require_safe
@for_audience(*RANKING_READERS)
def ranking_detail(request: PersonRequest, reference: str) -> HttpResponse:
    """The ranked list. A rank is an aid to choosing whom to talk to first (R1)."""
    panel, place = readable_panel(request, reference)
    ranking = _ranking_or_explanation(request, panel, place)
    if isinstance(ranking, HttpResponse):
        return ranking
    page = {"panel": panel, "advert": panel.advert, "ranking": ranking}
    return TemplateResponse(request, "evaluation/observer/ranking_detail.html", page)


@require_safe
@for_audience(*RANKING_READERS)
def ranking_record(request: PersonRequest, reference: str, submission: str) -> HttpResponse:
    """Every score and rationale behind one row, and who was left out and why."""
    panel, place = readable_panel(request, reference)
    ranking = _ranking_or_explanation(request, panel, place)
    if isinstance(ranking, HttpResponse):
        return ranking
    row = ranking.row_of(submission)
    if row is None:
        raise Http404
    if row.is_redacted:
        raise PermissionDenied(
            f"You declared a conflict of interest about {row.organisation_name}, so its scores are not shown to you."
        )
    page = {"panel": panel, "advert": panel.advert, "row": row}
    return TemplateResponse(request, "evaluation/observer/ranking_record.html", page)


@require_safe
@for_audience(*RANKING_READERS)
def ranking_export(request: PersonRequest, reference: str) -> HttpResponse:
    """The same rows as a file for a spreadsheet, redacted alike (P19)."""
    panel, place = readable_panel(request, reference)
    ranking = _ranking_or_explanation(request, panel, place)
    if isinstance(ranking, HttpResponse):
        return ranking
    response = HttpResponse(ranking_csv(ranking), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ranking-{panel.reference}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _ranking_or_explanation(request: PersonRequest, panel: Panel, place: PanelMember | None) -> Ranking | HttpResponse:
    """The gate of page, record and export alike (DESIGN §5): concluded, and declared where the reader is a member."""
    if not may_see_ranking(request.user, panel, place):
        raise PermissionDenied("The ranking is for the panel, the officers of the advert, approvers and auditors.")
    if not panel.is_concluded:
        early = Problem(
            "not-concluded",
            "There is no ranking yet. Scores, totals and ranks appear when the chair has closed individual scoring.",
        )
        back = reverse("evaluation:panel-list")
        return not_now(request, [early], title="Ranking", back_url=back, back_label="Back to the panels")
    if place and not place.has_declared:
        raise PermissionDenied(
            "You did not declare your conflicts of interest while scoring was open, so the ranking is not shown to you."
        )
    return ranking_of(panel, reader=place)
