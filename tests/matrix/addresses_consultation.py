"""The addresses of consultation."""

from collections.abc import Callable
from typing import Any

from tests.matrix.stage import Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def body(stage: Stage) -> tuple[str]:
    return (stage.body.reference,)


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def representation(stage: Stage) -> tuple[str]:
    return (stage.representation.reference,)


ABOUT_ADVERT = (
    "consultation-detail consultation-bodies consultation-share consultation-event-create consultation-log "
    "consultation-log-csv consultation-log-pdf representative-consultation representation-create"
)
ABOUT_REPRESENTATION = "detail acknowledge answer close reply agree withdraw"

ARGUMENTS: dict[str, Arguments] = {
    **dict.fromkeys(
        ("eoi:body-detail", "eoi:body-edit", "eoi:body-retire", "eoi:body-reinstate", "eoi:representative-name"), body
    ),
    **{f"eoi:{name}": advert for name in ABOUT_ADVERT.split()},
    **{f"eoi:representation-{verb}": representation for verb in ABOUT_REPRESENTATION.split()},
    "eoi:consultation-share-withdraw": lambda stage: (*advert(stage), stage.material.reference),
    "eoi:consultation-event-edit": lambda stage: (*advert(stage), stage.event.reference),
    "eoi:representative-remove": lambda stage: (*body(stage), stage.people["representative"].reference),
}
