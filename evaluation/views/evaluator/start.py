"""What is before an evaluator: all panels, and one panel's submissions with their own state on each."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from eoi.criteria_cards import agreement_cards
from eoi.requests import PersonRequest
from evaluation.models import PanelMember
from evaluation.reading import read_submission
from evaluation.views.access import EVALUATORS, for_audience, own_place
from evaluation.workload import Work, minutes_to_score, own_totals, work_of


@require_safe
@for_audience(*EVALUATORS)
def evaluator_start(request: PersonRequest) -> HttpResponse:
    """ "3 of 13 locked. Next: …, about 12 minutes.\""""
    works = work_of(list(PanelMember.objects.of_user(request.user).by_due_date()))
    current = next((work for work in works if work.member.panel.is_scoring and work.waiting), None)
    page = {
        "works": works,
        "current": current,
        "minutes": _minutes_for_next(current),
        "criteria_cards": agreement_cards(request.user, request.now),
    }
    return TemplateResponse(request, "evaluation/evaluator/evaluator_start.html", page)


@require_safe
@for_audience(*EVALUATORS)
def assessment_list(request: PersonRequest, reference: str) -> HttpResponse:
    """One's own submissions on one panel. Organisations' names appear once scoring has opened."""
    place = own_place(request, reference)
    [work] = work_of([place])
    totals = own_totals(place.panel.advert, work)
    page = {
        "place": place,
        "panel": place.panel,
        "advert": place.panel.advert,
        "work": work,
        "rows": [(task, totals.get(task.submission.pk)) for task in work.tasks],
    }
    return TemplateResponse(request, "evaluation/evaluator/assessment_list.html", page)


def _minutes_for_next(work: Work | None) -> int | None:
    """A guess from the length of the next submission; None before the declaration, when its words are hidden. Two queries."""
    if work is None or work.next is None or not work.member.has_declared:
        return None
    words = read_submission(work.next.submission)
    return minutes_to_score(words.word_count, work.member.panel.advert.criteria.count()) if words else None
