"""What the database refuses by itself, and how its refusal becomes a sentence (DESIGN §9).

The sentence is written once, in the trigger; the code is here. Which guards there must be stands in `guard_inventory.py`.
"""

from django.db import DatabaseError

from eoi.problems import Problem

CODES = {
    "EOI01": "late",
    "EOI02": "closing-time",
    "EOI03": "frozen",
    "EOI04": "publication",
    "EOI05": "opening",
    "EOI06": "weightings",
    "EOI07": "content",
    "EOI08": "closing-record",
    "EOI09": "identity",
    "EOI10": "changed-meanwhile",
    "EOI11": "sealed",
    "EOI12": "append-only",
    "EOI13": "roles",
    "EOI14": "not-open",
    "EOI15": "consultation",
    "EOI16": "plan",
    "EOI17": "service",
    "EOI18": "handover",
    "EOI19": "aims",
    "EOI20": "not-scoring",
    "EOI21": "not-eligible",
    "EOI22": "locked",
    "EOI23": "incomplete",
    "EOI24": "panel",
    "EOI25": "change",
    "EOI26": "clarification",
    "EOI27": "pack",
    "EOI28": "notice",
    "EOI29": "follower",
    "EOI33": "file",
    "EOI34": "organisation",
    "EOI35": "assistance",
    "EOI38": "unsubmitted",
    "EOI39": "availability",
    "EOI40": "correspondence",
    "EOI41": "feedback",
    "EOI42": "retention",
}
MEETINGS = {  # two people at the same moment: nothing of the second was kept
    "23505": (
        "taken",
        "Somebody else saved the same thing at the same moment. Look at the page again, then try once more.",
    ),
    "55P03": (
        "busy",
        "Somebody else is changing this right now, so nothing was changed. Wait a moment, then try again.",
    ),
    "40P01": (
        "busy",
        "Somebody else is changing this right now, so nothing was changed. Wait a moment, then try again.",
    ),
}
WORTH_RECORDING = {"late", "opening", "sealed", "append-only"}  # not "identity": whose name would it stand in?


def problem_from(error: DatabaseError) -> Problem | None:
    """The guard's own sentence, or one about two people who met; None when the error is neither."""
    cause = error.__cause__
    state = getattr(cause, "pgcode", None) or ""
    if state in MEETINGS:
        return Problem(*MEETINGS[state])
    code = CODES.get(state)
    if code is None:
        return None
    return Problem(code, cause.diag.message_primary, worth_recording=code in WORTH_RECORDING)  # type: ignore[union-attr]
