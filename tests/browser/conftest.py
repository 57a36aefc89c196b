"""Every browser test is marked `browser`: `pytest -m "not browser"` leaves them out."""

import pytest

from tests.browser.chromium import browser, pytest_runtest_makereport, visit  # noqa: F401 — fixtures and a hook
from tests.browser.places import Places
from tests.factories.world import Clock


@pytest.fixture
def places(transactional_db, mail_queue, clock: Clock) -> Places:
    return Places(clock)
