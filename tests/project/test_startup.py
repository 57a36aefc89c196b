"""Production refuses to start while demonstration sign-ins exist."""

import pytest

from salford_partnering.environment import SettingProblem
from salford_partnering.startup import refuse_unsafe_start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demonstration_sign_in(django_user_model):
    return django_user_model.objects.create_user("demo@salford.example", "x", full_name="Demo", is_demonstration=True)


def test_demonstration_may_start_with_its_sign_ins(demonstration_sign_in):
    refuse_unsafe_start()


def test_production_refuses_demonstration_sign_ins(settings, demonstration_sign_in):
    settings.EMBEDDED = False
    with pytest.raises(SettingProblem, match="1 demonstration sign-ins can still sign in"):
        refuse_unsafe_start()


def test_production_starts_once_they_are_disabled(settings, demonstration_sign_in):
    settings.EMBEDDED = False
    demonstration_sign_in.is_active = False
    demonstration_sign_in.save(update_fields=["is_active"])
    refuse_unsafe_start()
