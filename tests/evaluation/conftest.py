"""Panels in the states that tests start from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.evaluation.world import PanelWorld, make_concluded, make_panel, make_scoring


@pytest.fixture
def forming(clock) -> PanelWorld:
    return make_panel(clock)


@pytest.fixture
def scoring(clock) -> PanelWorld:
    return make_scoring(clock)


@pytest.fixture
def concluded(clock) -> PanelWorld:
    return make_concluded(clock)


@pytest.fixture
def cost_of(client):
    """How many statements a page costs somebody, once what is kept in memory is there."""

    def cost(user, address) -> int:
        client.force_login(user)
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            assert client.get(address).status_code == 200
        return len(context)

    return cost
