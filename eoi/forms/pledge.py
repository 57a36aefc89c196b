"""What an officer enters about a pledge (S2)."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.forms.objective import LongText
from eoi.forms.plain_text import PlainTextForm
from eoi.models import Objective, ObjectiveSet, ObjectiveWording, Pledge

SOURCE = "Where the pledge was found: a document with its date and page, or a minute. Without it the pledge is not confirmed."


class PledgeVersionForm(PlainTextForm):
    """Knows the version of the pledge that its page was made from (P13)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, pledge: Pledge) -> None:
        """What was typed, on the page for the pledge as it stands now: sent again, it counts."""
        cast(QueryDict, self.data)["version"] = str(pledge.version)


class PledgeForm(PlainTextForm):
    """A further pledge."""

    title = forms.CharField(label="Title", max_length=120, help_text="As the council words it.")
    description = LongText(label="What it means", required=False, max_length=600, rows=3)
    source = forms.CharField(label="Source", required=False, max_length=300, help_text=SOURCE)


class PledgeEditForm(PledgeVersionForm, PledgeForm):
    """Another wording of a pledge."""

    @classmethod
    def of(cls, pledge: Pledge, data: Any = None) -> "PledgeEditForm":
        return cls(data, initial={name: getattr(pledge, name) for name in cls.base_fields})


class PledgeConfirmForm(PledgeVersionForm):
    """Its source, without which nothing is confirmed."""

    source = forms.CharField(
        label="Source",
        max_length=300,
        help_text=SOURCE,
        error_messages={"required": "Say where the pledge was found. Without a source it is not confirmed."},
    )

    @classmethod
    def of(cls, pledge: Pledge, data: Any = None) -> "PledgeConfirmForm":
        return cls(data, initial={"source": pledge.source, "version": pledge.version})


class PledgeLinkForm(PledgeVersionForm):
    """A sentence for each objective of one set that serves the pledge; empty where it does not."""

    def __init__(self, data: Any = None, *, pledge: Pledge, objective_set: ObjectiveSet) -> None:
        self.wordings = list(ObjectiveWording.objects.of_set(objective_set).current())
        standing = {link.objective_id: link.sentence for link in pledge.links.all()}
        super().__init__(data, initial={"version": pledge.version})
        for wording in self.wordings:
            number = wording.objective.number
            self.fields[f"sentence_{number}"] = LongText(
                label=f"How objective {number} serves it",
                required=False,
                max_length=300,
                rows=2,
                initial=standing.get(wording.objective_id, ""),
            )
        if data is not None:
            self.data = self._without_controls(data)

    @property
    def rows(self) -> list[tuple[ObjectiveWording, forms.BoundField]]:
        return [(wording, self[f"sentence_{wording.objective.number}"]) for wording in self.wordings]

    def sentences(self) -> dict[Objective, str]:
        """For `link_pledge`."""
        return {
            wording.objective: self.cleaned_data[f"sentence_{wording.objective.number}"] for wording in self.wordings
        }
