"""The addresses of staff questions."""

from collections.abc import Callable
from typing import Any

from eoi.models import StaffQuestion
from tests.factories.ready_staff_questions import ask_and_deliver, page_of
from tests.matrix.stage import Stage

Arguments = Callable[[Stage], tuple[Any, ...]]
OF_AN_ADVERT = ("eoi:staff-question-list", "eoi:staff-question-page-edit", "eoi:staff-question-page-renew")
OF_A_QUESTION = ("eoi:staff-question-answer", "eoi:staff-question-decline", "eoi:staff-question-remove-wording")


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def token(stage: Stage) -> tuple[str]:
    return (page_of(stage.world).token,)


def question(stage: Stage) -> tuple[str]:
    """One that waits for its answer, about all services; asked when first needed."""
    found = StaffQuestion.objects.about(stage.world.advert).first() or ask_and_deliver(stage.world)
    return (found.reference,)


ARGUMENTS: dict[str, Arguments] = {
    **dict.fromkeys(OF_AN_ADVERT, advert),
    **dict.fromkeys(OF_A_QUESTION, question),
    **dict.fromkeys(("eoi:staff-question-ask", "eoi:staff-question-sent"), token),
}
