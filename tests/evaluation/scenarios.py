"""Every action of evaluation, ready to be done; see tests/eoi/scenarios."""

from evaluation.actions import assessment, conflict, panel
from evaluation.models import ConflictNature, ConflictOutcome
from tests.eoi.scenarios.registry import doing, scenario
from tests.evaluation.world import changes, make_panel, make_scoring, save
from tests.factories.people import make_evaluator
from tests.factories.world import make_opened


@scenario("panel.form")
def _(clock):
    world = make_opened(clock, submissions=1)
    return doing(panel.form_panel, world.officer, advert=world.advert, name="Panel")


@scenario("panel.edit")
def _(clock):
    it = make_panel(clock, submissions=1)
    return doing(panel.edit_panel, it.officer, panel=it.panel, name="Another name", scoring_due_at=None)


@scenario("panel-member.add")
def _(clock):
    it = make_panel(clock, submissions=1)
    return doing(panel.add_member, it.officer, panel=it.panel, person=make_evaluator())


@scenario("panel-member.remove")
def _(clock):
    it = make_panel(clock, submissions=1)
    return doing(panel.remove_member, it.officer, member=it.members[1])


@scenario("panel-chair.choose")
def _(clock):
    it = make_panel(clock, submissions=1)
    return doing(panel.choose_chair, it.officer, member=it.members[1])


@scenario("panel.open-scoring")
def _(clock):
    it = make_panel(clock, submissions=1)
    return doing(panel.open_scoring, it.officer, panel=it.panel)


@scenario("panel.close-scoring")
def _(clock):
    it = make_scoring(clock, submissions=1)
    reasons = {member.pk: "On leave" for member in it.members}
    return doing(panel.close_individual_scoring, it.chair.user, panel=it.panel, reasons=reasons)


@scenario("conflict.declare")
def _(clock):
    it = make_scoring(clock, submissions=1, declared=False)
    organisation = it.submissions[0].expression.organisation
    statements = [conflict.ConflictStatement(organisation, ConflictOutcome.NONE)]
    return doing(conflict.declare_conflicts, it.chair.user, member=it.chair, statements=statements)


@scenario("conflict.recuse")
def _(clock):
    it = make_scoring(clock, submissions=1)
    why = {"nature": ConflictNature.ACTUAL, "details": "My sister runs it."}
    return doing(conflict.recuse, it.chair.user, member=it.chair, submission=it.submissions[0], **why)


@scenario("assessment.save")
def _(clock):
    it = make_scoring(clock, submissions=1)
    given = changes(it, 3, 4)
    return doing(assessment.save_scores, it.chair.user, member=it.chair, submission=it.submissions[0], changes=given)


@scenario("score.settle")
def _(clock):
    it = make_scoring(clock, submissions=1)
    save(it, it.chair, it.submissions[0], 3)
    [alternative] = save(it, it.chair, it.submissions[0], 4, rationale="From an older tab").alternatives
    stands = alternative.score
    return doing(assessment.settle_alternative, it.chair.user, score=stands, chosen=alternative, version=stands.version)


@scenario("assessment.lock")
def _(clock):
    it = make_scoring(clock, submissions=1)
    save(it, it.chair, it.submissions[0], 1, 2, 3, 4, 5)
    return doing(assessment.lock_assessment, it.chair.user, member=it.chair, submission=it.submissions[0])
