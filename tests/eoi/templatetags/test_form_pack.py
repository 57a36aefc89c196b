"""Every kind of control is drawn with ids that the error summary's links reach, and descriptions that exist."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.template import engines

from eoi.problems import Problem
from eoi.templatetags.gds import error_links, page_address


class EveryControl(forms.Form):
    name = forms.CharField(label="Name", max_length=10, help_text="As registered.")
    email = forms.EmailField(label="E-mail address")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    number = forms.DecimalField(label="Weighting", decimal_places=2)
    answer = forms.CharField(label="Answer", widget=forms.Textarea(attrs={"data-maxwords": 800}))
    reason = forms.CharField(label="Reason", max_length=500, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Choose"), ("c", "Company")])
    stands = forms.ChoiceField(
        label="Which stands", widget=forms.RadioSelect, choices=[("a", "First"), ("b", "Second")]
    )
    services = forms.MultipleChoiceField(
        label="Services", widget=forms.CheckboxSelectMultiple, choices=[("1", "Finance"), ("2", "IT")]
    )
    agreed = forms.BooleanField(label="We have read them")
    closes = forms.SplitDateTimeField(label="Closing time", help_text="UK time")
    file = forms.FileField(label="File")
    token = forms.CharField(widget=forms.HiddenInput)


def drawn(source, **context):
    template = engines["django"].from_string("{% load crispy_forms_tags gds %}" + source)
    return template.render(context)


@pytest.fixture
def refused():
    form = EveryControl({"name": "a name that is too long"})
    form.full_clean()
    form.add_error(None, "The weightings add up to 90. They must total 100.")
    return form


def test_each_link_of_the_error_summary_leads_to_a_control_on_the_page(refused):
    page = drawn("{{ form|crispy }}", form=refused)
    links = error_links(refused)
    assert len(links) == 14
    for link in links:
        assert f'id="{link["url"].removeprefix("#")}"' in page, link


def test_links_to_groups_lead_to_their_first_control(refused):
    addresses = [link["url"] for link in error_links(refused)]
    assert {"#id_stands_0", "#id_services_0", "#id_closes_0", "#id_agreed"} <= set(addresses)
    assert addresses[0] == "#id_name"


@pytest.mark.parametrize("is_bound", [True, False])
def test_every_description_that_a_control_names_exists(refused, is_bound):
    page = drawn("{{ form|crispy }}", form=refused if is_bound else EveryControl())
    named = {name for group in re.findall(r'aria-describedby="([^"]*)"', page) for name in group.split()}
    assert named
    assert named <= set(re.findall(r'id="([^"]*)"', page))


def test_every_fault_names_its_field_and_says_what_to_do(refused):
    texts = [link["text"] for link in error_links(refused)]
    assert "“Name” may have at most 10 characters; it has 23. Shorten it." in texts
    assert "“Services” is missing. Choose at least one." in texts
    assert "“We have read them” is missing. Tick it to go on." in texts


def test_a_forms_own_words_are_left_alone():
    class Own(forms.Form):
        title = forms.CharField(error_messages={"required": "Give the advert a title."})

    assert [link["text"] for link in error_links(Own({}))] == ["Give the advert a title."]


def test_djangos_other_messages_are_given_the_fields_name():
    class Number(forms.Form):
        weighting = forms.DecimalField(label="Weighting", max_value=100)

    texts = [link["text"] for link in error_links(Number({"weighting": "a lot"}))]
    assert texts == ["Weighting: Enter a number."]


def test_nothing_is_cut_off_by_the_browser():
    page = drawn("{{ form|crispy }}", form=EveryControl())
    assert " maxlength=" not in page
    assert " required" not in page
    assert "data-maxwords" not in page
    assert 'data-maxlength="800" data-count-type="words"' in page


def test_without_scripts_the_limit_and_the_count_so_far_are_said():
    page = drawn("{{ form|crispy }}", form=EveryControl(initial={"answer": "three words here"}))
    assert "You can use up to 800 words. 3 so far, as last saved." in page


def test_a_layout_draws_each_field_once_and_the_tag_is_ready_for_files():
    form = EveryControl()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("About you", "name", "email"), Div("secret"), "file")
    page = drawn("{% crispy form %}", form=form)
    assert page.count('name="name"') == 1
    assert "About you" in page
    assert "novalidate" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_formset_is_drawn_whole_and_its_faults_are_linked():
    formset_class = forms.formset_factory(EveryControl, min_num=2, validate_min=True, extra=0)
    formset = formset_class({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"})
    page = drawn("{{ formset|crispy }}", formset=formset)
    assert 'name="form-TOTAL_FORMS"' in page
    links = error_links(formset)
    assert links
    assert all(f'id="{link["url"].removeprefix("#")}"' in page for link in links)


def test_refusals_of_an_action_stand_first():
    links = error_links(None, [Problem("late", "The closing time has passed.", url="/help/")])
    assert links == [{"text": "The closing time has passed.", "url": "/help/"}]


def test_a_form_that_was_not_sent_has_no_faults():
    assert error_links(EveryControl()) == []
    assert error_links("", "") == []


def test_hints_for_single_choices_are_named_by_them():
    form = EveryControl()
    form.fields["stands"].choice_hints = {"a": "Written at 2:02pm"}
    page = drawn("{{ form|crispy }}", form=form)
    assert 'aria-describedby="id_stands_0_helptext"' in page
    assert "Written at 2:02pm" in page


def test_a_page_of_a_list_keeps_its_filters(rf):
    query = rf.get("/", {"person": "ann", "page": "1"}).GET
    assert page_address(query, 3) == "?person=ann&page=3"
    assert page_address(None, 2) == "?page=2"
