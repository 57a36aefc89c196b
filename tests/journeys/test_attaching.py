"""Supporting files by the pages alone, with JavaScript and without: added, refused, described, removed, submitted (P8)."""

import pytest
from django.urls import reverse

from tests.browser.chromium import Visit
from tests.factories.people import make_partner
from tests.factories.world import Clock, fill_in, make_open, start
from tests.journeys import attaching


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_the_first_file_to_the_receipt(visit: Visit, transactional_db, clock: Clock, javascript: bool):
    person = make_partner()
    expression = fill_in(start(make_open(clock), person), person)
    partner = visit(person, javascript=javascript)
    partner.open(reverse("eoi:expression-detail", args=[expression.reference]))

    attaching.add_files(partner)
    attaching.be_refused(partner)
    attaching.describe(partner)
    attaching.remove_and_put_back(partner)
    attaching.see_them_sealed(partner)
