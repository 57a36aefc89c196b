"""The page between a change of a date and what it moves: shown first, then confirmed (S14). What was typed stays on it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse

from eoi.forms.plan import MoveReasonForm
from eoi.models import Advert
from eoi.plan import Plan
from eoi.policies.plan import problems_with_moves
from eoi.problems import Problem
from eoi.requests import PersonRequest
from eoi.timetable import Move, fingerprint
from eoi.views.officer.access import page_facts

OF_THIS_PAGE = {"csrfmiddlewaretoken", "shown", "reason", "back"}


class Confirmation:
    """Whether a change needs one, and whether it has been given for exactly the moves that it would make now.

    `own` is the entry that is being changed: where nothing else moves, and the plan is not agreed, nobody is asked.
    """

    def __init__(self, request: PersonRequest, plan: Plan, moves: Sequence[Move], *, own: str = "") -> None:
        self.request, self.plan, self.moves = request, plan, moves
        self.shown = request.POST.get("shown")
        self.form = MoveReasonForm(request.POST if self.shown is not None else None, is_agreed=plan.is_agreed)
        self.is_needed = bool(moves) if plan.is_agreed else any(move.key != own for move in moves)

    @property
    def is_missing(self) -> bool:
        return self.is_needed and not (self.shown == fingerprint(self.moves) and self.form.is_valid())

    @property
    def arguments(self) -> dict[str, Any]:
        """For the action: the reason, and what was shown. Without a page in between nothing but the entry itself may move."""
        reason = self.form.cleaned_data["reason"] if self.form.is_bound and self.form.is_valid() else ""
        return {"reason": reason, "shown": fingerprint(self.moves)}

    def page(self, advert: Advert, typed: Any, *, title: str, back: str, here: str, saves: bool = True) -> HttpResponse:
        """`typed` is the form's data, as Django reads it; `back` the address of the form that it goes back to.

        `saves` where more than the dates is saved with them.
        """
        facts = {
            **page_facts(self.request, advert, here),
            "title": title,
            "moves": self.moves,
            "number": len(self.moves),
            "form": self.form,
            "problems": self._problems(),
            "shown": fingerprint(self.moves),
            "typed": [(name, value) for name, values in typed.lists() if name not in OF_THIS_PAGE for value in values],
            "back": back,
            "saves": saves,
        }
        status = 409 if facts["problems"] else 422 if self.form.is_bound and not self.form.is_valid() else 200
        return TemplateResponse(self.request, "eoi/officer/plan_moves.html", facts, status=status)

    def _problems(self) -> list[Problem]:
        if self.shown is None:
            return []
        return problems_with_moves(
            self.plan, self.moves, reason="given", shown=self.shown, now_shown=fingerprint(self.moves)
        )


def wants_back(request: PersonRequest) -> bool:
    """Somebody looked at what would move and wants to change what they typed."""
    return "back" in request.POST
