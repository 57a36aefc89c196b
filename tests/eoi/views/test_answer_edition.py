"""Two texts of one answer, its history, and the page that saves by itself: nothing typed is lost, nothing is seen by others."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from eoi.actions.expression_of_interest import AnswerChange, save_answers
from eoi.identity import acting_as, perform
from eoi.models import AnswerEdition
from tests.factories.people import make_officer, make_partner
from tests.factories.world import close, make_open, start

pytestmark = pytest.mark.django_db
KEY = "objective-1"


@pytest.fixture
def world(clock):
    return make_open(clock)


@pytest.fixture
def partner(client, world):
    partner = make_partner(full_name="Pat Partner")
    client.force_login(partner)
    return partner


@pytest.fixture
def expression(world, partner):
    return start(world, partner)


@pytest.fixture
def colleague(expression):
    return make_partner(expression.organisation, lead=False, full_name="Cora Colleague")


def on(name, expression, *words):
    return reverse(f"eoi:{name}", args=[expression.reference, *words])


def save(expression, person, version, text, key=KEY, **fields):
    change = AnswerChange(key, version, text=text, **fields)
    return perform(save_answers, by=person, expression=expression, changes=[change])


def kept(expression, partner, key=KEY):
    with acting_as(partner):
        return expression.answers.get(question_key=key)


def waiting(expression, partner):
    with acting_as(partner):
        return [edition.text for edition in AnswerEdition.objects.of_expression(expression).waiting()]


def edit(client, expression, key=KEY, **typed):
    return client.post(on("answer-edit", expression, key), typed)


def test_what_came_second_is_shown_kept_and_marked_until_it_is_settled(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")

    response = edit(client, expression, text="Mine", version="0")

    assertContains(response, "Theirs", status_code=409)
    assertContains(response, "Mine", status_code=409)
    assert waiting(expression, partner) == ["Mine"]
    assertContains(client.get(on("answer-edit", expression, KEY)), "Both texts are kept")
    assertContains(client.get(on("expression-detail", expression)), "Needs attention")
    assertContains(client.get(on("answer-settle", expression, KEY)), "Mine")
    assertContains(client.get(on("answer-history", expression)), "Set aside, waits")


def test_both_texts_put_together_settle_it(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    edit(client, expression, text="Mine", version="0")

    typed = {"text": "Theirs and mine", "version": "1", "settles": "1", "keep": "mine"}
    response = client.post(on("answer-settle", expression, KEY), typed, follow=True)

    assertContains(response, "is settled")
    assert kept(expression, partner).text == "Theirs and mine"
    assert waiting(expression, partner) == []
    assertContains(client.get(on("answer-history", expression)), "settled by Pat Partner")


def test_what_stands_may_stay(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    edit(client, expression, text="Mine", version="0")

    client.post(on("answer-settle", expression, KEY), {"text": "Mine", "settles": "1", "keep": "theirs"})

    assert kept(expression, partner).text == "Theirs"
    assert waiting(expression, partner) == []
    assertContains(client.get(on("answer-settle", expression, KEY)), "There is nothing to choose")


def test_settling_what_stands_as_typed_unchanged_saves_it(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    edit(client, expression, text="Mine", version="0")

    client.post(on("answer-settle", expression, KEY), {"text": "Mine", "version": "1", "settles": "1", "keep": "mine"})

    assert kept(expression, partner).text == "Mine"


def test_a_third_text_while_settling_is_kept_too(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")
    edit(client, expression, text="Mine", version="0")
    save(expression, colleague, 1, "Theirs, later")

    typed = {"text": "Put together", "version": "1", "settles": "1", "keep": "mine"}
    response = client.post(on("answer-settle", expression, KEY), typed)

    assertContains(response, "Theirs, later", status_code=409)
    assertContains(response, "Put together", status_code=409)
    assert waiting(expression, partner) == ["Put together"]


def test_a_need_is_settled_on_a_page_of_its_own(client, expression, partner, colleague):
    save(expression, colleague, 0, "By hiring.", key="need-skills-gaps", selected=True)
    client.post(on("needs-edit", expression), {"need-skills-gaps-how": "By training.", "need-skills-gaps-version": "0"})

    typed = {"selected": "on", "text": "By both.", "version": "1", "settles": "1", "keep": "mine"}
    response = client.post(on("answer-settle", expression, "need-skills-gaps"), typed)

    assertRedirects(response, on("needs-edit", expression))
    need = kept(expression, partner, "need-skills-gaps")
    assert (need.text, need.selected) == ("By both.", True)


def test_colleagues_on_different_needs_of_one_page_do_not_collide(client, expression, partner, colleague):
    shown = client.get(on("needs-edit", expression)).context["form"]
    untouched = {name: shown[name].initial or "" for name in shown.fields if name.endswith(("-version", "-was"))}
    save(expression, colleague, 0, "By hiring.", key="need-skills-gaps", selected=True)

    typed = {**untouched, "need-wider-market": "on", "need-wider-market-how": "By selling."}
    response = client.post(on("needs-edit", expression), typed)

    assert response.status_code == 302
    assert kept(expression, partner, "need-skills-gaps").text == "By hiring."
    assert kept(expression, partner, "need-wider-market").text == "By selling."


def test_a_page_that_was_not_touched_does_not_meet_a_colleague(client, expression, partner, colleague):
    save(expression, partner, 0, "First")
    was = client.get(on("answer-edit", expression, KEY)).context["form"]["was"].initial
    save(expression, colleague, 1, "Second")

    assert edit(client, expression, text="First", version="1", was=was).status_code == 302
    assert kept(expression, partner).text == "Second"


def test_an_autosave_is_answered_with_time_and_version(client, expression, partner):
    response = edit(client, expression, text="As I type", version="0", autosave="1")

    said = response.json()
    assert (said["state"], said["at"], said["fields"]["version"]) == ("saved", "9am", "1")
    assert kept(expression, partner).text == "As I type"
    assertNotContains(client.get(on("answer-edit", expression, KEY)), "is saved.")


def test_an_autosave_of_needs_leaves_alone_what_a_colleague_changed(client, expression, partner, colleague):
    shown = client.get(on("needs-edit", expression)).context["form"]
    page = {name: shown[name].initial or "" for name in shown.fields if name.endswith(("-version", "-was"))}
    save(expression, colleague, 0, "By hiring.", key="need-skills-gaps", selected=True)

    page |= {"need-wider-market-how": "By selling.", "autosave": "1"}
    fields = client.post(on("needs-edit", expression), page).json()["fields"]

    assert not [name for name in fields if name.startswith("need-skills-gaps")]
    page |= fields | {"need-wider-market-how": "By selling more."}
    assert client.post(on("needs-edit", expression), page).json()["state"] == "saved"
    assert kept(expression, partner, "need-skills-gaps").text == "By hiring."


def test_an_autosave_that_comes_second_says_so_and_is_kept(client, expression, partner, colleague):
    save(expression, colleague, 0, "Theirs")

    response = edit(client, expression, text="Mine", version="0", autosave="1")

    assert response.status_code == 409
    assert response.json()["url"] == on("answer-settle", expression, KEY)
    assert "Cora Colleague saved this answer" in response.json()["message"]
    assert waiting(expression, partner) == ["Mine"]


def test_an_autosave_after_the_closing_time_says_so(client, expression, world):
    close(world)

    response = edit(client, expression, text="Late", version="0", autosave="1")

    assert (response.status_code, response.json()["state"]) == (409, "refused")
    assert "closing time has passed" in response.json()["message"]


def test_an_autosave_of_too_much_says_what_to_mend(client, expression):
    response = edit(client, expression, text="x" * 100_001, version="0", autosave="1")

    assert (response.status_code, response.json()["state"]) == (422, "invalid")
    assert "shorten it" in response.json()["message"]


def test_services_are_ticked_all_or_some(client, expression, partner):
    edit(client, expression, "services", choices=["finance", "it-services"], text="Both.")
    assert kept(expression, partner, "services").choices == ["finance", "it-services"]

    edit(client, expression, "services", choices=["finance", "all"], version="1")
    assert kept(expression, partner, "services").choices == ["all"]
    assertContains(client.get(on("expression-check", expression)), "Customer Services")


def test_what_is_not_offered_cannot_be_ticked(client, expression):
    response = edit(client, expression, "services", choices=["the-mint"])

    assertContains(response, "“the-mint” is not among what you can tick", status_code=422)


def test_a_mark_of_sensitivity_is_saved_without_a_reason_and_asked_for_before_submitting(client, expression, partner):
    edit(client, expression, text="Prices", is_sensitive="on")

    assert kept(expression, partner).is_sensitive
    assertContains(client.get(on("expression-check", expression)), "as sensitive. Say why, or clear the mark.")
    edit(client, expression, text="Prices", is_sensitive="on", sensitive_reason="A trade secret.", version="1")
    page = client.get(on("expression-check", expression))
    assertNotContains(page, "Say why, or clear the mark.")
    assertContains(page, "A trade secret.")
    assertContains(page, "does not decide whether it is disclosed")


def test_the_history_says_who_changed_what(client, expression, partner, colleague):
    save(expression, partner, 0, "We help people")
    save(expression, colleague, 1, "We help all people")

    page = client.get(on("answer-history", expression))

    assertContains(page, "Cora Colleague")
    assertContains(page, '<ins class="change">all </ins>', html=False)
    assertContains(page, "1 word added, 0 taken out")
    assertContains(page, "Restore this text")
    assertNotContains(client.get(on("answer-history", expression), {"answer": "about"}), "Cora Colleague, ")


def test_an_earlier_text_stands_again(client, expression, partner, colleague):
    save(expression, partner, 0, "First")
    save(expression, colleague, 1, "Second")
    address = on("answer-restore", expression, KEY, 1)
    assertContains(client.get(address), "What would change")

    response = client.post(address, {"version": "2"}, follow=True)

    assertContains(response, "The earlier text stands again.")
    assert kept(expression, partner).text == "First"


def test_restoring_what_changed_meanwhile_is_refused(client, expression, partner, colleague):
    save(expression, partner, 0, "First")
    save(expression, colleague, 1, "Second")
    save(expression, colleague, 2, "Third")

    assert client.post(on("answer-restore", expression, KEY, 1), {"version": "2"}).status_code == 409
    assert kept(expression, partner).text == "Third"


@pytest.mark.parametrize("number", [0, 7, 99999999999999999999])
def test_an_edition_that_never_was_is_not_there(client, expression, partner, number):
    save(expression, partner, 0, "First")

    assert client.get(on("answer-restore", expression, KEY, number)).status_code == 404


def test_after_closing_the_history_is_read_and_nothing_changed(client, expression, partner, colleague, world):
    save(expression, partner, 0, "First")
    save(expression, colleague, 1, "Second")
    edit(client, expression, text="Mine", version="1")
    close(world)

    page = client.get(on("answer-history", expression))
    assertContains(page, "Second")
    assertNotContains(page, "Restore this text")
    assertContains(client.get(on("answer-settle", expression, KEY)), "both stay in the history")
    assert client.post(on("answer-settle", expression, KEY), {"keep": "theirs", "settles": "1"}).status_code == 409
    assert client.post(on("answer-restore", expression, KEY, 1), {"version": "2"}).status_code == 409


@pytest.mark.parametrize("name", ["answer-history", "answer-settle", "answer-restore"])
def test_nobody_else_gets_there(client, expression, partner, name):
    save(expression, partner, 0, "First")
    words = {"answer-history": (), "answer-settle": (KEY,), "answer-restore": (KEY, 1)}[name]

    for person, status in ((make_partner(), 404), (make_officer(), 403)):
        client.force_login(person)
        assert client.get(on(name, expression, *words)).status_code == status


@pytest.mark.parametrize("number", [1, 3])
def test_a_history_takes_the_same_queries_however_long(
    client, expression, partner, colleague, django_assert_num_queries, number
):
    for version in range(number):
        save(expression, (partner, colleague)[version % 2], version, f"Text {version}")
    client.get(on("answer-history", expression))

    with django_assert_num_queries(HISTORY_QUERIES):
        client.get(on("answer-history", expression))


HISTORY_QUERIES = 15
VALUES = st.sampled_from(["", "on", "\x00", "0", "1", "9" * 30, "-1", "finance", "all", "x" * 1001, "²"]) | st.text(
    max_size=30
)
NAMES = (
    "text",
    "version",
    "was",
    "choices",
    "is_sensitive",
    "sensitive_reason",
    "nothing_offered",
    "keep",
    "settles",
    "autosave",
)


def test_whatever_is_typed_nothing_fails_and_what_is_refused_changes_nothing(client, expression, partner, colleague):
    save(expression, partner, 0, "What stands")
    save(expression, partner, 0, "", key="services", choices=("finance",))
    edit(client, expression, text="Beside", version="0")

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(
        st.sampled_from([KEY, "services", "ai-use", "workforce"]),
        st.booleans(),
        st.dictionaries(st.sampled_from(NAMES), VALUES),
    )
    def send(key, settles, typed):
        before = _state(expression, partner)
        name = "answer-settle" if settles else "answer-edit"
        response = client.post(on(name, expression, key), typed)
        assert response.status_code in (200, 302, 409, 422)
        if response.status_code == 422:
            assert _state(expression, partner) == before

    send()


def _state(expression, partner):
    with acting_as(partner):
        return list(AnswerEdition.objects.of_expression(expression).order_by("pk").values())
