"""Anonymous means anonymous: neither database, audit trail, logs nor mail can tell who asked a staff question (S12, ADR 0019).

Real commits and the real client; every row of every table that a request made or changed is searched for the person's traces.
The same search finds them after an ordinary request, so it would have found them.
"""

import logging
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config
from post_office.models import Email

from eoi.due import run_due
from eoi.models import AskingDay, AuditEvent, Role, StaffQuestion
from eoi.sessions import WRITTEN
from salford_partnering.access_log import AccessLog
from salford_partnering.logs import OneLine
from tests.factories.people import make_person
from tests.factories.ready_staff_questions import page_of
from tests.factories.world import make_draft
from tests.matrix.asking import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ASKED_AT = datetime(2026, 3, 5, 14, 37, 5, tzinfo=UTC)
QUESTION = "Would my own counter be moved to another town?"
KEPT_OF_A_QUESTION = {"eoi_staffquestion", "eoi_askingday"}


def let_it_be_written_again(client):
    """As if the session had last been written an hour ago: the next page of an ordinary request writes it."""
    session = client.session
    session[WRITTEN] = 0
    session.save()


class Person:
    """Somebody at a browser: what could give them away, and what they do."""

    def __init__(self, number, user=None):
        self.user = user
        self.address, self.browser = f"198.51.100.{number}", f"Distinctive-Browser/{number}.{number}"
        self.came_from = f"http://testserver/who-is-number-{number}/"
        cookies = signed_in(user)
        self.session_key = cookies[settings.SESSION_COOKIE_NAME].value if user else None
        self.client = Client(
            enforce_csrf_checks=True,
            raise_request_exception=False,
            REMOTE_ADDR=self.address,
            headers={"user-agent": self.browser, "referer": self.came_from},
        )
        self.client.cookies = cookies
        if user:
            let_it_be_written_again(self.client)

    @property
    def traces(self):
        found = {self.address, self.browser, self.came_from, self.session_key, self._token()}
        if self.user:
            found |= {str(self.user.pk), self.user.reference, self.user.email, self.user.full_name}
        return found - {None}

    def send(self, address, **typed):
        return self.client.post(address, {"csrfmiddlewaretoken": self._token() or "", **typed})

    def _token(self):
        cookie = self.client.cookies.get(settings.CSRF_COOKIE_NAME)
        return cookie.value if cookie else None


class Watch:
    """The rows that came into being or changed since it began, and what was logged since."""

    def __init__(self, caplog):
        self.caplog = caplog
        self.before = every_row()
        self.since = datetime.now(UTC)
        caplog.clear()

    def rows(self):
        now = every_row()
        found = {table: list((now[table] - self.before.get(table, Counter())).elements()) for table in now}
        return {table: rows for table, rows in found.items() if rows}

    def words(self):
        """All of it, as one text to search in."""
        return "\n".join(row for rows in self.rows().values() for row in rows)

    def minutes(self):
        """Each minute since it began, by the machine's clock and by the service's, as rows show them."""
        until = datetime.now(UTC) + timedelta(minutes=1)
        real = {
            f"{self.since + timedelta(minutes=n):%Y-%m-%d %H:%M}" for n in range((until - self.since).seconds // 60 + 1)
        }
        return real | {f"{ASKED_AT:%Y-%m-%d %H:%M}"}

    def log(self):
        line = OneLine(messages=True)
        records = self.caplog.records
        return "\n".join(line.format(record) + repr(getattr(record, "request", "")) for record in records)


def every_row():
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" row')
            found[table] = Counter(row for (row,) in cursor.fetchall())
    return found


@pytest.fixture(autouse=True)
def _listening(caplog):
    """Everything, at the lowest level, as an operator might who looks for something."""
    names = ("", "django", "django.request", "django.security.csrf", "eoi", "salford_partnering", "allauth", "gunicorn")
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)


@pytest.fixture
def page(clock, mail_queue):
    world = make_draft(clock)
    Email.objects.all().delete()  # what preparing the advert sent
    clock.set(ASKED_AT)
    return page_of(world)


@pytest.fixture
def address(page):
    return reverse("eoi:staff-question-ask", args=[page.token])


@pytest.fixture
def officer(page):
    user = make_person(
        Role.PROCUREMENT_OFFICER,
        pk=987_654_321,
        full_name="Wilhelmina Featherstonehaugh",
        email="wilhelmina@salford.example",
    )
    return Person(77, user)


@pytest.fixture
def visitor(page):
    return Person(88)


def ask_in_every_way(person, address):
    """Looks, fails in three ways, asks, looks again."""
    assert person.client.post(address, {"service": "all", "text": QUESTION}).status_code == 403  # not our form
    assert person.client.get(address).status_code == 200
    assert person.send(address, service="all", text="").status_code == 422
    assert person.client.get(address.replace(address.split("/")[2], "x" * 32)).status_code == 404
    for _ in range(5):
        sent = person.send(address, service="all", text=QUESTION)
        assert sent.status_code == 302
    assert person.send(address, service="all", text=QUESTION).status_code == 429
    answer = person.client.get(sent.url)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("who", ["officer", "visitor"])
def test_nothing_that_is_kept_tells_who_asked_or_when(who, request, address, caplog):
    person = request.getfixturevalue(who)
    watch = Watch(caplog)

    ask_in_every_way(person, address)

    assert StaffQuestion.objects.filter(text=QUESTION).count() == 5
    assert set(watch.rows()) == KEPT_OF_A_QUESTION
    assert [trace for trace in person.traces if trace in watch.words()] == []
    assert [minute for minute in watch.minutes() if minute in watch.words()] == []
    assert mail.outbox == []
    assert not Email.objects.exists()


@pytest.mark.parametrize("who", ["officer", "visitor"])
def test_nothing_that_is_logged_tells_that_anybody_asked(who, request, address, caplog):
    person = request.getfixturevalue(who)
    watch = Watch(caplog)

    ask_in_every_way(person, address)

    assert [trace for trace in person.traces if trace in watch.log()] == []
    assert QUESTION not in watch.log()
    assert "staff-questions" not in watch.log()


def test_the_same_search_finds_an_ordinary_request(officer, caplog):
    watch = Watch(caplog)
    create = reverse("eoi:advert-create")

    officer.client.get(create)
    assert officer.send(create, title="New", reference="SAL-2026-900").status_code == 302
    officer.client.get("/nowhere/at-all/")
    logging.getLogger("django").debug("%s with %s", officer.address, officer.browser)

    assert {"eoi_auditevent", "eoi_advert", "django_session"} <= set(watch.rows())
    for trace in (str(officer.user.pk), officer.session_key, f"{ASKED_AT:%Y-%m-%d %H:%M}"):
        assert trace in watch.words()
    for trace in ("/nowhere/at-all/", officer.address, officer.browser):
        assert trace in watch.log()


def test_an_ordinary_mail_would_be_found(officer, caplog):
    watch = Watch(caplog)

    officer.client.get(reverse("account_reset_password"))
    officer.send(reverse("account_reset_password"), email=officer.user.email)

    assert officer.user.email in watch.words()
    assert "post_office_email" in watch.rows()


def test_when_the_day_is_over_key_and_hashes_are_gone_and_only_numbers_are_told(
    address, officer, visitor, clock, caplog
):
    watch = Watch(caplog)
    for person in (officer, visitor):
        ask_in_every_way(person, address)
    key = bytes(AskingDay.objects.get().key).hex()
    digests = list(AskingDay.objects.get().counts)
    assert len(digests) == 2

    clock.set(datetime(2026, 3, 6, 0, 0, 1, tzinfo=UTC))
    run_due()

    assert not AskingDay.objects.exists()
    [event] = AuditEvent.objects.filter(action="staff-question.deliver")
    assert (event.actor, event.after) == (None, {"asked_on": "2026-03-05", "questions": 10})
    assert Email.objects.exists()
    words = watch.words() + watch.log()
    for trace in {*officer.traces, *visitor.traces, key, *(f'"{digest}"' for digest in digests)}:
        assert trace not in words
    assert f"{ASKED_AT:%Y-%m-%d %H:%M}" not in words


def test_before_the_day_is_over_nobody_reads_a_question_or_hears_of_it(address, visitor, page, clock):
    visitor.client.get(address)
    visitor.send(address, service="all", text=QUESTION)
    runs = Person(99, page.opened_by)
    questions = reverse("eoi:staff-question-list", args=[page.advert.reference])
    clock.set(datetime(2026, 3, 5, 23, 59, 59, tzinfo=UTC))
    run_due()

    assert QUESTION not in runs.client.get(questions).content.decode()
    assert not Email.objects.exists()

    clock.set(datetime(2026, 3, 6, 0, 0, 0, tzinfo=UTC))
    run_due()

    assert QUESTION in runs.client.get(questions).content.decode()


def test_the_first_question_of_the_next_day_destroys_the_key_as_well(address, visitor, clock):
    visitor.client.get(address)
    visitor.send(address, service="all", text=QUESTION)
    before = AskingDay.objects.get()
    clock.set(ASKED_AT + timedelta(days=1))

    visitor.send(address, service="all", text=QUESTION)

    after = AskingDay.objects.get()
    assert (after.day, before.day) == (ASKED_AT.date() + timedelta(days=1), ASKED_AT.date())
    assert bytes(after.key) != bytes(before.key)
    assert not set(after.counts) & set(before.counts)


def test_all_rows_of_a_day_are_written_by_one_transaction_and_in_another_order(address, clock):
    for number in range(1, 9):
        person = Person(number)
        person.client.get(address)
        person.send(address, service="all", text=f"Question {number}?")
    assert transactions() == 8
    asked = order()

    clock.set(ASKED_AT + timedelta(days=1))
    run_due()

    assert transactions() == 1
    assert sorted(order()) == sorted(asked)


def transactions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM eoi_staffquestion")
        return cursor.fetchone()[0]


def order():
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM eoi_staffquestion ORDER BY ctid")
        return [text for (text,) in cursor.fetchall()]


def test_the_page_neither_shows_nor_prolongs_a_session(address, officer):
    answer = ask_in_every_way(officer, address)

    assert officer.user.full_name not in answer.content.decode()
    assert "Sign in" not in answer.content.decode()
    assert set(answer.client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "strict-origin")


def test_a_web_servers_access_log_passes_over_it(address, visitor, caplog):
    config = Config()
    config.set("accesslog", "-")
    log = AccessLog(config)
    log.access_log.addHandler(caplog.handler)
    answered = SimpleNamespace(status="200 OK", sent=1, headers=[], status_code=200)

    for path in ("/help/", address):
        environ = visitor.client.get(path).wsgi_request.environ
        asked = SimpleNamespace(headers=[], method="GET", uri=path)
        log.access(answered, asked, {**environ, "RAW_URI": path}, timedelta(seconds=1))

    lines = [record.getMessage() for record in caplog.records if record.name == "gunicorn.access"]
    assert [re.search(r'"GET (\S+)', line).group(1) for line in lines] == ["/help/"]
    assert visitor.address in lines[0]


def test_a_failure_while_asking_is_logged_by_kind_and_place_only(address, officer, caplog):
    officer.client.get(address)
    watch = Watch(caplog)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE eoi_staffquestion RENAME COLUMN text TO words")
    try:
        assert officer.send(address, service="all", text=QUESTION).status_code == 500
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE eoi_staffquestion RENAME COLUMN words TO text")

    assert "A page that leaves no trace failed" in watch.log()
    assert "ProgrammingError at " in watch.log()
    assert [trace for trace in {*officer.traces, QUESTION, "staff-questions"} if trace in watch.log()] == []
    assert watch.rows() == {}
