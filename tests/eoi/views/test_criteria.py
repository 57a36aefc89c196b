"""The pages on which criteria are drafted: all of them, and one at a time."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.criteria import CriterionChange, edit_criterion
from eoi.actions.readiness import give_readiness_reason
from eoi.criteria_standing import criteria_to_read
from eoi.forms.criteria import CriteriaForm
from eoi.identity import perform
from eoi.models import Advert
from tests.factories.people import make_officer
from tests.factories.world import make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_was_just_shown(settings):
    settings.DEMO = True


@pytest.fixture
def world(clock):
    return make_draft(clock)


def page(world, name="criteria-edit", *arguments):
    return reverse(f"eoi:{name}", args=[world.advert.reference, *arguments])


def weightings(advert, *values, **changes):
    rows = {f"included_{number}": "on" for number in range(1, 6)}
    rows |= {f"weighting_{number}": value for number, value in enumerate(values, start=1)}
    return {**rows, "draft_version": advert.draft_version, **changes}


def one(world, number=1, **changes):
    """The form of one criterion as the browser sends it."""
    criterion = world.advert.criteria.get(position=number)
    typed = {f"level_{value}": words.partition(": ")[2] for value, words in criterion.levels.items()}
    typed |= {"weighting": "20", "guidance": criterion.guidance, "draft_version": world.advert.draft_version}
    return {**typed, **changes}


def test_any_total_of_weightings_is_saved_with_a_warning(client, world):
    client.force_login(world.officer)

    response = client.post(page(world), weightings(world.advert, "30", "20", "20", "10", "12.5"), follow=True)

    assertContains(response, "the weightings total 92.5")
    assertContains(response, "Not enough")
    assertContains(response, "Add 7.5")
    manage = client.get(page(world, "advert-manage"))
    assertContains(manage, "The weightings total 92.5. Change them so that they total 100.")


def test_too_much_is_said_with_how_much_to_take_away(client, world):
    client.force_login(world.officer)

    response = client.post(page(world), weightings(world.advert, "30", "20", "20", "20", "20"), follow=True)

    assertContains(response, "Take 10 away")


def test_an_objective_is_taken_out_and_the_guidance_of_the_others_stays(client, world):
    client.force_login(world.officer)
    typed = weightings(world.advert, "40", "20", "20", "20", "")
    del typed["included_5"]

    response = client.post(page(world), typed, follow=True)

    criteria = list(world.refresh().criteria.all())
    assert [criterion.guidance for criterion in criteria] == ["What would you do?"] * 4
    assertContains(response, "Not scored. Tick it and save")
    assertNotContains(response, page(world, "criterion-edit", 5))
    assert client.get(page(world, "criterion-edit", 5)).status_code == 404


def test_saving_what_stands_changes_nothing_and_says_so(client, world):
    client.force_login(world.officer)
    before = (world.advert.draft_version, world.advert.criteria_version)

    response = client.post(page(world), weightings(world.advert, "20", "20.0", "20", "20", "20"), follow=True)

    assertContains(response, "nothing was changed")
    world.refresh()
    assert (world.advert.draft_version, world.advert.criteria_version) == before


@pytest.mark.parametrize("wrong", ["", "0", "-5", "101", "12.345", "many", "NaN", "1e5"])
def test_a_wrong_weighting_gets_a_sentence(client, world, wrong):
    client.force_login(world.officer)

    response = client.post(page(world), weightings(world.advert, wrong, "20", "20", "20", "20"))

    assertContains(response, "There is a problem", status_code=422)
    assertContains(response, "bjective 1", status_code=422)
    assert [str(criterion.weighting) for criterion in world.refresh().criteria.all()] == ["20.00"] * 5


@pytest.mark.parametrize("typed", ["twenty", "0", "-5", "100.01", "12.345", "1e9", "NaN"])
def test_a_weighting_that_is_none_is_refused_with_its_limits(typed, world):
    form = CriteriaForm({"included_2": "on", "weighting_2": typed, "draft_version": "1"}, advert=world.advert)

    assert not form.is_valid()
    assert "a number from 0.01 to 100" in form.errors["weighting_2"][0]


def test_one_criterion_is_saved_with_guidance_and_descriptors_of_its_own(client, world):
    client.force_login(world.officer)
    typed = one(world, guidance="Tell us where.\r\nAnd when.", level_4="Nearly all of it.", weighting="25")

    response = client.post(page(world, "criterion-edit", 1), typed, follow=True)

    assertRedirects(response, page(world))
    assertContains(response, "the weightings total 105")
    first, second, *_ = world.refresh().criteria.all()
    assert first.guidance == "Tell us where.\nAnd when."
    assert first.levels["4"] == "Good: Nearly all of it."
    assert second.levels["4"] == "Good: Convincing, with minor gaps."


def test_saving_can_lead_to_the_next_criterion_and_from_the_last_to_all(client, world):
    client.force_login(world.officer)

    first = client.post(page(world, "criterion-edit", 1), one(world, then="next"))
    last = client.post(page(world, "criterion-edit", 5), one(world, 5, then="next"))

    assertRedirects(first, page(world, "criterion-edit", 2))
    assertRedirects(last, page(world))
    middle = client.get(page(world, "criterion-edit", 3))
    assertContains(middle, f'href="{page(world, "criterion-edit", 2)}" rel="prev"')
    assertContains(middle, f'href="{page(world, "criterion-edit", 4)}" rel="next"')


def test_the_standard_descriptors_stand_in_the_boxes_and_count_once_saved(client, world):
    client.force_login(world.officer)
    client.post(page(world, "criterion-edit", 1), one(world, level_4="Nearly all of it."))
    world.refresh()

    response = client.post(page(world, "criterion-edit", 1), one(world, guidance="Typed just now.", then="standard"))

    assertContains(response, "Convincing, with minor gaps.")
    assertContains(response, "Typed just now.")
    assertNotContains(response, "Nearly all of it.")
    assert world.refresh().criteria.first().levels["4"] == "Good: Nearly all of it."
    client.post(page(world, "criterion-edit", 1), one(world, level_4="Convincing, with minor gaps."))
    assert world.refresh().criteria.first().levels["4"] == "Good: Convincing, with minor gaps."


def test_a_descriptor_may_be_missing_for_now_and_its_criterion_is_marked(client, world):
    client.force_login(world.officer)

    response = client.post(page(world, "criterion-edit", 1), one(world, level_3="", guidance=""), follow=True)

    assert world.refresh().criteria.first().levels["3"] == ""
    assertContains(response, "No guidance yet")
    assertContains(response, "Descriptor missing")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weighting": ""}, "Objective 1 has no weighting"),
        ({"weighting": "a fifth"}, "a number from 0.01 to 100"),
        ({"guidance": "x" * 2001}, "The guidance has 2001 characters; the limit is 2000"),
        ({"level_2": "x" * 301}, "The descriptor of 2 has 301 characters; the limit is 300"),
    ],
)
def test_a_wrong_criterion_gets_a_sentence_and_keeps_what_was_typed(client, world, changes, sentence):
    client.force_login(world.officer)

    response = client.post(page(world, "criterion-edit", 1), one(world, level_5="Kept as typed.", **changes))

    assertContains(response, sentence, status_code=422)
    assertContains(response, "Kept as typed.", status_code=422)


def test_a_colleagues_change_is_not_written_over_and_what_was_typed_can_be_sent_again(client, world):
    client.force_login(world.officer)
    typed = one(world, guidance="Mine.")
    second = criteria_to_read(world.advert)[1]
    change = CriterionChange(second.wording, second.weighting, guidance="Theirs.")
    perform(edit_criterion, by=world.second_officer, advert=world.advert, change=change)

    response = client.post(page(world, "criterion-edit", 1), typed)

    assertContains(response, "Somebody else changed the advert", status_code=409)
    assertContains(response, "Mine.", status_code=409)
    assert world.refresh().criteria.first().guidance != "Mine."
    client.post(page(world, "criterion-edit", 1), {**typed, "draft_version": world.advert.draft_version})
    assert [criterion.guidance for criterion in world.refresh().criteria.all()][:2] == ["Mine.", "Theirs."]


@pytest.mark.parametrize("number", [6, 99_999_999_999])
def test_an_objective_that_is_not_scored_is_not_found(client, world, number):
    client.force_login(world.officer)

    assert client.get(page(world, "criterion-edit", number)).status_code == 404


def test_after_publication_the_pages_explain_and_refuse(client, clock):
    world = make_published(clock)
    client.force_login(world.officer)

    for address in (page(world), page(world, "criterion-edit", 1)):
        assertContains(client.get(address), "no longer change")
        assert client.post(address, {}).status_code == 409


def test_an_officer_of_another_advert_changes_nothing(client, world):
    client.force_login(make_officer())

    assert client.post(page(world, "criterion-edit", 1), one(world)).status_code == 403


def test_a_form_of_contract_in_the_words_prompts_for_a_reason(client, world):
    client.force_login(world.officer)
    assertNotContains(client.get(page(world)), "names a form of contract")
    Advert.objects.filter(pk=world.advert.pk).update(summary="Perhaps a joint venture.")

    client.post(page(world, "criterion-edit", 2), one(world, 2, level_5="Excellent as a concession."))

    reason = page(world, "readiness-reason", "no-contract-vehicle")
    for address in (page(world), page(world, "criterion-edit", 1), page(world, "advert-manage")):
        shown = client.get(address)
        assertContains(shown, "joint venture")
        assertContains(shown, reason)
        assertContains(shown, f"{page(world, 'advert-edit')}#id_summary")
        assertContains(shown, "too early to choose")
        assertContains(shown, "the descriptor of 5 for objective 2")


def test_a_recorded_reason_for_exactly_these_ends_the_prompt(client, world):
    client.force_login(world.officer)
    Advert.objects.filter(pk=world.advert.pk).update(summary="Perhaps a joint venture.")
    about = "joint venture in the summary"
    reason = {"condition": "no-contract-vehicle", "about": about, "reason": "The report is called so."}
    perform(give_readiness_reason, by=world.officer, advert=world.advert, **reason)

    assertNotContains(client.get(page(world)), "names a form of contract")
