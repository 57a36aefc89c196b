"""The addresses of objectives, pledges and needs: of what is there from the beginning."""

from typing import Any

from tests.matrix.stage import Stage

SET = "five-objectives"


def of_set(stage: Stage) -> tuple[str]:
    return (SET,)


def of_objective(stage: Stage) -> tuple[str, int]:
    return (SET, 1)


def of_pledge(stage: Stage) -> tuple[int]:
    return (1,)


def of_need(stage: Stage) -> tuple[str]:
    return ("e-government",)


def of_advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


ARGUMENTS: dict[str, Any] = {
    **dict.fromkeys(("eoi:objective-set-detail", "eoi:objective-set-default", "eoi:objective-set-retire"), of_set),
    **dict.fromkeys(("eoi:objective-detail", "eoi:objective-reword"), of_objective),
    **dict.fromkeys(("eoi:pledge-edit", "eoi:pledge-confirm", "eoi:pledge-retire"), of_pledge),
    **dict.fromkeys(("eoi:need-edit", "eoi:need-retire"), of_need),
    **dict.fromkeys(("eoi:advert-aims", "eoi:advert-wording-take"), of_advert),
    "eoi:pledge-link": lambda stage: (1, SET),
    "eoi:advert-set-choose": lambda stage: (*of_advert(stage), SET),
}
