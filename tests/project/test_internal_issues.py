"""Internal issues never reach a public page, an export, a search, a mail, the audit trail or a log (issue 3; S9, S11).

Each text of each issue holds a canary of its own. Every address is then asked by everybody who may read no issues, with a search
for canaries as well; what the advert says is the control: it is there, and nothing else is.
"""

import logging
import re
from itertools import count

import pytest
from post_office.models import Email

from eoi.actions.issue import close_issue, edit_issue
from eoi.documents import Document, Section, pdf_of
from eoi.identity import perform
from eoi.models import AuditEvent, IssueScope, KnownIssue
from tests.browser.visits import every_url_name
from tests.factories import issues, readiness
from tests.factories.services import service_of
from tests.factories.world import OPENS
from tests.matrix.addresses import address_of
from tests.matrix.asking import Asker
from tests.matrix.stage import Stage
from tests.project.pdf_text import words_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OUTSIDERS = (
    "visitor",
    "partner",
    "representative",
    "lead-member",
    "auditor",
    "administrator",
)
INSIDERS = ("service-manager", "officer", "approver", "chair")
SEARCH = (
    "?words=canary&q=canary&search=canary&actor=canary&advert=canary"  # finds what holds one; an echo has no number
)
SHOWN = 200
CANARY = re.compile(r"canary-\d+-bird")
# Exports that officers and approvers alone may open, and that hold internal issues on purpose: URL name → why.
INTERNAL_EXPORTS: dict[str, str] = {}


class Aviary:
    """Gives out canaries; those in `public` are in wordings that the advert says."""

    def __init__(self):
        self.numbers = count(1)
        self.internal: set[str] = set()
        self.public: set[str] = set()

    def text(self, *, public=False):
        canary = f"canary-{next(self.numbers)}-bird"
        (self.public if public else self.internal).add(canary)
        return f"It is hard: {canary}."

    def issue(self, **where):
        return issues.make_issue(**where, title=self.text(), matter=self.text(), partner_help=self.text())

    def release(self, issue, *, public=False):
        return issues.release(issue, title=self.text(public=public), text=self.text(public=public))

    def fill(self, world):
        """In a service, in the whole, in Personnel: an internal issue; one released and not chosen; one changed since; one whose
        chosen wording was taken back; one closed after it was chosen; one that the advert says, released twice, changed since."""
        places = ({"service": service_of()}, {"scope": IssueScope.CORPORATE}, {"scope": IssueScope.PERSONNEL})
        chosen, taken_back, closed, changed = [], [], [], []
        for where in places:
            self.issue(**where)
            self.release(self.issue(**where))
            for lost in (taken_back, closed):
                lost.append(self.issue(**where))
                chosen.append(self.release(lost[-1]))
            changed += [self.issue(**where), self.issue(**where)]
            self.release(changed[-2])
            self.release(changed[-1])
            chosen.append(self.release(changed[-1], public=True))
        issues.choose(world, *chosen)
        world.clock.advance(minutes=1)
        for issue in taken_back:
            issues.withdraw(issue, reason=self.text())
        for issue in closed:
            perform(close_issue, by=issue.recorded_by, issue=issue, outcome="no-longer-so", reason=self.text())
        for issue in changed:
            live = issues.words(title=self.text(), matter=self.text(), partner_help=self.text())
            perform(edit_issue, by=issue.recorded_by, issue=issue, version=1, words=live)
        world.refresh()


@pytest.fixture
def birds():
    return Aviary()


@pytest.fixture
def stage_with_issues(birds, clock, mail_queue, settings, monkeypatch):
    """Issues are recorded, and chosen for the advert, as the last thing before the decision on it."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # for speed
    monkeypatch.setattr(readiness, "STEPS", [*readiness.STEPS, birds.fill])
    return lambda phase: Stage(phase, clock)


@pytest.mark.parametrize("phase", ["draft", "open", "concluded"])
def test_no_canary_reaches_anybody_who_may_read_no_issues(phase, birds, stage_with_issues, caplog):
    caplog.set_level(logging.DEBUG)
    stage = stage_with_issues(phase)
    asker = Asker(stage)
    escaped, seen = [], set()
    for name in sorted(every_url_name()):
        address = address_of(name, stage)
        for role in OUTSIDERS:
            answer = asker.get(address, role=role)
            found = canaries_in(answer)
            if answer.status_code == SHOWN:
                found |= canaries_in(asker.get(address + SEARCH, role=role))
            seen |= {(role, name, canary) for canary in found}
            escaped += [f"{role} read {canary} at {address}" for canary in found & birds.internal]

    assert escaped == []
    assert {canary for _, _, canary in seen} == birds.public
    if phase == "draft":  # said to nobody but the bodies with which the officer shared the draft, on that one page
        assert {(role, name) for role, name, _ in seen} == {("representative", "eoi:advert-preview")}
    assert canaries_in_records(caplog) == set()


@pytest.mark.parametrize("phase", ["draft", "concluded"])
def test_no_export_holds_a_canary_whoever_opens_it(phase, birds, stage_with_issues):
    stage = stage_with_issues(phase)
    asker = Asker(stage)
    escaped = []
    for name in sorted(every_url_name() - INTERNAL_EXPORTS.keys()):
        for role in INSIDERS:
            answer = asker.get(address_of(name, stage), role=role)
            if not answer.get("Content-Type", "").startswith("text/html"):
                found = canaries_in(answer) & birds.internal
                escaped += [f"{role} got {canary} in {name}" for canary in found]

    assert escaped == []


def test_those_who_may_read_issues_do_and_the_public_reads_the_released_wording(birds, stage_with_issues):
    stage = stage_with_issues("open")
    asker = Asker(stage)
    live = {
        canary
        for issue in KnownIssue.objects.open()
        for canary in CANARY.findall(f"{issue.matter} {issue.partner_help}")
    }
    read = set()
    for issue in KnownIssue.objects.all():
        for role in INSIDERS:
            page = canaries_in(asker.get(f"/services/issues/{issue.reference}/", role=role))
            assert set(CANARY.findall(issue.matter)) <= page
            read |= page

    assert live
    assert live | birds.public <= read
    assert canaries_in(asker.get(f"/services/issues/{SEARCH}", role="service-manager"))
    public = canaries_in(asker.get(f"/adverts/{stage.world.advert.reference}/", role="visitor"))
    assert public == birds.public


def test_a_canary_in_a_pdf_would_be_found():
    section = Section("What is hard").text("It is hard in more than one office: canary-12345-bird. Efficient, offline.")
    document = Document("Paper", "For a committee", [["Reference", "canary-77-bird"]], [section])

    found = set(CANARY.findall(words_in(pdf_of(document.as_data(), made_at=OPENS))))
    assert found == {"canary-12345-bird", "canary-77-bird"}


def canaries_in(answer):
    """Of the answer's body, whatever its kind, and of its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = words_in(body) if body.startswith(b"%PDF") else body.decode("utf-8", "replace")
    return set(CANARY.findall(f"{text} {dict(answer.headers)}"))


def canaries_in_records(caplog):
    """Of mails, of the audit trail, of the log: not even those that are public."""
    mails = [f"{mail.subject} {mail.message} {mail.html_message} {mail.context}" for mail in Email.objects.all()]
    events = [f"{each.subject_reference} {each.before} {each.after}" for each in AuditEvent.objects.all()]
    said = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert mails
    assert any("issue" in event.action for event in AuditEvent.objects.all())
    return set(CANARY.findall(" ".join([*mails, *events, *said])))
