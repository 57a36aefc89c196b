"""Following an advert by mail."""

from django import forms

from eoi.forms.plain_text import PlainTextForm


class FollowForm(PlainTextForm):
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="We send a link to it. You follow the advert once you have opened that link.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Write the e-mail address to which we should write.",
            "invalid": "This is not an e-mail address. Write it like name@example.com.",
        },
    )
