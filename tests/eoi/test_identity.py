"""The request transaction: identity set for its length, rolled back on an error, kept on a refusal."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from eoi.identity import RequestIdentity, perform
from eoi.models import Need
from tests.factories.people import make_officer

pytestmark = pytest.mark.django_db


def respond(user, view):
    request = RequestFactory().get("/")
    request.user = user
    middleware = RequestIdentity(lambda request: view(request))
    return middleware, request


def database_user():
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_user()")
        return cursor.fetchone()[0]


def test_the_signed_in_person_is_known_during_the_request_only():
    officer = make_officer()
    seen = []
    middleware, request = respond(officer, lambda request: seen.append(database_user()) or HttpResponse())
    middleware(request)

    assert seen == [officer.pk]
    assert database_user() is None


def test_request_now_is_the_databases_time(clock):
    from tests.factories.world import OPENS

    clock.set(OPENS)
    middleware, request = respond(make_officer(), lambda request: HttpResponse())
    middleware(request)

    assert request.now == OPENS


def rename(request):
    Need.objects.filter(number=1).update(title="Changed")
    return HttpResponse(status=request.status)


@pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (409, True), (500, False), (503, False)])
def test_an_error_page_keeps_nothing_and_a_refusal_page_keeps_its_record(status, kept):
    middleware, request = respond(make_officer(), rename)
    request.status = status
    middleware(request)

    assert Need.objects.filter(title="Changed").exists() is kept


def test_a_view_that_raised_keeps_nothing_whatever_page_followed():
    middleware, request = respond(make_officer(), rename)
    request.status = 403
    middleware.process_exception(request, PermissionDenied())
    middleware(request)

    assert not Need.objects.filter(title="Changed").exists()


def test_it_refuses_to_run_asynchronously():
    async def get_response(request):
        return HttpResponse()

    with pytest.raises(TypeError, match="asynchronously"):
        RequestIdentity(get_response)


def test_perform_gives_the_databases_time_to_an_action_that_asks_for_it(clock):
    from tests.factories.world import OPENS

    clock.set(OPENS)

    assert perform(lambda *, by, at: (by, at), by=None) == (None, OPENS)
    assert perform(lambda *, by: by, by=None) is None


def test_an_error_of_the_database_is_raised_as_it_is():
    def fail(request):
        raise OperationalError("away")

    middleware, request = respond(make_officer(), fail)
    with pytest.raises(OperationalError):
        middleware(request)
