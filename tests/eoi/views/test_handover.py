"""Pages of handovers: who gets at them, what they say, and that wrong input loses nothing."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.handover import cancel_handover, fail_handover
from eoi.identity import perform
from eoi.models import Handover, HandoverState, Role
from eoi.permissions import may_run_advert
from tests.factories.handovers import hand_over, name_deputy, today
from tests.factories.people import (
    make_administrator,
    make_approver,
    make_auditor,
    make_evaluator,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.ready_consultation import make_body, make_representative
from tests.factories.services import make_owner, service_of
from tests.factories.world import make_draft

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("eoi:handover-list"), reverse("eoi:handover-create")


@pytest.fixture
def world(clock):
    return make_draft(clock)


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


def on(verb, handover):
    return reverse(f"eoi:handover-{verb}", args=[handover.reference])


def new_for(world, giver=None):
    return f"{NEW}?advert={world.advert.reference}" + (f"&from={giver.reference}" if giver else "")


def typed(taker, **changes):
    return {
        "kind": "handover",
        "to_person": taker.reference,
        "starts_on": today().isoformat(),
        "ends_on": "",
        "reason": "A new post",
    } | changes


@pytest.mark.parametrize("make", [make_approver, make_evaluator, make_auditor, make_partner])
def test_who_can_hold_nothing_sees_none_of_these_pages(client, world, make):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    client.force_login(make())

    for address in (LIST, NEW, *(on(verb, handover) for verb in ("detail", "cancel", "end"))):
        assert client.get(address).status_code == 403


def test_the_list_is_the_administrators(client, world):
    client.force_login(world.officer)
    assertContains(client.get(LIST), "Only an administrator", status_code=403)


def test_an_officer_hands_over_their_own_part(client, world):
    taker = make_officer(full_name="Tina Taker")
    client.force_login(world.officer)
    assertContains(client.get(new_for(world)), "This is your part")

    answer = client.post(new_for(world), typed(taker))

    handover = Handover.objects.get()
    assertRedirects(answer, on("detail", handover), fetch_redirect_response=False)
    page = client.get(on("detail", handover))
    assertContains(page, "Tina Taker has taken over")
    assertContains(page, "SAL-2026-014: Strategic partnership")
    assert may_run_advert(taker, world.advert)


def test_nobody_hands_over_what_somebody_else_holds(client, world):
    client.force_login(make_officer())
    for address in (new_for(world), new_for(world, world.officer)):
        assert client.get(address).status_code == 403
        assert client.post(address, typed(make_officer())).status_code == 403
    client.force_login(world.second_officer)
    assert client.post(new_for(world, world.officer), typed(make_officer())).status_code == 403
    assert not Handover.objects.exists()


def test_an_administrator_chooses_whose_part_it_is(client, world, administrator):
    page = client.get(new_for(world))

    assertContains(page, "Whose part is it?")
    assertContains(page, f"from={world.second_officer.reference}")
    client.post(new_for(world, world.second_officer), typed(make_officer()))
    assert Handover.objects.get().from_person == world.second_officer


def test_without_a_subject_the_page_lists_what_one_holds(client, world, administrator):
    assertContains(client.get(NEW), "Choose a person first")
    client.force_login(make_officer())
    assertContains(client.get(NEW), "You hold nothing yet")
    client.force_login(world.officer)
    assertContains(client.get(NEW), "Officer of SAL-2026-014")
    assert client.get(f"{NEW}?advert=SAL-0000-000").status_code == 200  # there is no such thing: the list again
    assert client.get(f"{NEW}?advert={world.advert.reference}&from=P-NOBODY").status_code == 404
    assert client.get(f"{NEW}?advert=%00").status_code == 200
    assert client.get(f"{NEW}?advert={world.advert.reference}&from=P%00").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Choose whether it is handed over or shared"),
        ({"kind": "loan"}, "Choose one of the two"),
        ({"to_person": ""}, "Choose a colleague"),
        ({"to_person": "P-NOBODY"}, "This person could not take it over"),
        ({"starts_on": ""}, "Enter the first day"),
        ({"starts_on": "2026-02-31"}, "not a date that exists"),
        ({"kind": "deputy"}, "Enter the last day"),
        ({"ends_on": "2030-01-01"}, "A handover is for good. Take the last day out"),
        ({"reason": ""}, "Say why"),
        ({"reason": "x" * 301}, "The reason has 301 characters. The limit is 300"),
    ],
)
def test_wrong_input_gets_a_sentence_and_stays(client, world, changes, sentence):
    client.force_login(world.officer)

    page = client.post(new_for(world), typed(make_officer(), **changes))

    assertContains(page, sentence, status_code=422)
    if "reason" not in changes:
        assertContains(page, "A new post", status_code=422)


def test_what_is_refused_is_said_and_what_was_typed_stays(client, world):
    client.force_login(world.officer)

    page = client.post(new_for(world), typed(make_officer(), starts_on="2020-01-01"))

    assertContains(page, "The first day has passed", status_code=409)
    assertContains(page, "A new post", status_code=409)


def test_where_nobody_has_the_role_it_says_so(client):
    owner = make_owner()
    client.force_login(owner)

    assertContains(client.get(f"{NEW}?service=finance"), "There is nobody to hand it to")


def test_a_representative_is_offered_a_deputy_only(client):
    body = make_body("A Union", by=make_officer(), speakers=0)
    giver = make_representative(body, by=make_officer())
    make_person(Role.REPRESENTATIVE)
    client.force_login(giver)

    page = client.get(f"{NEW}?body={body.reference}")

    assertContains(page, "Name a deputy until a day")
    assertNotContains(page, "Hand it over for good")


def test_those_whom_it_concerns_see_it_and_nobody_else(client, world):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1, by=make_administrator())
    for person in (handover.from_person, handover.to_person, handover.recorded_by, world.second_officer):
        client.force_login(person)
        assert client.get(on("detail", handover)).status_code == 200
    for person in (make_officer(), make_person(Role.SERVICE_MANAGER)):
        client.force_login(person)
        for verb in ("detail", "cancel", "end"):
            assert client.get(on(verb, handover)).status_code == 404


def test_the_taker_sees_it_and_changes_nothing(client, world):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    client.force_login(handover.to_person)

    assertNotContains(client.get(on("detail", handover)), "Cancel it")
    assert client.post(on("cancel", handover), {"reason": "No"}).status_code == 403
    assert client.post(on("end", handover)).status_code == 403


def test_it_is_cancelled_with_a_reason(client, world):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    client.force_login(world.officer)
    assertContains(client.get(on("cancel", handover)), "keeps their part in SAL-2026-014")
    assertContains(client.post(on("cancel", handover), {"reason": ""}), "Say why", status_code=422)

    answer = client.post(on("cancel", handover), {"reason": "She stays."})

    assertRedirects(answer, on("detail", handover), fetch_redirect_response=False)
    page = client.get(on("detail", handover))
    assertContains(page, "She stays.")
    assertContains(client.get(on("cancel", handover)), "was cancelled already")
    assert client.post(on("cancel", handover), {"reason": "Again"}).status_code == 409


def test_a_deputys_time_is_ended_early(client, world):
    handover = name_deputy(world.advert, world.officer, make_officer())
    client.force_login(world.officer)
    assertContains(client.get(on("detail", handover)), "End the deputy’s time now")
    assertContains(client.get(on("end", handover)), "That ends now")

    client.post(on("end", handover))

    assert Handover.objects.get().state == HandoverState.ENDED
    assertContains(client.get(on("end", handover)), "has ended already")
    assert client.post(on("end", handover)).status_code == 409


def test_what_failed_is_flagged_with_its_reason(client, world, administrator):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    perform(fail_handover, by=None, handover=handover, failure="Somebody sits on the panel.")

    assertContains(client.get(LIST), "Something could not be put into effect")
    assertContains(client.get(on("detail", handover)), "Somebody sits on the panel.")
    assertContains(client.get(reverse("eoi:person-list")), "1 failed")
    perform(cancel_handover, by=administrator, handover=handover, reason="Recorded again")
    assertNotContains(client.get(LIST), "Something could not be put into effect")


def test_the_list_is_narrowed_by_kind_and_state(client, world, administrator):
    assertContains(client.get(LIST), "Nothing has been handed over")
    planned = hand_over(world.advert, world.officer, make_officer(), starts_in=1)
    running = name_deputy(world.advert, world.second_officer, make_officer())

    assertContains(client.get(LIST), "2 entries")
    for query, shown, hidden in (
        ("kind=deputy", running, planned),
        ("state=planned", planned, running),
        ("state=running", running, planned),
    ):
        page = client.get(f"{LIST}?{query}")
        assertContains(page, "1 entry of 2")
        assertContains(page, shown.reference)
        assertNotContains(page, hidden.reference)
    for state in ("ended", "failed", "cancelled"):
        assertContains(client.get(f"{LIST}?state={state}"), "Nothing fits")
    assertContains(client.get(f"{LIST}?state=nonsense"), "2 entries")


def test_the_list_makes_the_same_queries_for_one_row_and_for_three(client, administrator, django_assert_num_queries):
    service = service_of()
    first = make_owner(service)
    hand_over(service, first, make_person(Role.SERVICE_MANAGER), starts_in=1)
    with django_assert_num_queries(13):
        client.get(LIST)
    for key in ("it-services", "customer-services"):
        other = service_of(key)
        hand_over(other, make_owner(other), make_person(Role.SERVICE_MANAGER), starts_in=1)
    with django_assert_num_queries(13):
        client.get(LIST)


def test_an_administrator_sees_no_content(client, world, administrator):
    handover = hand_over(world.advert, world.officer, make_officer(), starts_in=1)

    for address in (LIST, on("detail", handover), new_for(world, world.second_officer)):
        page = client.get(address)
        assertContains(page, "SAL-2026-014")
        assertNotContains(page, world.advert.summary)
        assertNotContains(page, reverse("eoi:advert-manage", args=[world.advert.reference]))


def test_an_officers_page_shows_what_is_planned_and_running(client, world):
    running = name_deputy(world.advert, world.officer, make_officer(full_name="Tina Taker"))
    client.force_login(world.officer)

    page = client.get(reverse("eoi:advert-officer-add", args=[world.advert.reference]))

    assertContains(page, running.reference)
    assertContains(page, "Hand over your part, or name a deputy")


def test_a_persons_page_and_the_page_that_disables_them_list_what_they_hold(client, world, administrator):
    taker = make_officer(full_name="Tina Taker")
    name_deputy(world.advert, world.officer, taker, starts_in=1)
    page = client.get(reverse("eoi:person-detail", args=[world.officer.reference]))
    assertContains(page, "Officer of SAL-2026-014")
    assertContains(page, f"from={world.officer.reference}")
    assertContains(page, "Tina Taker")

    page = client.get(reverse("eoi:person-disable", args=[world.officer.reference]))
    assertContains(page, "Hand these over first")
    assertContains(page, f"from={world.officer.reference}")
    page = client.get(reverse("eoi:person-disable", args=[make_officer().reference]))
    assertNotContains(page, "Hand these over first")


def test_start_pages_say_who_deputises_for_whom_until_when(client, world, clock):
    taker = make_officer(full_name="Tina Taker")
    deputising = name_deputy(world.advert, world.officer, taker, lasts=2)
    hand_over(world.advert, world.second_officer, make_officer(full_name="Nora New"), starts_in=5)
    until = f"until {deputising.ends_on.day} {deputising.ends_on:%B %Y}"
    start = reverse("eoi:officer-start")

    client.force_login(taker)
    assertContains(client.get(start), f"You deputise for {world.officer.full_name} on SAL-2026-014 {until}")
    client.force_login(world.officer)
    assertContains(client.get(start), f"Tina Taker deputises for you on SAL-2026-014 {until}")
    client.force_login(world.second_officer)
    assertContains(client.get(start), "SAL-2026-014 passes from you to Nora New on")
    client.force_login(Handover.objects.get(to_person__full_name="Nora New").to_person)
    assertContains(client.get(start), f"SAL-2026-014 passes to you from {world.second_officer.full_name} on")


def test_a_start_page_says_what_failed_to_whoever_recorded_it(client, world):
    planned = name_deputy(world.advert, world.officer, make_officer(), by=world.officer, starts_in=3)
    client.force_login(world.officer)
    assertContains(client.get(reverse("eoi:officer-start")), "deputises for you on SAL-2026-014 from")
    perform(fail_handover, by=None, handover=planned, failure="It was not possible.")

    assertContains(client.get(reverse("eoi:officer-start")), f"{planned.reference} could not be put into effect")
