"""Fields of Word: instructions that Word carries out, some of them by fetching from elsewhere or starting another program (DESIGN §10).

An instruction may be cut into many runs, and its name may be made by a field inside it; prose that merely names one is no instruction.
"""

import re
from dataclasses import dataclass

from eoi.file_checks.markup import Attributes, local

LIVE = {"DDE", "DDEAUTO", "LINK"}
MAY_FETCH = {"INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "INCLUDE", "DATABASE", "RD"}
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*://|\\\\", re.IGNORECASE)
INSTRUCTIONS = ("instrText", "delInstrText")
MADE_WITHIN = "\0"  # stands for a field inside an instruction


@dataclass
class Field:
    """One that was begun; `is_shown`: what follows is what it shows, no instruction."""

    instruction: str = ""
    is_shown: bool = False


class Fields:
    """Follows one part; `fetches` once an instruction does."""

    def __init__(self) -> None:
        self.fetches = False
        self._open: list[Field] = []
        self._is_instruction = False

    def begins(self, name: str, attributes: Attributes) -> None:
        if name.endswith("nstrText"):
            self._is_instruction = local(name) in INSTRUCTIONS
        elif name.endswith("fldChar"):
            self._mark(_of(attributes, "fldCharType"))
        elif name.endswith("fldSimple"):
            self._judge(_of(attributes, "instr"))

    def ends(self, name: str) -> None:
        if name.endswith("nstrText"):
            self._is_instruction = False

    def text(self, words: str) -> None:
        if self._is_instruction:
            self._add(words)

    def finish(self) -> None:
        """Instructions that were never closed count, too."""
        while self._open:
            self._judge(self._open.pop().instruction)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(Field())
        elif kind == "separate" and self._open:
            self._open[-1].is_shown = True
        elif kind == "end" and self._open:
            self._judge(self._open.pop().instruction)
            if self._open:
                self._add(MADE_WITHIN)

    def _add(self, words: str) -> None:
        if not self._open:
            self._open.append(Field())
        if not self._open[-1].is_shown:
            self._open[-1].instruction += words

    def _judge(self, instruction: str) -> None:
        name = next(iter(instruction.split()), "").upper()
        is_elsewhere = name in MAY_FETCH and ELSEWHERE.search(instruction) is not None
        if name in LIVE or MADE_WITHIN in name or is_elsewhere:
            self.fetches = True


def _of(attributes: Attributes, name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")
