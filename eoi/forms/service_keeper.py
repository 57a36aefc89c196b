"""Who owns a service."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.plain_text import PlainTextForm
from eoi.holdings import who_could_take
from eoi.models import Service, User


class ServiceOwnerForm(PlainTextForm):
    """`was` is the owner whom the page showed, so that two administrators do not undo each other unseen (P13)."""

    person = forms.ModelChoiceField(
        label="Owner",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a service manager",
        error_messages={
            "required": "Choose a service manager.",
            "invalid_choice": "This person is not a service manager who could own it. Choose from the list.",
        },
    )
    was = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, service: Service) -> None:
        owner = service.owner
        super().__init__(data, initial={"was": owner.reference if owner else ""})
        field: Any = self.fields["person"]
        field.queryset = who_could_take(service, besides=[owner] if owner else [])

    def show_owner(self, owner: User | None) -> None:
        """What was chosen, on the page as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["was"] = owner.reference if owner else ""
