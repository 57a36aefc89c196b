"""The addresses of what follows a submission."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import NOWHERE, Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def _expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


def _advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def _reference(thing: Any) -> str:
    return thing.reference if thing else NOWHERE


ABOUT_EXPRESSION = "expression-status expression-download letter-list feedback-give"
ABOUT_LETTER, ABOUT_MINUTES = "letter-detail letter-pdf", "minutes-detail minutes-pdf minutes-confirm minutes-correct"
ABOUT_ADVERT = "letter-index letter-write minutes-index minutes-record feedback-index retention-hold"
ABOUT_DRAFT = "letter-manage letter-print letter-change letter-approve letter-send"

ARGUMENTS: dict[str, Arguments] = {
    **{f"eoi:{name}": _expression for name in ABOUT_EXPRESSION.split()},
    **{f"eoi:{name}": lambda it: (*_expression(it), _reference(it.letter)) for name in ABOUT_LETTER.split()},
    **{f"eoi:{name}": lambda it: (*_expression(it), _reference(it.minutes)) for name in ABOUT_MINUTES.split()},
    **{f"eoi:{name}": _advert for name in ABOUT_ADVERT.split()},
    **{f"eoi:{name}": lambda it: (*_advert(it), _reference(it.letter_draft)) for name in ABOUT_DRAFT.split()},
    **{
        f"eoi:minutes-{name}": lambda it: (*_advert(it), _reference(it.minutes_corrected))
        for name in ("manage", "answer")
    },
    "eoi:retention-run": lambda it: ("RET-0000-0000",),
    "eoi:retention-lift": lambda it: (_reference(it.hold),),
    "eoi:retention-delete": lambda it: ("submissions", *_advert(it)),
    "eoi:withdrawal-receipt": lambda stage: (*_expression(stage), 1),
}
