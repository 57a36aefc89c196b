"""What happens to a published advert: changed, extended, withdrawn, and what partners do about it; through actions."""

from datetime import datetime, timedelta
from typing import Any

from eoi.actions.advert_withdrawal import withdraw_advert
from eoi.actions.amendment import amend_advert
from eoi.actions.extension import ask_for_time, grant_extension
from eoi.actions.reconfirmation import reconfirm
from eoi.identity import perform
from eoi.models import (
    AdvertChange,
    AdvertWithdrawal,
    ExpressionOfInterest,
    Extension,
    ExtensionRequest,
    Reconfirmation,
    User,
)
from tests.factories.world import World


def amend(world: World, *, material: bool = False, **changes: Any) -> AdvertChange:
    """By its officer, from the version that stands; other words of the summary unless told."""
    advert = world.refresh()
    change = perform(
        amend_advert,
        by=world.officer,
        advert=advert,
        changes=changes or {"summary": "We want to hear how you could help us, evenings included."},
        summary="The summary says that evenings are included.",
        reason="Several readers asked.",
        is_material=material,
        public_version=advert.public_version,
    )
    world.refresh()
    return change


def give_more_time(world: World, **later: float) -> AdvertChange:
    """The closing time alone, so many days or hours later."""
    return amend(world, closes_at=world.refresh().closes_at + timedelta(**later))


def ask(expression: ExpressionOfInterest, partner: User, *, until: datetime) -> ExtensionRequest:
    return perform(ask_for_time, by=partner, expression=expression, until=until, reason="Our office was flooded.")


def extend(world: World, expression: ExpressionOfInterest, partner: User, *, until: datetime) -> Extension:
    """Asked for by a member and granted by the approver."""
    request = ask(expression, partner, until=until)
    return perform(
        grant_extension, by=world.approver, request=request, until=until, reason="A flood is nobody’s fault."
    )


def confirm_again(expression: ExpressionOfInterest, partner: User) -> Reconfirmation:
    change = AdvertChange.objects.of(expression.advert).material().first()
    return perform(reconfirm, by=partner, expression=expression, change=change)


def withdraw(world: World) -> AdvertWithdrawal:
    withdrawal = perform(
        withdraw_advert, by=world.approver, advert=world.refresh(), reason="The budget for this work was cut."
    )
    world.refresh()
    return withdrawal
