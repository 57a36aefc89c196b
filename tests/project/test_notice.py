"""The exported notice is valid OCDS 1.1 with the United Kingdom extension (R3): from the publication to the closing."""

import copy
import json

import pytest
from django.urls import reverse

from eoi.clock import database_now
from eoi.models import Advert
from evaluation.demonstration.load import load
from tests.factories.amendments import amend, withdraw
from tests.factories.world import close, make_open
from tests.project.notice_validation import faults, faults_by_standard, has_standard

pytestmark = pytest.mark.django_db


def package(client, advert):
    response = client.get(reverse("eoi:notice-json", args=[advert.reference]))
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


@pytest.fixture
def changed(client, clock):
    """Published, amended, closed, withdrawn."""
    world = make_open(clock)
    amend(world)
    close(world)
    withdraw(world)
    return package(client, world.advert)


def test_every_release_has_the_shape_that_regulation_17_asks_for(changed):
    assert [release["tag"] for release in changed["releases"]] == [["planning"], *[["planningUpdate"]] * 3]
    assert faults(changed) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda release: release.pop("buyer"),
        lambda release: release["tender"].pop("legalBasis"),
        lambda release: release["tender"].update(title=""),
        lambda release: release["planning"]["milestones"][0].pop("dueDate"),
        lambda release: release["planning"]["milestones"][0].update(description="Ask us."),
        lambda release: release["planning"]["documents"][0].update(noticeType="UK3"),
        lambda release: release["parties"][0]["identifier"].update(scheme="GB-COH"),
        lambda release: release.update(ocid=f"-{release['ocid']}"),
    ],
)
def test_our_schema_finds_each_thing_that_is_missing(changed, spoil):
    spoiled = copy.deepcopy(changed)
    spoil(spoiled["releases"][0])

    assert faults(spoiled)


# The published schemas are not ours to copy into the project. Ours, above, is always asked; these wherever they lie beside it.
@pytest.mark.skipif(not has_standard(), reason="The standard's schemas do not lie beside the project.")
def test_it_is_valid_by_the_standard_and_the_extension_themselves(changed):
    assert faults_by_standard(changed) == []
    changed["releases"][0]["tag"] = ["announcement"]
    del changed["releases"][1]["ocid"]
    assert len(faults_by_standard(changed)) == 2


def test_the_notices_of_the_demonstration_are_valid(client, db):
    load(now=database_now(), say=lambda words: None)

    for advert in Advert.objects.published():
        exported = package(client, advert)
        assert faults(exported) == []
        assert not has_standard() or faults_by_standard(exported) == []
