"""What an officer enters about a need, and which needs an advert states (S8)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.advert import VersionedForm
from eoi.forms.objective import LongText
from eoi.forms.plain_text import PlainTextForm
from eoi.models import Advert, Need


class NeedForm(PlainTextForm):
    """A further need."""

    title = forms.CharField(label="Title", max_length=120, help_text="A few words, such as: Gaps in skills.")
    description = LongText(
        label="Description",
        max_length=600,
        rows=3,
        help_text="One or two plain sentences. Organisations read them as the question whether they could help.",
    )


class NeedEditForm(NeedForm):
    """Another wording of a need. `version`: the one it was made from (P13)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, need: Need, data: Any = None) -> "NeedEditForm":
        return cls(data, initial={name: getattr(need, name) for name in cls.base_fields})

    def show_version(self, need: Need) -> None:
        """What was typed, on the page for the need as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["version"] = str(need.version)


class StatedNeedsForm(VersionedForm):
    """The needs that an advert states."""

    needs = forms.MultipleChoiceField(
        label="Needs to state",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each that you tick is printed in the advert and becomes a question, which is not scored.",
        error_messages={"invalid_choice": "One of the needs does not exist. Choose from the list."},
    )

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        self.known_needs = list(Need.objects.offered_or_stated_by(advert))
        stated = [need.key for need in advert.needs.all()]
        super().__init__(data, initial={"needs": stated, "draft_version": advert.draft_version})
        field: Any = self.fields["needs"]
        field.choices = [
            (need.key, f"{need} (retired)" if need.is_retired else need.title) for need in self.known_needs
        ]
        field.choice_hints = {need.key: need.description for need in self.known_needs}

    def clean_needs(self) -> list[Need]:
        return [need for need in self.known_needs if need.key in self.cleaned_data["needs"]]
