"""The cache that web processes share: counts of sign-ins hold in it, whatever else is in it."""

import pytest
from django.core.cache import caches

from eoi.due import clear_cache
from salford_partnering.shared_cache import SharedCache

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache():
    found = caches["default"]
    assert isinstance(found, SharedCache)
    found.clear()
    return found


def test_the_last_writing_counts(cache):
    cache.set("count", [1])
    cache.set("count", [1, 2])

    assert cache.get("count") == [1, 2]


def test_what_is_held_is_not_added_again(cache):
    assert cache.add("lock", "first", timeout=60)
    assert not cache.add("lock", "second", timeout=60)
    assert cache.get("lock") == "first"


def test_what_is_over_is_gone_and_can_be_added(cache):
    cache.set("lock", "first", timeout=-1)

    assert cache.get("lock") is None
    cache.set("lock", "first", timeout=-1)
    assert cache.add("lock", "second", timeout=60)
    assert cache.get("lock") == "second"


def test_a_writing_is_one_statement(cache, django_assert_num_queries):
    with django_assert_num_queries(1):
        cache.set("count", [1])
    with django_assert_num_queries(1):
        cache.add("count", [2])


def test_nothing_that_holds_is_dropped_for_want_of_room(cache):
    for number in range(400):
        cache.set(f"count-{number}", number)

    assert [cache.get(f"count-{number}") for number in range(400)] == list(range(400))


def test_the_worker_clears_what_is_over_and_nothing_else(cache):
    cache.set("over", 1, timeout=-1)
    cache.set("held", 2, timeout=60)
    cache.set("for-good", 3, timeout=None)

    assert clear_cache() == 1
    assert (cache.get("held"), cache.get("for-good")) == (2, 3)
