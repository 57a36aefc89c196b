"""Texts as people paste them: without characters that the database cannot keep or that turn the words around them."""

import re
from typing import Any

from django import forms
from django.http import QueryDict

NUL = "\x00"
DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class PlainTextForm(forms.Form):
    """Refuses NUL characters anywhere, and in one-line texts those that reverse the direction of writing, in a sentence.

    What was typed is shown again without them, so that sending it a second time succeeds. Long texts keep direction
    characters: pages set each paragraph apart, so that they cannot reach beyond it.
    """

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self._found: dict[str, str] = {}
        super().__init__(data, *args, **kwargs)
        if data is not None:
            self.data = self._without_controls(data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, message in self._found.items():
            self.add_error(name, message)
        return cleaned

    def _without_controls(self, data: Any) -> Any:
        kept = data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)
        if not isinstance(data, QueryDict):
            kept.update(data)
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            text = kept.get(key)
            if not isinstance(text, str):
                continue
            plain = text.replace(NUL, "")
            if plain != text:
                self._found[name] = (
                    f"“{field.label}” held invisible NUL characters, which cannot be kept. They have been taken out: "
                    "read it once more and send it again."
                )
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.Textarea):
                straight = DIRECTION_CONTROLS.sub("", plain)
                if straight != plain:
                    self._found[name] = (
                        f"“{field.label}” held invisible characters that reverse the direction of writing. They have "
                        "been taken out: read it once more and send it again."
                    )
                plain = straight
            if plain != text:
                kept[key] = plain
        return kept


def unix_lines(text: str) -> str:
    """Browsers send a carriage return before each line feed; kept texts have line feeds only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
