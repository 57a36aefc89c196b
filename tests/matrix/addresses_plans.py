"""The addresses of a plan's pages in one stage: of its first milestone, its first activity, and a calendar that is not there."""

from tests.matrix.stage import NOWHERE, Stage


def milestone(stage: Stage) -> tuple[str, str]:
    advert = stage.world.advert
    return (advert.reference, advert.milestones.first().reference)


def activity(stage: Stage) -> tuple[str, str]:
    advert = stage.world.advert
    return (advert.reference, advert.communication_activities.first().reference)


ABOUT_ADVERT = (
    "advert-copy plan-detail plan-start plan-agree plan-feed-manage milestone-create communication-list "
    "communication-create"
)
ARGUMENTS = {
    **{f"eoi:{name}": (lambda stage: (stage.world.advert.reference,)) for name in ABOUT_ADVERT.split()},
    **{f"eoi:{name}": milestone for name in ("milestone-edit", "milestone-done", "milestone-remove", "plan-move")},
    **{f"eoi:communication-{name}": activity for name in ("edit", "done", "remove")},
    "eoi:plan-feed": lambda stage: (NOWHERE,),
}
