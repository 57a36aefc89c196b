import pytest
from django.core.cache import cache
from django.db import connection

from eoi.models import Objective


@pytest.mark.django_db
def test_health_answers_once_the_database_has(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"ok": True}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "after a flush"])
def test_reference_data_outlives_a_flush(time):
    assert Objective.objects.count() == 5
    assert cache.get("left-behind") is None
    cache.set("left-behind", True)


@pytest.mark.django_db
def test_role_of_the_tests_is_one_that_the_guards_hold_for():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_every_connection_has_its_limits():
    with connection.cursor() as cursor:
        for name, value in {"lock_timeout": "5s", "statement_timeout": "1min", "jit": "off"}.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            assert cursor.fetchone() == (value,)


@pytest.mark.django_db
def test_browser_is_told_what_it_may_not_do(client):
    headers = client.get("/health/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
