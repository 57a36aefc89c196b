"""The log of availability as the worker would have written it, minute by minute, at a moved clock."""

from datetime import datetime, timedelta

from eoi.actions.availability import record_probe
from eoi.clock import stop_clock
from eoi.models import AvailabilityProbe, ProbeResult
from eoi.probing import Finding

ADDRESS = "https://partnering.example/health/"
UP = Finding(ProbeResult.ANSWERED, 200, 42)
DOWN = Finding(ProbeResult.TIMED_OUT, None, 10_000)
BROKEN = Finding(ProbeResult.WRONG_ANSWER, 503, 30)


def probe(at: datetime, finding: Finding = UP) -> AvailabilityProbe | None:
    """Recorded at `at`, where the clock stays."""
    stop_clock(at)
    return record_probe(address=ADDRESS, finding=finding, delay_milliseconds=finding.milliseconds)


def log(since: datetime, *findings: Finding | None) -> None:
    """One finding a minute from `since`; None where nobody looked."""
    for number, finding in enumerate(findings):
        if finding:
            probe(since + timedelta(minutes=number, seconds=20), finding)
