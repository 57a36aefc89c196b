"""What evaluation tells eoi about itself at the start: its guards, its places in the navigation, its cards."""

from eoi.guard_inventory import expect
from eoi.models import Role
from eoi.navigation import ISSUES, Entry, register
from eoi.registry import register_card
from evaluation.cards import evaluator_cards, officer_cards

TRIGGERS = {
    "eoi_advertofficer": {"advert_officer_panel_gate"},
    "eoi_assistance": {"scorer_assists_nobody"},
    "eoi_readinggrant": {"panel_reading_gate"},
    "evaluation_assessment": {"assessment_gate", "never_truncated"},
    "evaluation_conflictdeclaration": {"append_only", "conflict_declaration_gate", "never_truncated"},
    "evaluation_leftoutassessment": {"append_only", "left_out_gate", "never_truncated"},
    "evaluation_panel": {"never_truncated", "panel_gate"},
    "evaluation_panelmember": {
        "assistant_scores_nothing",
        "never_truncated",
        "panel_member_gate",
        "panel_member_unread_gate",
    },
    "evaluation_score": {"never_truncated", "score_gate"},
    "evaluation_scorealternative": {"never_truncated", "score_alternative_gate"},
}
SCORING = Entry("Scoring", "evaluation:evaluator-start")
PANELS = Entry("Panels", "evaluation:panel-list")


def register_all() -> None:
    expect(triggers=TRIGGERS)
    register(Role.EVALUATOR.value, SCORING)
    register(Role.EVALUATOR.value, ISSUES)
    for role in (Role.PROCUREMENT_OFFICER, Role.APPROVER, Role.AUDITOR):
        register(role.value, PANELS)
    register_card(Role.EVALUATOR, evaluator_cards)
    register_card(Role.PROCUREMENT_OFFICER, officer_cards)
