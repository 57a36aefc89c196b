"""What somebody without an account gets: these pages and no others (DESIGN §5)."""

import pytest

from tests.browser.visits import every_url_name
from tests.matrix.addresses import address_of
from tests.matrix.asking import Asker
from tests.matrix.stage import Stage

PUBLIC = {
    "health",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
    "eoi:accessibility",
    "eoi:advert-detail",
    "eoi:advert-follow",
    "eoi:advert-follow-asked",
    "eoi:advert-list",
    "eoi:closing-record-detail",
    "eoi:closing-record-text",
    "eoi:contact",
    "eoi:cookies",
    "eoi:follow-confirm",
    "eoi:follow-end",
    "eoi:help",
    "eoi:notice-json",
    "eoi:pack-detail",
    "eoi:pack-document",
    "eoi:pack-edition",
    "eoi:pack-pdf",
    "eoi:pack-zip",
    "eoi:privacy",
    "eoi:question-list",
    "eoi:question-set-text",
    "eoi:question-set-word",
    "eoi:receipt-check",
    "eoi:receipt-specification",
    "eoi:receipt-verifier",
    "eoi:staff-invitation-accept",
    "eoi:staff-question-ask",
    "eoi:staff-question-sent",
    "eoi:verification-resend",
}


@pytest.fixture
def answered(clock):
    stage = Stage("concluded", clock)
    asker = Asker(stage)
    return lambda: {
        name for name in every_url_name() if asker.get(address_of(name, stage), role="visitor").status_code == 200
    }


def test_a_visitor_is_shown_these_pages_and_no_others(answered):
    assert answered() == PUBLIC


def test_a_demonstration_shows_the_components_as_well(answered, settings):
    settings.DEMO = True

    assert answered() == PUBLIC | {"eoi:gallery"}
