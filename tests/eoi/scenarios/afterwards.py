"""What an organisation and the council do after submitting."""

from eoi.actions import whole_copy
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.people import make_partner
from tests.factories.world import make_open, start


@scenario("expression.download")
def _(clock):
    partner = make_partner()
    return doing(whole_copy.record_download, partner, expression=start(make_open(clock), partner))
