"""What an organisation and the council do after submitting."""

from eoi.actions import feedback, letter, minutes, retention, whole_copy
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories import correspondence
from tests.factories.people import make_partner
from tests.factories.retention import hold, make_due, rule
from tests.factories.world import make_open, make_opened, start


@scenario("expression.download")
def _(clock):
    partner = make_partner()
    return doing(whole_copy.record_download, partner, expression=start(make_open(clock), partner))


@scenario("letter.write")
def _(clock):
    world = make_opened(clock, submissions=1)
    expression = correspondence.about(world, world.submissions[0])
    return doing(letter.write_letter, world.officer, expression=expression, **correspondence.LETTER)


@scenario("letter.change")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.write(world, world.submissions[0])
    words = {**correspondence.LETTER, "subject": "Please ring us"}
    return doing(letter.change_letter, world.officer, letter=it, version=1, **words)


@scenario("letter.approve")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.write(world, world.submissions[0])
    return doing(letter.approve_letter, world.approver, letter=it, version=1)


@scenario("letter.send")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.approve(world, correspondence.write(world, world.submissions[0]))
    return doing(letter.send_letter, world.officer, letter=it)


@scenario("letter.read")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.tell(world, world.submissions[0])
    return doing(letter.read_letter, world.partners[0], letter=it)


@scenario("minutes.record")
def _(clock):
    world = make_opened(clock, submissions=1)
    expression = correspondence.about(world, world.submissions[0])
    return doing(minutes.record_minutes, world.officer, expression=expression, **correspondence.MINUTES)


@scenario("minutes.confirm")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.minute(world, world.submissions[0])
    return doing(minutes.confirm_minutes, world.partners[0], minutes=it, number=1)


@scenario("minutes.correct")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.minute(world, world.submissions[0])
    return doing(minutes.correct_minutes, world.partners[0], minutes=it, number=1, text="We spoke of pensions.")


@scenario("minutes.answer")
def _(clock):
    world = make_opened(clock, submissions=1)
    it = correspondence.correct(correspondence.minute(world, world.submissions[0]), world.partners[0])
    said = {"was_taken": True, "reason": "So it was.", "text": "We spoke about payroll and pensions."}
    return doing(minutes.answer_correction, world.officer, minutes=it, **said)


@scenario("expression.give-feedback")
def _(clock):
    world = make_opened(clock, submissions=1)
    said = {"expression": world.submissions[0].expression, "said": correspondence.SAID}
    return doing(feedback.give_feedback, world.partners[0], **said)


@scenario("retention.delete")
def _(clock):
    world = make_due(clock)
    said = {"rule": rule("submissions"), "advert": world.advert, "reason": "Over."}
    return doing(retention.delete_due, world.approver, **said)


@scenario("retention.hold")
def _(clock):
    world = make_opened(clock, submissions=1)
    return doing(retention.hold_back, world.approver, advert=world.advert, reason="A complaint.")


@scenario("retention.lift")
def _(clock):
    world = make_opened(clock, submissions=1)
    return doing(retention.lift_hold, world.approver, hold=hold(world))
