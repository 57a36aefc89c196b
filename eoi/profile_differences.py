"""What changed from one edition of a profile to another: words, figures, rows. Pure: reads two editions, asks nothing (S10)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import Any

from eoi.models import ProfileIndicator, ProfileVolume, ServiceProfile
from eoi.templatetags.numbers import pounds, thousands
from eoi.templatetags.times import uk_date

WORD = re.compile(r"\S+\s*")
TENTH = Decimal("0.1")
WORDS = {
    "purpose": "Purpose",
    "customers": "Customers",
    "strengths": "Strengths",
    "difficulties": "What is hard",
    "wanted": "What we would like from a partner",
    "narrative": "Why the service stands there",
}


@dataclass(frozen=True)
class Piece:
    """Some words that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class WordsDifference:
    label: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class FigureDifference:
    """`change` says by how much; nothing where the figure stayed, or stands in one edition only."""

    label: str
    before: str
    after: str
    change: str = ""

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class RowDifference:
    """A volume or an indicator, matched by its name. `state`: New, Left out, Changed or The same."""

    name: str
    before: str
    after: str

    @property
    def state(self) -> str:
        if not self.before:
            return "New"
        if not self.after:
            return "Left out"
        return "The same" if self.before == self.after else "Changed"

    @property
    def tone(self) -> str:
        return "" if self.state == "The same" else "brand"


@dataclass(frozen=True)
class Differences:
    figures: list[FigureDifference]
    words: list[WordsDifference]
    volumes: list[RowDifference]
    indicators: list[RowDifference]
    axes_were_reworded: bool

    @property
    def changed_words(self) -> list[WordsDifference]:
        return [each for each in self.words if each.is_changed]

    @property
    def unchanged_words(self) -> list[WordsDifference]:
        return [each for each in self.words if not each.is_changed]


def differences_between(before: ServiceProfile, after: ServiceProfile) -> Differences:
    """No query where both were read `with_rows`."""
    return Differences(
        figures=_figures(before, after),
        words=[
            WordsDifference(label, word_pieces(getattr(before, name), getattr(after, name)))
            for name, label in WORDS.items()
        ],
        volumes=_rows(before.volumes.all(), after.volumes.all(), lambda row: row.label, _volume),
        indicators=_rows(before.indicators.all(), after.indicators.all(), lambda row: row.name, _indicator),
        axes_were_reworded=before.framework_id != after.framework_id,
    )


def word_pieces(before: str, after: str) -> list[Piece]:
    """Word by word; what went stands before what came in its place."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(new[new_start:new_end])))
            continue
        found += [
            Piece(each, text)
            for each, text in (
                ("removed", "".join(old[old_start:old_end])),
                ("added", "".join(new[new_start:new_end])),
            )
            if text
        ]
    return found


def _figures(before: ServiceProfile, after: ServiceProfile) -> list[FigureDifference]:
    return [
        _figure("Staff (full-time equivalents)", before.staff_fte, after.staff_fte, thousands),
        _figure("Gross budget", before.gross_budget, after.gross_budget, pounds),
        _place(after.framework.across_name, before.position_across, after.position_across),
        _place(after.framework.up_name, before.position_up, after.position_up),
        FigureDifference("Review by", uk_date(before.review_by), uk_date(after.review_by)),
    ]


def _figure(
    label: str, before: Decimal | None, after: Decimal | None, written: Callable[[Any], str]
) -> FigureDifference:
    if before is None or after is None or before == after:
        return FigureDifference(label, written(before), written(after))
    return FigureDifference(label, written(before), written(after), _change(before, after, written))


def _change(before: Decimal, after: Decimal, written: Callable[[Any], str]) -> str:
    """`+3.5 (+3.0%)`, `−£120,000 (−1.4%)`; without a percentage where there was nothing before."""
    sign = "+" if after > before else "−"
    by = f"{sign}{written(abs(after - before))}"
    if not before:
        return by
    share = (abs(after - before) * 100 / before).quantize(TENTH, rounding=ROUND_HALF_UP)
    return f"{by} ({sign}{share}%)"


def _place(label: str, before: int | None, after: int | None) -> FigureDifference:
    if before is None or after is None or before == after:
        return FigureDifference(label, _of_nine(before), _of_nine(after))
    steps = abs(after - before)
    way = "up" if after > before else "down"
    return FigureDifference(label, _of_nine(before), _of_nine(after), f"{steps} place{'' if steps == 1 else 's'} {way}")


def _of_nine(place: int | None) -> str:
    return f"{place} of 9" if place else ""


def _rows(
    before: Iterable[Any], after: Iterable[Any], name: Callable[[Any], str], written: Callable[[Any], str]
) -> list[RowDifference]:
    """In the order of the later edition; what it left out comes last. Names are matched without regard to case and spaces."""
    old = {_matched(name(row)): row for row in before}
    found = []
    for row in after:
        earlier = old.pop(_matched(name(row)), None)
        found.append(RowDifference(name(row), written(earlier) if earlier else "", written(row)))
    return found + [RowDifference(name(row), written(row), "") for row in old.values()]


def _matched(name: str) -> str:
    return " ".join(name.casefold().split())


def _volume(row: ProfileVolume) -> str:
    return _joined([thousands(row.number), row.unit]) or "no number"


def _indicator(row: ProfileIndicator) -> str:
    trend = row.get_trend_display().lower() if row.trend else ""
    said = _joined([row.value, row.unit])
    return ", ".join(filter(None, [said, row.year, trend])) or "no value"


def _joined(parts: Sequence[str]) -> str:
    return " ".join(filter(None, parts))
