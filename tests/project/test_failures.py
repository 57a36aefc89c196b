"""Whatever fails, a person reads what happened, a reference and a telephone number."""

import logging
import re
import sys

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, RequestFactory

from salford_partnering import failures
from salford_partnering.logs import AddReference, OneLine

REFERENCE = re.compile(r"F-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")


def asked(**fields):
    request = RequestFactory().post("/somewhere/", fields) if fields else RequestFactory().get("/somewhere/")
    request.reference = "F-7K4Q-2M9X"
    return request


def failing(error):
    try:
        raise error
    except type(error):
        return failures.server_fault(asked())


@pytest.mark.parametrize(
    ("respond", "status"),
    [
        (lambda: failures.bad_request(asked()), 400),
        (lambda: failures.forbidden(asked()), 403),
        (lambda: failures.not_found(asked()), 404),
        (lambda: failing(ValueError("ours")), 500),
        (lambda: failing(OperationalError("gone")), 503),
        (lambda: failing(DatabaseError("server closed the connection unexpectedly")), 503),
        (lambda: failures.csrf_failure(asked(answer="A long answer that took an hour")), 403),
    ],
)
def test_failure_page_has_reference_and_telephone(respond, status, settings):
    settings.CONTACT_TELEPHONE = "0161 496 0123"
    response = respond()
    page = response.content.decode()
    assert response.status_code == status
    assert "F-7K4Q-2M9X" in page
    assert "0161 496 0123" in page


def test_reason_of_a_refusal_is_shown():
    page = failures.forbidden(
        asked(), PermissionDenied("You declared a conflict with this organisation.")
    ).content.decode()
    assert "You declared a conflict with this organisation." in page


def test_too_large_a_form_is_told_the_limit():
    page = failures.bad_request(asked(), RequestDataTooBig("raw")).content.decode()
    assert "larger than 10 MB" in page
    assert "raw" not in page


def test_typed_texts_are_given_back_without_secrets():
    answer = "We would bring <b>forty</b> people.\n\nAnd a plan."
    request = asked(answer=answer, new_password="a long pass phrase here", csrfmiddlewaretoken="x" * 64, choice="5")
    page = failures.csrf_failure(request).content.decode()
    assert "We would bring &lt;b&gt;forty&lt;/b&gt; people." in page
    assert "a long pass phrase here" not in page
    assert "x" * 64 not in page


@pytest.mark.django_db
def test_stale_form_is_refused_with_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/account/login/", {"login": "someone@northgate.example", "password": "correct horse battery"}
    )
    page = response.content.decode()
    assert response.status_code == 403
    assert "someone@northgate.example" in page
    assert "correct horse battery" not in page


@pytest.mark.django_db
def test_every_answer_carries_its_own_reference(client):
    first, second = (client.get("/health/")["X-Request-Reference"] for _ in range(2))
    assert REFERENCE.fullmatch(first)
    assert first != second


@pytest.mark.django_db
def test_unknown_address_is_a_404_page_whose_log_line_has_its_reference(client, caplog):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert response["X-Request-Reference"] in response.content.decode()
    (record,) = (record for record in caplog.records if record.name == "django.request")
    AddReference().filter(record)
    assert response["X-Request-Reference"] in OneLine().format(record)


@pytest.mark.django_db(transaction=True)
def test_database_down_is_a_503_page():
    host, connection.settings_dict["HOST"] = connection.settings_dict["HOST"], "/nonexistent"
    connection.close()
    try:
        client = Client(raise_request_exception=False)
        page = client.get("/account/login/")
        health = client.get("/health/")
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    assert "The service is not available" in page.content.decode()
    assert REFERENCE.search(page.content.decode()).group() == page["X-Request-Reference"]
    assert health.status_code == 503


def record_of(error):
    try:
        raise error
    except type(error):
        return logging.LogRecord("eoi", logging.ERROR, __file__, 1, "Failed", None, sys.exc_info())


def test_log_line_is_one_line_without_what_people_typed():
    record = record_of(ValueError("someone@northgate.example"))
    AddReference().filter(record)
    line = OneLine().format(record)
    assert "\n" not in line
    assert "ValueError" in line
    assert "someone@northgate.example" not in line


def test_log_line_says_what_is_wrong_with_our_code():
    record = record_of(AttributeError("'Advert' object has no attribute 'title'"))
    AddReference().filter(record)
    assert "has no attribute 'title'" in OneLine().format(record)


def test_log_line_has_no_key_of_an_invitation_or_a_password_to_reset():
    key = "Mg-c5x7t2-0a9f8e7d6c5b4a39281706f5e4d3c2b1"
    record = logging.LogRecord("django", logging.ERROR, __file__, 1, "Failed: %s", (f"/account/reset/{key}/",), None)
    AddReference().filter(record)
    assert OneLine().format(record).endswith("Failed: /account/reset/…/")
