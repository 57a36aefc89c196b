"""The addresses of what can be done after the closing time, in one stage."""

from tests.matrix.stage import NOWHERE, Stage


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


ABOUT_ADVERT = "unsubmitted-detail unsubmitted-ask unsubmitted-decide availability-advert availability-advert-file"
ARGUMENTS = {
    **{f"eoi:{name}": lambda stage: ("2026-02-16",) for name in ("availability-day", "availability-day-file")},
    **{f"eoi:{name}": advert for name in ABOUT_ADVERT.split()},
    **{f"eoi:{name}": expression for name in ("expression-late", "typed-text")},
}
