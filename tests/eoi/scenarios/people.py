"""Inviting many."""

from eoi.actions import staff_invitation
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_administrator


@scenario("staff-invitation.bulk")
def _(clock):
    colleagues = [staff_invitation.Colleague("new@salford.example", "New Colleague", ("evaluator",))]
    return doing(staff_invitation.invite_many, make_administrator(), colleagues=colleagues)
