"""Every URL name, asked by everybody, in every phase: the answer that DESIGN §5 wants, and no other."""

import logging
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.browser.visits import every_url_name
from tests.matrix.addresses import address_of
from tests.matrix.asking import Asker
from tests.matrix.expected import ANYTIME, BY_PHASE
from tests.matrix.stage import PHASES, Stage
from tests.matrix.words import ROLES, Expected

ONE_PHASE = "open"  # for what hangs on no advert, and for sending a form to a page that takes none


@pytest.fixture
def quiet() -> Iterator[None]:
    """Ten thousand refusals are no news."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_every_url_name_has_an_expected_answer():
    unlisted = sorted(every_url_name() - ANYTIME.keys() - BY_PHASE.keys())

    assert not unlisted, f"Say in tests/matrix/expected_….py who may open {', '.join(unlisted)}, and when."


def test_no_answer_is_expected_of_an_address_that_is_gone():
    assert ANYTIME.keys() | BY_PHASE.keys() == every_url_name()
    assert ANYTIME.keys().isdisjoint(BY_PHASE)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("phase", PHASES)
def test_everybody_is_answered_as_expected(phase, clock, quiet, settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # for speed
    stage = Stage(phase, clock)
    assert set(stage.people) == set(ROLES)
    asker = Asker(stage)

    expected = BY_PHASE | ANYTIME if phase == ONE_PHASE else BY_PHASE
    wrong = [fault for name in expected for fault in _faults(name, expected[name], stage, asker)]

    assert not wrong, "\n" + "\n".join(wrong)


def _faults(name: str, expected: Expected, stage: Stage, asker: Asker) -> Iterator[str]:
    address = address_of(name, stage)
    for role in ROLES:
        word = expected.words[role, stage.phase]
        get, post = expected.statuses(role, stage.phase)
        answer = asker.get(address, role=role)
        if answer.status_code != get:
            yield f"{name}, {role}, {stage.phase}: GET answered {answer.status_code}, expected {get} ({word})"
        elif word == "sign-in" and not answer.url.startswith(reverse("account_login")):
            yield f"{name}, {role}, {stage.phase}: GET led to {answer.url}, expected the sign-in page"
        if expected.is_shown and stage.phase != ONE_PHASE:
            continue
        answer = asker.post(address, role=role)
        if answer.status_code not in post:
            yield f"{name}, {role}, {stage.phase}: POST answered {answer.status_code}, expected {post} ({word})"
