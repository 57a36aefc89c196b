"""The addresses of known issues: the issue of the whole that the advert's readiness rests on."""

from collections.abc import Callable
from typing import Any

from eoi.models import KnownIssue
from tests.matrix.stage import Stage

Arguments = Callable[[Stage], tuple[Any, ...]]


def issue(stage: Stage) -> tuple[str]:
    return (KnownIssue.objects.of_the_whole().first().reference,)


def advert(stage: Stage) -> tuple[str]:
    return (stage.world.advert.reference,)


ABOUT_ISSUE = "issue-detail issue-edit issue-close issue-reopen issue-release issue-release-withdraw"

ARGUMENTS: dict[str, Arguments] = {
    **dict.fromkeys((f"eoi:{name}" for name in ABOUT_ISSUE.split()), issue),
    **dict.fromkeys(("eoi:advert-issues", "eoi:advert-issues-choose"), advert),
}
