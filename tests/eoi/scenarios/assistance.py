"""An officer enters, a second person reads back."""

from eoi.actions import assistance
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.assistance import DETAILS, ON_PAPER, ask, begin, enter, record
from tests.factories.people import make_officer, make_partner
from tests.factories.world import make_open, start


@scenario("assistance.ask")
def _(clock):
    world, partner = make_open(clock), make_partner()
    expression = start(world, partner)
    return doing(assistance.ask_for_assistance, partner, expression=expression, assistant=make_officer())


@scenario("assistance.record")
def _(clock):
    said = {"advert": make_open(clock).advert, "details": DETAILS, "request": ON_PAPER, "second": make_officer()}
    return doing(assistance.record_assistance, make_officer(), **said)


@scenario("assistance.begin")
def _(clock):
    it = record(make_open(clock))
    return doing(assistance.begin_assistance, it.second, assistance=it)


@scenario("assistance.end")
def _(clock):
    world, partner = make_open(clock), make_partner()
    it = begin(ask(start(world, partner), partner))
    return doing(assistance.end_assistance, partner, assistance=it)


@scenario("assistance.read-back")
def _(clock):
    it = begin(record(make_open(clock)))
    version = enter(it).draft_version
    return doing(assistance.read_back, it.second, assistance=it, draft_version=version, how="Over the telephone")
