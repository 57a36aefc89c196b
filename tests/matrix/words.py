"""The words of the tables, and how a table is read."""

from dataclasses import dataclass

from tests.matrix.stage import PHASES

# What an address answers: to a GET, to a POST with nothing filled in. 403, 404, 409 as DESIGN §5 wants them.
OUTCOMES: dict[str, tuple[int, set[int]]] = {
    "page": (200, {405}),  # shown; takes nothing
    "form": (200, {200, 422}),  # shown; what is sent empty is asked for again
    "step": (200, {302}),  # asks for nothing but a yes, and is done
    "choose": (200, {409}),  # shown; somebody saved meanwhile: both texts
    "not-now": (200, {409}),  # the right person at the wrong time: an explanation
    "onward": (302, {302}),  # leads elsewhere
    "check": (302, {422}),  # its form stands on another page
    "late": (302, {409}),  # the same, at the wrong time
    "reads": (200, {403}),  # shown; this person sends nothing
    "no": (403, {403}),  # not for this person
    "absent": (404, {404}),  # nothing there, or nothing that this person may know of
    "sign-in": (302, {403}),  # asked to sign in; what was typed is shown again
}

PARTNERS = ("partner", "contributor", "other-partner")
PANEL = ("chair", "evaluator", "recused")
OFFICERS = ("officer", "second-officer", "other-officer")
COUNCIL = (
    *OFFICERS,
    "approver",
    *PANEL,
    "outside-evaluator",
    "lead-member",
    "representative",
    "other-representative",
    "service-manager",
    "auditor",
    "administrator",
)
ROLES = ("visitor", *PARTNERS, *COUNCIL)
GROUPS = {
    **{role: (role,) for role in ROLES},
    "its-partners": ("partner", "contributor"),  # partner leads the organisation, contributor does not
    "partners": PARTNERS,
    "its-officers": ("officer", "second-officer"),  # of the advert; the first asks for the opening
    "officers": OFFICERS,
    "panel": PANEL,  # recused: from the submission that the addresses are about
    "evaluators": (*PANEL, "outside-evaluator"),
    "representatives": ("representative", "other-representative"),  # of two bodies, both consulted on the advert
    "council": COUNCIL,
    "signed-in": (*PARTNERS, *COUNCIL),
    "everybody": ROLES,
}


@dataclass
class Expected:
    """One URL name: the word for each role and phase. `is_shown`: its page takes no POST from anybody."""

    is_shown: bool
    words: dict[tuple[str, str], str]

    def statuses(self, role: str, phase: str) -> tuple[int, set[int]]:
        word = self.words[role, phase]
        get, post = OUTCOMES[word]
        return get, {405} if self.is_shown and word != "sign-in" else post


def read(table: str, *, shown: bool) -> dict[str, Expected]:
    """A line at the margin is a URL name; beneath it a group and one word for each phase, or one for all.

    A later line overrides an earlier one. Who is not named: a visitor is asked to sign in, everybody else refused.
    """
    found: dict[str, Expected] = {}
    for line in filter(str.strip, table.splitlines()):
        if tuple(line.split()) == PHASES:
            continue
        if not line.startswith(" "):
            [name] = line.split()
            assert name not in found, f"{name} stands in the table twice."
            found[name] = Expected(shown, _unless_named())
            continue
        group, *words = line.split()
        words = words * len(PHASES) if len(words) == 1 else words
        for role in GROUPS[group]:
            found[name].words |= {(role, phase): word for phase, word in zip(PHASES, words, strict=True)}
    assert all(word in OUTCOMES for expected in found.values() for word in expected.words.values())
    return found


def _unless_named() -> dict[tuple[str, str], str]:
    return {(role, phase): "sign-in" if role == "visitor" else "no" for role in ROLES for phase in PHASES}
