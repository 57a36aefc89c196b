from tests.browser.chromium import browser, pytest_runtest_makereport, visit  # noqa: F401 — fixtures and a hook
