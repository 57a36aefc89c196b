"""One file a noun; this page lists them all, so that `from evaluation.models import Panel` works everywhere."""

from evaluation.models.assessment import (
    HIGHEST,
    RATIONALE_CHARACTERS,
    Assessment,
    LeftOutAssessment,
    Marking,
    Score,
    ScoreAlternative,
)
from evaluation.models.conflict import ConflictDeclaration, ConflictNature, ConflictOutcome
from evaluation.models.panel import Panel, PanelMember, PanelPhase

__all__ = [
    "HIGHEST",
    "RATIONALE_CHARACTERS",
    "Assessment",
    "ConflictDeclaration",
    "ConflictNature",
    "ConflictOutcome",
    "LeftOutAssessment",
    "Marking",
    "Panel",
    "PanelMember",
    "PanelPhase",
    "Score",
    "ScoreAlternative",
]
