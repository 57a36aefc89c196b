"""What an officer changes about a published advert, and an approver who withdraws it (P20)."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from eoi.forms.advert import uk_moment
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert
from eoi.policies.advert_change import WORKING_DAYS_AFTER_MATERIAL_CHANGE

YES, NO = "yes", "no"


class PublicVersionForm(PlainTextForm):
    """Knows the public version that its page was made from, so that a colleague's change is not written over (P13)."""

    public_version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, advert: Advert) -> None:
        """What was typed, on the page for the advert as it stands now: sent again, it counts."""
        typed = cast(QueryDict, self.data)
        typed["public_version"] = str(advert.public_version)


class ExtensionForAllForm(PublicVersionForm):
    """A later closing time, and why. Nothing else changes, so it is never material."""

    closes_at = uk_moment("New closing time", "5pm on 18 December 2026")
    change_summary = forms.CharField(
        label="What changed, in a sentence",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Everybody reads it, and it is mailed. For example: The advert closes a week later.",
        error_messages={"required": "Say in a sentence what changed: it is what everybody is told."},
    )
    change_reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads this too.",
        error_messages={"required": "Say why: everybody reads it beside the change."},
    )
    FIELDS: tuple[str, ...] = ("closes_at",)

    @classmethod
    def of(cls, advert: Advert, data: Any = None) -> Any:
        return cls(data, initial={name: getattr(advert, name) for name in (*cls.FIELDS, "public_version")})

    def clean_closes_at(self) -> datetime:
        closes_at = self.cleaned_data["closes_at"]
        if closes_at is None:
            raise ValidationError("Enter a date and a time of day.")
        return closes_at

    def clean_change_summary(self) -> str:
        return unix_lines(self.cleaned_data["change_summary"])

    def clean_change_reason(self) -> str:
        return unix_lines(self.cleaned_data["change_reason"])

    def changes(self, advert: Advert) -> dict[str, Any]:
        """Those that differ from what the public reads."""
        wanted = {name: self.cleaned_data[name] for name in self.FIELDS}
        return {name: value for name, value in wanted.items() if value != getattr(advert, name)}

    @property
    def is_material(self) -> bool:
        return False


class AmendmentForm(ExtensionForAllForm):
    """Words, contact and closing time. Title, criteria, questions and statements do not change."""

    summary = forms.CharField(label="Summary", max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(label="Text of the advert", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))
    contact_name = forms.CharField(label="Who to ask", max_length=120)
    contact_email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        error_messages={"invalid": "This is not an e-mail address. Enter one like name@example.com."},
    )
    contact_telephone = forms.CharField(label="Their telephone number", required=False, max_length=30)
    closes_at = uk_moment("Closing time", "5pm on 18 December 2026; it only moves later")
    material = forms.ChoiceField(
        label="Is this change material?",
        widget=forms.RadioSelect,
        choices=[
            (YES, "Yes: it may change whether somebody answers, or what they would say"),
            (NO, "No: nobody would answer differently because of it"),
        ],
        help_text=(
            "For example, a service that is added to the text is material; a corrected telephone number is not. After a "
            f"material change at least {WORKING_DAYS_AFTER_MATERIAL_CHANGE} working days must be left to answer, and "
            "organisations that have submitted are asked to confirm or to submit again. You decide, and your name is kept with it."
        ),
        error_messages={
            "required": "Say whether the change is material.",
            "invalid_choice": "Say whether the change is material: yes or no.",
        },
    )
    FIELDS = ("summary", "body", "contact_name", "contact_email", "contact_telephone", "closes_at")
    field_order = (*FIELDS, "change_summary", "change_reason", "material")

    def clean_summary(self) -> str:
        return unix_lines(self.cleaned_data["summary"])

    def clean_body(self) -> str:
        return unix_lines(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_faulty = "contact_email" in self.errors
        if not (is_faulty or cleaned.get("contact_email") or cleaned.get("contact_telephone")):
            self.add_error("contact_email", "Give an e-mail address or a telephone number to ask.")
        return cleaned

    @property
    def is_material(self) -> bool:
        return self.cleaned_data["material"] == YES


class AdvertWithdrawalForm(PublicVersionForm):
    """Why an advert is withdrawn, for everybody to read."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody reads it on the advert’s page, with the day. It never changes.",
        error_messages={"required": "Say why the advert is withdrawn: everybody reads it."},
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])
