"""How an auditor narrows the trail. A wrong value gets a sentence and narrows nothing."""

from datetime import date
from typing import Any

from django import forms

from eoi.account_events import ACCOUNT_EVENTS
from eoi.audit import ACTIONS
from eoi.forms.days import day_field
from eoi.models.audit import AuditEventQuerySet


def action_choices() -> list[tuple[str, str]]:
    """Everything that the trail can hold, and nothing else: `advert.publish` reads “Advert: publish”."""
    return [("", "Every action"), *((name, in_words(name)) for name in sorted(ACCOUNT_EVENTS | ACTIONS.keys()))]


def in_words(action: str) -> str:
    noun, _, verb = action.replace("-", " ").partition(".")
    return f"{noun.capitalize()}: {verb}"


class AuditFilterForm(forms.Form):
    """Everything in the address, so that a page of the trail can be kept and sent."""

    actor = forms.CharField(label="Person (name or e-mail address)", required=False, max_length=254)
    advert = forms.CharField(label="Advert (reference)", required=False, max_length=30)
    action = forms.ChoiceField(
        label="Action",
        required=False,
        choices=action_choices,
        error_messages={"invalid_choice": "There is no action “%(value)s”. Choose one from the list."},
    )
    since = day_field("From", required=False, width="")
    until = day_field("To", required=False, width="")

    def clean_until(self) -> date | None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if since and until and until < since:
            raise forms.ValidationError("“To” is before “From”. Change one of them.")
        return until

    def narrow(self, events: AuditEventQuerySet) -> AuditEventQuerySet:
        """What is asked for; a field with a fault counts as empty."""
        return events.narrowed(**self._wanted())

    @property
    def is_narrowing(self) -> bool:
        return bool(self._wanted())

    def _wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
