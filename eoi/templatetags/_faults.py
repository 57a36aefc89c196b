"""What is wrong with a field, as a sentence that names it. Django's own messages do not; a form's own words stand."""

from typing import TYPE_CHECKING

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REQUIRED = forms.Field.default_error_messages["required"]
TOO_LONG = validators.MaxLengthValidator.message

_FIELDS = (
    forms.CharField,
    forms.IntegerField,
    forms.DecimalField,
    forms.DateField,
    forms.TimeField,
    forms.DateTimeField,
    forms.SplitDateTimeField,
    forms.FileField,
)
_CHOICES = (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField)
_VALIDATORS = (
    validators.MinLengthValidator,
    validators.MinValueValidator,
    validators.MaxValueValidator,
    validators.ProhibitNullCharactersValidator,
)
# Compared by identity: a form that says something itself passes another object, and its words stand.
NAMELESS = {
    *(id(message) for field in (*_FIELDS, *_CHOICES) for message in field.default_error_messages.values()),
    *(id(message) for message in validators.DecimalValidator.messages.values()),
    *(id(validator.message) for validator in _VALIDATORS),
}

WHAT_TO_DO = {
    "radios": "Choose one.",
    "checkboxes": "Choose at least one.",
    "select": "Choose one.",
    "checkbox": "Tick it to go on.",
    "file": "Choose a file.",
}


def faults_of(field: BoundField, kind: str, label: "str | _StrPromise") -> list[str]:
    """The sentences to show at a control and in the error summary."""
    return [_sentence(error, kind, label) for error in field.errors.as_data()]


def _sentence(error: ValidationError, kind: str, label: "str | _StrPromise") -> str:
    words = " ".join(error.messages)
    if error.message is REQUIRED:
        return f"“{label}” is missing. {WHAT_TO_DO.get(kind, 'Fill it in.')}"
    if error.message is TOO_LONG and error.params:
        most, has = error.params["limit_value"], error.params["show_value"]
        return f"“{label}” may have at most {most} characters; it has {has}. Shorten it."
    return f"{label}: {words}" if id(error.message) in NAMELESS else words
