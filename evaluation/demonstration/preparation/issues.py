"""What is hard for the services: recorded, some of it released, one changed since, one closed (S9, S11)."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eoi.actions.issue import IssueWords, close_issue, edit_issue, record_issue, report_nothing
from eoi.actions.issue_release import choose_advert_issues, release_issue
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import IssueRelease, IssueScope, KnownIssue, Need, ObjectiveWording, Service, User
from evaluation.demonstration.staff import Staff

if TYPE_CHECKING:
    from evaluation.demonstration.preparation import Preparation

Day = Callable[..., datetime]

FIRST_ADVERT = -100  # what happened before it was drafted is told when the council sets up


def record_what_is_hard(staff: Staff, day: Day) -> None:
    """All that was recorded and released before the first advert; Strategy Development had nothing to report then."""
    stop_clock(day(-103, 11))
    services = [Service.objects.get(key="strategy-development")]
    perform(report_nothing, by=staff.service_managers["strategy-development"], services=services)
    for facts in _issues():
        if facts["when"] < FIRST_ADVERT:
            _record(facts, staff, day)
    for facts in _issues():
        if "release" in facts:
            _release(facts, staff, day)


def choose_what_adverts_say(preparation: "Preparation") -> None:
    """Finished adverts carry every released wording of their scope. While the last is prepared, one issue is recorded, one
    changed after its release, one closed; what the last advert says has not been chosen yet."""
    advert, staff, day = preparation.advert, preparation.staff, preparation.day
    if not preparation.is_finished:
        _go_on(staff, day)
        return
    stop_clock(day(preparation.drafted + 20, 15))
    advert.refresh_from_db()
    officer = advert.officers.select_related("user").first()
    releases = list(IssueRelease.objects.public().about_scope_of(advert))
    perform(choose_advert_issues, by=officer.user if officer else None, advert=advert, releases=releases)
    advert.refresh_from_db()


def _go_on(staff: Staff, day: Day) -> None:
    for facts in _issues():
        if facts["when"] >= FIRST_ADVERT:
            _record(facts, staff, day)
        if "edit" in facts:
            stop_clock(day(facts["edit"]["when"], 9, 40))
            issue = _issue(facts)
            words = _words({**facts, "matter": facts["edit"]["matter"]})
            perform(edit_issue, by=_manager(facts, staff), issue=issue, version=issue.version, words=words)
        if "close" in facts:
            stop_clock(day(facts["close"]["when"], 16, 10))
            closing = {name: facts["close"][name] for name in ("outcome", "reason")}
            perform(close_issue, by=_manager(facts, staff), issue=_issue(facts), **closing)


def _record(facts: dict[str, Any], staff: Staff, day: Day) -> None:
    stop_clock(day(facts["when"], 10, 20))
    service = Service.objects.get(key=facts["service"]) if "service" in facts else None
    scope = facts.get("scope", IssueScope.SERVICE.value)
    perform(record_issue, by=_manager(facts, staff), scope=scope, service=service, words=_words(facts))


def _release(facts: dict[str, Any], staff: Staff, day: Day) -> None:
    """By who keeps it, or by an officer."""
    release, issue = facts["release"], _issue(facts)
    stop_clock(day(release["when"], 14, 5))
    by = staff.officers[0] if release.get("by_officer") else _manager(facts, staff)
    words = {name: release[name] for name in ("title", "text")}
    perform(release_issue, by=by, issue=issue, version=issue.version, **words)


def _words(facts: dict[str, Any]) -> IssueWords:
    wordings = ObjectiveWording.objects.current()
    return IssueWords(
        kind=facts["kind"],
        horizon=facts["horizon"],
        title=facts["title"],
        matter=facts["matter"].strip(),
        partner_help=facts.get("partner_help", ""),
        needs=[need for need in Need.objects.all() if need.key in facts["needs"]],
        objectives=[each.objective for each in wordings if each.objective.number in facts["objectives"]],
    )


def _issue(facts: dict[str, Any]) -> KnownIssue:
    return KnownIssue.objects.get(title=facts["title"])


def _manager(facts: dict[str, Any], staff: Staff) -> User:
    return staff.service_managers[facts["by"] if "by" in facts else facts["service"]]


@cache
def _issues() -> list[dict[str, Any]]:
    with Path(__file__).with_name("issues.toml").open("rb") as file:
        return tomllib.load(file)["issues"]
