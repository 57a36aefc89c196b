"""What the partners saw, in figures."""

from collections import Counter
from collections.abc import Sequence

from tests.load.partner import Taken
from tests.load.rush import Rush


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that at least `share` of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * share // 100) - 1]


def print_figures(rush: Rush) -> None:
    taken = _taken(rush)
    print(f"\n{'seconds':24}{'requests':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}")
    for what in [*dict.fromkeys(each.what for each in taken), "every request"]:
        _print_row(what, [each.seconds for each in taken if what in ("every request", each.what)])
    _print_row("from click to receipt", rush.until_receipt)
    answers = dict(sorted(Counter(each.status for each in taken).items()))
    print(f"\nanswers by status: {answers}; clicks {rush.clicked}, of these {rush.clicked_again} a second time")


def _print_row(what: str, seconds: Sequence[float]) -> None:
    if seconds:
        figures = (*(percentile(seconds, share) for share in (50, 95, 99)), max(seconds))
        print(f"{what:24}{len(seconds):9}{''.join(f'{figure:8.2f}' for figure in figures)}")


def shortcomings(rush: Rush, *, most: float) -> list[str]:
    """What a partner would complain about."""
    taken = _taken(rush)
    high = percentile([each.seconds for each in taken], 95)
    found = [*rush.failures]
    found += [f"{each.what} was answered {each.status}" for each in taken if each.status >= 500]
    if high > most:
        found.append(f"95 of 100 requests took up to {high:.2f} s; {most:g} s are allowed.")
    return found


def _taken(rush: Rush) -> list[Taken]:
    return [each for partner in rush.partners for each in partner.taken]
