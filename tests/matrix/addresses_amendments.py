"""The addresses of a published advert's changes, and of requests for more time, in one stage."""

from tests.matrix.stage import NOWHERE, Stage


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


def request(stage: Stage) -> tuple[str, str]:
    return (*advert(stage), stage.time_request.reference if stage.time_request else NOWHERE)


ABOUT_ADVERT = "advert-change-list advert-change-create advert-extend advert-withdraw extension-list"
ARGUMENTS = {
    **{f"eoi:{name}": advert for name in ABOUT_ADVERT.split()},
    **{f"eoi:{name}": request for name in ("extension-grant", "extension-decline")},
    **{f"eoi:{name}": expression for name in ("submission-reconfirm", "extension-ask")},
}
