"""Panels in the states that tests start from."""

import pytest

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
