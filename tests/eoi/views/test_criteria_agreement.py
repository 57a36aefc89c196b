"""Who is asked to agree the criteria, and what they answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.criteria_agreement import answer_criteria, ask_to_agree, take_off
from eoi.criteria_cards import agreement_cards
from eoi.identity import perform
from eoi.models import CriteriaAgreer, CriteriaOpinion, Role
from eoi.registry import cards_for
from tests.eoi.actions.test_criteria_agreement import reweigh
from tests.factories.people import make_evaluator, make_officer, make_person
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    """Nobody is asked yet."""
    return make_draft(clock, ready=False)


@pytest.fixture
def manager(world):
    return ask(world, make_evaluator(full_name="Amina Yusuf"))


def ask(world, person):
    perform(ask_to_agree, by=world.officer, advert=world.advert, person=person)
    return person


def answer(world, person, *, agrees=True, comment=""):
    version = world.refresh().criteria_version
    return perform(
        answer_criteria, by=person, advert=world.advert, criteria_version=version, agrees=agrees, comment=comment
    )


def page(world, name="criteria-agreement", *arguments):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *arguments])


def sent(world, answer="agree", comment="", **changes):
    return {"answer": answer, "comment": comment, "criteria_version": world.refresh().criteria_version, **changes}


def test_an_officer_asks_somebody_who_is_told_by_mail_and_on_their_start_page(client, world):
    person = make_person(Role.LEAD_MEMBER, full_name="Ian Fletcher")
    client.force_login(world.officer)
    assertContains(client.get(page(world)), "Nobody is asked yet")

    response = client.post(page(world), {"person": person.reference}, follow=True)

    assertContains(response, "Ian Fletcher is asked to agree the criteria")
    assertContains(response, "Not answered yet")
    mail = Email.objects.get()
    assert mail.to == [person.email]
    assert page(world, "criteria-agree") in mail.message
    client.force_login(person)
    assertContains(client.get(reverse("eoi:start")), f"Agree the criteria of {world.advert.reference}")


def test_an_evaluator_finds_it_on_their_own_start_page(client, world, manager):
    client.force_login(manager)

    assertContains(client.get(reverse("eoi:start"), follow=True), f"Agree the criteria of {world.advert.reference}")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.PROSPECTIVE_PARTNER])
def test_others_are_not_offered_and_not_taken(client, world, role):
    person = make_person(role)
    client.force_login(world.officer)

    response = client.post(page(world), {"person": person.reference})

    assertContains(response, "cannot be asked to agree", status_code=422)
    assertNotContains(response, person.full_name, status_code=422)


def test_only_the_officers_of_the_advert_ask(client, world):
    for person in (make_officer(), world.approver):
        client.force_login(person)
        assert client.get(page(world)).status_code == 200
        assertNotContains(client.get(page(world)), "Ask somebody")
        assert client.post(page(world), {"person": make_evaluator().reference}).status_code == 403
    assert not CriteriaAgreer.objects.exists()


def test_who_is_asked_reads_the_criteria_and_agrees(client, world, manager):
    client.force_login(manager)
    shown = client.get(page(world, "criteria-agree"))
    assertContains(shown, "Value for money")
    assertContains(shown, "Convincing, with minor gaps.")

    response = client.post(page(world, "criteria-agree"), sent(world, comment="Fair weightings."), follow=True)

    assertContains(response, "Recorded: you agree to the criteria as they stand.")
    assertContains(response, "Fair weightings.")
    opinion = CriteriaOpinion.objects.get()
    assert opinion.agrees
    assert opinion.criteria[0]["weighting"] == "20.00"


def test_everybody_asked_sees_who_agreed_and_what_was_asked_for(client, world, manager):
    other = ask(world, make_person(Role.REPRESENTATIVE))
    answer(world, manager, agrees=False, comment="Say more about evenings.")
    client.force_login(other)

    shown = client.get(page(world, "criteria-agree"))

    assertContains(shown, "Amina Yusuf")
    assertContains(shown, "Asked for a change")
    assertContains(shown, "Say more about evenings.")


def test_asking_for_a_change_needs_words_and_tells_the_officers_without_them(client, world, manager):
    client.force_login(manager)
    address = page(world, "criteria-agree")

    empty = client.post(address, sent(world, "change"))
    assertContains(empty, "Say which change you ask for", status_code=422)
    assertContains(client.post(address, sent(world, "")), "Choose whether you agree", status_code=422)
    assertContains(client.post(address, sent(world, "change", "x" * 2001)), "the limit is 2000", status_code=422)
    Email.objects.all().delete()
    client.post(address, sent(world, "change", "Say more about evenings."))

    assert {mail.to[0] for mail in Email.objects.all()} == {world.officer.email, world.second_officer.email}
    assert not Email.objects.filter(message__contains="evenings").exists()
    titles = [card.title for card in cards_for(world.officer, at=world.clock.advance(minutes=1))]
    assert f"A change to the criteria of {world.advert.reference} is asked for" in titles


def test_an_answer_to_criteria_that_changed_meanwhile_is_shown_again_and_can_be_sent_again(client, world, manager):
    client.force_login(manager)
    typed = sent(world, "change", "My long comment.")
    reweigh(world, "25", "15")

    response = client.post(page(world, "criteria-agree"), typed)

    assertContains(response, "The criteria changed while you were reading", status_code=409)
    assertContains(response, "My long comment.", status_code=409)
    assertContains(response, f'name="criteria_version" value="{world.refresh().criteria_version}"', status_code=409)
    assert not CriteriaOpinion.objects.exists()


def test_after_a_change_it_is_said_in_words_what_changed(client, world, manager):
    answer(world, manager)
    reweigh(world, "25", "15")
    client.force_login(manager)

    shown = client.get(page(world, "criteria-agree"))

    assertContains(shown, "Agreed to an earlier version")
    assertContains(shown, "weighting 20 → 25")
    assertContains(shown, "weighting 20 → 15")


def test_asking_again_is_confirmed_and_writes_once_to_each(client, world, manager):
    answer(world, manager)
    reweigh(world, "25", "15")
    reweigh(world, "30", "10")
    client.force_login(world.officer)
    Email.objects.all().delete()
    assertContains(client.get(page(world)), "Ask again")

    assertContains(client.get(page(world, "criteria-ask-again")), "One mail each goes to: Amina Yusuf.")
    response = client.post(page(world, "criteria-ask-again"), follow=True)

    assertContains(response, "Asked again, by mail: Amina Yusuf.")
    assert [mail.to for mail in Email.objects.all()] == [[manager.email]]
    again = client.post(page(world, "criteria-ask-again"))
    assertContains(again, "has been asked about the criteria as they stand now", status_code=409)
    assert Email.objects.count() == 1
    titles = [card.title for card in cards_for(manager, at=world.clock.advance(minutes=1))]
    assert f"Agree the criteria of {world.advert.reference} again" in titles


def test_the_start_page_says_where_ones_own_answer_stands(world, manager):
    def title():
        return [card.title.partition(" criteria")[0] for card in cards_for(manager, at=world.clock.advance(minutes=1))]

    assert title() == ["Agree the"]
    answer(world, manager, agrees=False, comment="Other weightings.")
    assert title() == ["You asked for a change to the"]
    answer(world, manager)
    assert title() == ["You agreed to the"]
    reweigh(world, "25", "15")
    assert title() == ["The"]


def test_somebody_is_taken_off_with_a_reason_that_is_kept(client, world, manager):
    answer(world, manager)
    client.force_login(world.officer)
    address = page(world, "criteria-agreer-remove", manager.reference)
    assertContains(client.get(address), "Take Amina Yusuf off the list?")
    assertContains(client.post(address, {}), "Write why", status_code=422)

    response = client.post(address, {"reason": "Left the council."}, follow=True)

    assertRedirects(response, page(world))
    assertContains(response, "Left the council.")
    assert client.get(address).status_code == 404
    client.force_login(manager)
    assert client.get(page(world, "criteria-agree")).status_code == 404
    assert client.post(page(world, "criteria-agree"), sent(world)).status_code == 404


def test_who_was_not_asked_learns_nothing_and_officers_only_read(client, world):
    for role, status in ((Role.EVALUATOR, 404), (Role.AUDITOR, 403), (Role.PROSPECTIVE_PARTNER, 403)):
        client.force_login(make_person(role))
        assert client.get(page(world, "criteria-agree")).status_code == status
    client.force_login(world.officer)
    assertNotContains(client.get(page(world, "criteria-agree")), "Your answer")
    assert client.post(page(world, "criteria-agree"), sent(world)).status_code == 403


def test_after_publication_everything_is_kept_and_nothing_is_taken(client, clock):
    world = make_published(clock)
    client.force_login(world.approver)
    shown = client.get(page(world, "criteria-agree"))
    assertContains(shown, "The advert has been published")
    assertContains(shown, "Agreed")

    refused = client.post(page(world, "criteria-agree"), sent(world, "change", "Too late, but long."))

    assertContains(refused, "no longer change", status_code=409)
    assertContains(refused, "Too late, but long.", status_code=409)
    client.force_login(world.officer)
    assert client.post(page(world), {"person": make_evaluator().reference}).status_code == 409
    remove = page(world, "criteria-agreer-remove", world.approver.reference)
    assertContains(client.get(remove), "no longer change")
    assert client.post(remove, {"reason": "Late."}).status_code == 409


def test_the_lists_make_the_same_queries_with_one_person_and_with_three(
    client, world, manager, django_assert_num_queries
):
    answer(world, manager, agrees=False, comment="Change it.")
    addresses = [(world.officer, page(world)), (manager, page(world, "criteria-agree"))]
    counted = [queries_of(client, *each) for each in addresses]
    for _ in range(2):
        person = ask(world, make_evaluator())
        answer(world, person, agrees=False, comment="Change it.")
        answer(world, person)
    gone = ask(world, make_evaluator())
    perform(take_off, by=world.officer, agreer=CriteriaAgreer.objects.get(user=gone), reason="Left.")

    for (person, address), number in zip(addresses, counted, strict=True):
        client.force_login(person)
        with django_assert_num_queries(number):
            assertContains(client.get(address), "3 people asked")


def queries_of(client, person, address):
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_the_cards_make_one_query_each_however_many_adverts(clock, django_assert_num_queries):
    person = make_evaluator()
    for number in range(3):
        ask(make_draft(clock, reference=f"SAL-2026-10{number}", ready=False), person)
    at = clock.advance(minutes=1)
    with django_assert_num_queries(1):
        assert len(agreement_cards(person, at)) == 3
