"""The addresses of questions about an advert."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]
OF_AN_ADVERT = ("eoi:question-list", "eoi:clarification-ask", "eoi:clarification-list", "eoi:clarification-publish")
OF_A_QUESTION = (
    "eoi:clarification-sent",
    "eoi:clarification-detail",
    "eoi:clarification-answer",
    "eoi:clarification-answer-privately",
    "eoi:clarification-reveal",
)


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def question(stage: Stage) -> tuple[str, str]:
    return (*advert(stage), stage.question.reference if stage.question else NOWHERE)


ARGUMENTS: dict[str, Arguments] = {**dict.fromkeys(OF_AN_ADVERT, advert), **dict.fromkeys(OF_A_QUESTION, question)}
