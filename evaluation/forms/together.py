"""Several forms sent as one page."""

from collections.abc import Sequence

from django import forms

from eoi.problems import Problem
from eoi.templatetags.gds import error_links


def all_valid(several: Sequence[forms.Form]) -> bool:
    """Every form is checked, so that the page shows every fault at once."""
    faulty = [form for form in several if not form.is_valid()]
    return not faulty


def faults_of(several: Sequence[forms.Form]) -> list[Problem]:
    """For the error summary: each fault with the address of its control."""
    return [Problem("invalid", link["text"], link["url"]) for form in several for link in error_links(form)]
