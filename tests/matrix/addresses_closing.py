"""The addresses of what can be done after the closing time, in one stage."""

from tests.matrix.stage import NOWHERE, Stage


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


def expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


ARGUMENTS = {
    **{f"eoi:{name}": advert for name in ("unsubmitted-detail", "unsubmitted-ask", "unsubmitted-decide")},
    **{f"eoi:{name}": expression for name in ("expression-late", "typed-text")},
}
