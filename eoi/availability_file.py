"""The log of availability as a CSV file: a line for each minute, also for those in which nobody looked."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO

from eoi.availability import Minute
from eoi.templatetags.times import uk_time_exact

COLUMNS = (
    "minute (UTC)",
    "minute (UK)",
    "seen",
    "what",
    "status",
    "milliseconds",
    "asked (UTC)",
    "recorded (UTC)",
    "address",
)


def availability_csv(minutes: Iterable[Minute]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_lines(minutes))
    return text.getvalue()


def _lines(minutes: Iterable[Minute]) -> Iterator[list[str]]:
    for minute in minutes:
        beginning = [_utc(minute.begins_at), uk_time_exact(minute.begins_at)]
        if not minute.probes:
            yield [*beginning, "gap", "Nobody looked", "", "", "", "", ""]
        for probe in minute.probes:
            yield [
                *beginning,
                "answered" if probe.has_answered else "failed",
                probe.get_result_display(),
                str(probe.status or ""),
                str(probe.milliseconds),
                _utc(probe.probed_at),
                _utc(probe.recorded_at),
                probe.address,
            ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
