"""A letter to an organisation."""

from typing import Any

from django import forms

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert, ExpressionOfInterest, Letter, LetterKind, Submission
from eoi.models.letter import LONGEST_LETTER

HIGHEST_VERSION = 2**31 - 1


class AddresseeField(forms.ModelChoiceField):
    """Organisations by name, chosen by the reference of their expression of interest."""

    def __init__(self, advert: Advert, label: str) -> None:
        standing = Submission.objects.standing().for_advert(advert).values("expression")
        expressions = ExpressionOfInterest.objects.for_advert(advert).filter(pk__in=standing)
        super().__init__(
            label=label,
            queryset=expressions.select_related("organisation", "advert").order_by("organisation__name", "pk"),
            to_field_name="reference",
            empty_label="Choose an organisation",
            error_messages={
                "required": "Choose an organisation.",
                "invalid_choice": "Choose one of the organisations whose submission stands.",
            },
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation.name}, {obj.reference}"


class LetterForm(PlainTextForm):
    """Of a new letter with its addressee; of one that is changed with the version that was read."""

    kind = forms.ChoiceField(
        label="What does it do?",
        choices=[
            (LetterKind.OUTCOME.value, "It tells the outcome: once for each organisation"),
            (LetterKind.MESSAGE.value, "Something else: a question, a date, an invitation"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the letter does.", "invalid_choice": "Choose one of the two."},
    )
    subject = forms.CharField(
        label="Subject",
        max_length=160,
        error_messages={
            "required": "Enter a subject.",
            "max_length": "The subject has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )
    body = forms.CharField(
        label="Letter",
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Beneath it stands, on the page and on paper: no offer, no contract, no guarantee, and no advantage or "
        "disadvantage in a later procurement. Name no other organisation.",
        error_messages={
            "required": "Write the letter.",
            "max_length": "The letter has %(show_value)s characters; the limit is %(limit_value)s. Shorten it.",
        },
    )

    def __init__(self, data: Any = None, *, advert: Advert, letter: Letter | None = None, **options: Any) -> None:
        initial = (
            {"kind": letter.kind, "subject": letter.subject, "body": letter.body, "version": letter.version}
            if letter
            else {}
        )
        super().__init__(data, initial={**options.pop("initial", {}), **initial}, **options)
        if letter is None:
            self.fields = {"expression": AddresseeField(advert, "To which organisation?"), **self.fields}
        else:
            self.fields["version"] = VersionField()

    def clean_body(self) -> str:
        return unix_lines(self.cleaned_data["body"])


class VersionField(forms.IntegerField):
    """The version that was on the page; what is no number counts as none, which has changed."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> int:
        try:
            found = super().clean(value) or 0
        except forms.ValidationError:
            return 0
        return found if 0 <= found <= HIGHEST_VERSION else 0


class ReadVersionForm(forms.Form):
    """Which version somebody read before they said yes."""

    version = VersionField()
