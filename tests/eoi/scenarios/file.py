"""Supporting files."""

from eoi.actions import file
from eoi.identity import acting_as
from eoi.models import ScanState, StoredFile
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.files import upload
from tests.factories.partner_files import fresh_pdf, remove, stage, submit_with_files
from tests.factories.people import make_partner
from tests.factories.world import close, make_open, open_submissions, start


def _begun(clock):
    world, partner = make_open(clock), make_partner()
    return partner, start(world, partner)


@scenario("file.stage")
def _(clock):
    partner, expression = _begun(clock)
    return doing(file.stage_file, partner, expression=expression, file=upload("a.pdf", fresh_pdf()), caption="Plan")


@scenario("file.describe")
def _(clock):
    partner, expression = _begun(clock)
    return doing(file.describe_file, partner, file=stage(expression, partner), version=1, caption="Plan")


@scenario("file.remove")
def _(clock):
    partner, expression = _begun(clock)
    return doing(file.remove_file, partner, file=stage(expression, partner))


@scenario("file.put-back")
def _(clock):
    partner, expression = _begun(clock)
    return doing(file.put_back_file, partner, file=remove(stage(expression, partner), partner))


@scenario("file.scan")
def _(clock):
    partner, expression = _begun(clock)
    return doing(file.record_scan, None, stored=stage(expression, partner).stored, state=ScanState.CLEAN)


@scenario("file.destroy")
def _(clock):
    partner, expression = _begun(clock)
    remove(stage(expression, partner), partner)
    clock.advance(days=file.DAYS_TO_PUT_BACK, seconds=1)
    assert StoredFile.objects.count() == 1
    return doing(file.destroy_removed, None)


@scenario("file.read")
def _(clock):
    world = make_open(clock)
    submission = submit_with_files(world)
    open_submissions(close(world))
    with acting_as(world.officer):
        held = submission.pins.get().file
    return doing(file.record_file_reading, world.officer, file=held, submission=submission)
