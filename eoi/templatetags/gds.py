"""What the pages' shared parts ask: the error summary's links, pages of a list, and the control behind a form field."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from eoi.templatetags._controls import Control, control_for

register = template.Library()


@register.simple_tag
def control_of(field: BoundField, hint: str = "") -> Control:
    """How this field is drawn: its kind, ids, hints and choices. A page may give the hint in its own words."""
    return control_for(field, hint=hint)


@register.simple_tag
def relabel(form: BaseForm, name: str, label: str) -> str:
    """Call a field of somebody else's form by our word, at the control and in the error summary alike."""
    if name in form.fields:
        form[name].label = label
    return ""


@register.simple_tag
def error_links(form: Any = None, problems: Any = None, formset: Any = None) -> list[dict[str, str]]:
    """Every fault of the page, in the order of its controls, each with the address of the control that mends it.

    `form` and `formset` may each be a form or a formset; refusals of an action come as `problems`.
    """
    links = [{"text": str(problem), "url": getattr(problem, "url", "")} for problem in problems or []]
    for thing in (form, formset):
        if isinstance(thing, BaseFormSet):
            links.extend(_formset_links(thing))
        elif isinstance(thing, BaseForm):
            links.extend(_form_links(thing))
    return links


@register.simple_tag
def page_numbers(page: Page) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def page_address(querystring: QueryDict | None, number: int, parameter: str = "page") -> str:
    """The address of another page of the same list, filters kept."""
    query = querystring.copy() if isinstance(querystring, QueryDict) else QueryDict(mutable=True)
    query[parameter or "page"] = str(number)
    return f"?{query.urlencode()}"


def _form_links(form: BaseForm) -> Iterator[dict[str, str]]:
    if not form.is_bound:
        return
    first = _first_control(form)
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    for error in [*form.non_field_errors(), *hidden]:
        yield {"text": str(error), "url": first}
    for field in form.visible_fields():
        control = control_for(field)
        for error in control.errors:
            yield {"text": error, "url": f"#{control.focus_id}"}


def _formset_links(formset: BaseFormSet) -> Iterator[dict[str, str]]:
    if not formset.is_bound:
        return
    first = _first_control(formset.forms[0]) if formset.forms else ""
    for error in formset.non_form_errors():
        yield {"text": str(error), "url": first}
    for form in formset.forms:
        yield from _form_links(form)


def _first_control(form: BaseForm) -> str:
    fields = form.visible_fields()
    return f"#{control_for(fields[0]).focus_id}" if fields else ""
