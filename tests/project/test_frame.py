import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_health_answers_once_the_database_has(client: Client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"ok": True}


@pytest.mark.django_db(transaction=True)
def test_flush_leaves_reference_data_for_the_next_test():
    from eoi.models import Objective

    assert Objective.objects.count() == 5


def test_reference_data_is_there_after_a_flush():
    from eoi.models import Objective

    assert Objective.objects.count() == 5
