"""What evaluation tells eoi about itself at the start: its guards, its places in the navigation, its cards."""

from eoi.guards import expect

TRIGGERS = {
    "eoi_advertofficer": {"advert_officer_panel_gate"},
    "evaluation_assessment": {"assessment_gate", "never_truncated"},
    "evaluation_conflictdeclaration": {"append_only", "conflict_declaration_gate", "never_truncated"},
    "evaluation_leftoutassessment": {"append_only", "left_out_gate", "never_truncated"},
    "evaluation_panel": {"never_truncated", "panel_gate"},
    "evaluation_panelmember": {"never_truncated", "panel_member_gate"},
    "evaluation_score": {"never_truncated", "score_gate"},
    "evaluation_scorealternative": {"never_truncated", "score_alternative_gate"},
}


def register_all() -> None:
    expect(triggers=TRIGGERS)
