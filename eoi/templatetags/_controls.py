"""A form field as GOV.UK draws it. Ids are Django's own: `id_x`, for the first of several `id_x_0`."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from eoi.templatetags._faults import faults_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_COUNTED_CHARACTERS = 5000

# The first that fits decides: a subclass stands before the class it is made from.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.MultiWidget, "parts"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)

CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "checkbox": "govuk-checkboxes__input",
    "text": "govuk-input",
}


@dataclass(frozen=True)
class Choice:
    """One radio or checkbox of several."""

    id: str
    name: str
    value: str
    label: str
    is_selected: bool
    is_disabled: bool
    hint: str
    beside: BoundField | None = None


@dataclass(frozen=True)
class Part:
    """One box of a control made of several, such as a date and a time."""

    label: str
    html: SafeString
    id: str


@dataclass(frozen=True)
class Control:
    """A field with everything that its template prints.

    A word limit is given as `data-maxwords` on the widget; hints for single choices as `choice_hints` on the form
    field, a dictionary by value; `choice_fields` likewise names the form's field that stands under a choice, which says
    `stands_under_choice` so that it is not drawn again; labels for the boxes of a MultiWidget as `part_labels` on the widget.
    """

    field: BoundField
    kind: str
    label: "str | _StrPromise"
    hint: "str | _StrPromise"

    @property
    def template(self) -> str:
        return f"gds/controls/{self.kind}.html"

    @property
    def id(self) -> str:
        return self.field.field.widget.attrs.get("id") or self.field.auto_id

    @property
    def focus_id(self) -> str:
        """Where a link of the error summary leads: a group has no focus of its own, its first control has."""
        return f"{self.id}_0" if self.kind in ("radios", "checkboxes", "parts") else self.id

    @property
    def hint_id(self) -> str:
        return f"{self.id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.id}_error"

    @property
    def info_id(self) -> str:
        """The name that govuk-frontend's counter looks for."""
        return f"{self.id}-info"

    @cached_property
    def errors(self) -> list[str]:
        return faults_of(self.field, self.kind, self.label)

    @cached_property
    def described_by(self) -> str:
        named = [
            (self.hint, self.hint_id),
            (self.field.errors, self.error_id),
            (self.limit, self.info_id),
        ]
        return " ".join(name for present, name in named if present)

    @property
    def limit(self) -> int | None:
        """The number of words, else of characters, that the counter counts to. Only long texts have a counter."""
        if self.kind != "textarea":
            return None
        if self.counts_words:
            return int(self.field.field.widget.attrs["data-maxwords"])
        characters = getattr(self.field.field, "max_length", None)
        return characters if characters and characters <= MOST_COUNTED_CHARACTERS else None

    @property
    def counts_words(self) -> bool:
        return "data-maxwords" in self.field.field.widget.attrs

    @property
    def html(self) -> SafeString:
        """The control. The server answers with a sentence and cuts nothing off: so no `required`, no `maxlength`."""
        bound = self.field
        attributes = bound.build_widget_attrs(self._attributes(self.described_by)) | {"id": self.id, "required": False}
        return bound.field.widget.render(bound.html_name, bound.value(), attributes, renderer=bound.form.renderer)

    @property
    def choices(self) -> list[Choice]:
        hints = {str(value): hint for value, hint in getattr(self.field.field, "choice_hints", {}).items()}
        return [self._choice(option.data, hints) for option in self.field.subwidgets]

    @property
    def parts(self) -> list[Part]:
        widget = self.field.field.widget
        context = widget.get_context(self.field.html_name, self.field.value(), {"id": self.id})["widget"]
        labels = getattr(widget, "part_labels", None) or ("Date", "Time")
        return [
            self._part(inner, sub, label)
            for inner, sub, label in zip(widget.widgets, context["subwidgets"], labels, strict=False)
        ]

    def _attributes(self, described_by: str) -> dict[str, Any]:
        attributes: dict[str, Any] = {
            "class": self._classes(),
            "maxlength": False,
            "data-maxwords": False,
            "placeholder": False,
        }
        if described_by:
            attributes["aria-describedby"] = described_by
        if self.kind == "password":
            attributes |= {"spellcheck": "false", "autocapitalize": "none"}
        if isinstance(self.field.field.widget, forms.NumberInput):
            attributes["inputmode"] = "decimal" if isinstance(self.field.field, forms.DecimalField) else "numeric"
        return attributes

    def _classes(self) -> str:
        own = CLASSES.get(self.kind, "govuk-input")
        names = [own, self.field.field.widget.attrs.get("class", "")]
        if self.kind == "textarea" and self.limit:
            names.append("govuk-js-character-count")
        if self.field.errors and self.kind != "checkbox":
            names.append(f"{own.split()[0]}--error")
        return " ".join(name for name in names if name)

    def _choice(self, data: dict[str, Any], hints: dict[str, str]) -> Choice:
        return Choice(
            id=data["attrs"].get("id", ""),
            name=data["name"],
            value=str(data["value"]),
            label=data["label"],
            is_selected=bool(data["selected"]),
            is_disabled=bool(data["attrs"].get("disabled")),
            hint=hints.get(str(data["value"]), ""),
            beside=self._beside(str(data["value"])),
        )

    def _beside(self, value: str) -> BoundField | None:
        name = getattr(self.field.field, "choice_fields", {}).get(value)
        return self.field.form[name] if name else None

    def _part(self, widget: forms.Widget, context: dict[str, Any], label: str) -> Part:
        attributes = {**context["attrs"], "class": self._classes(), "required": False}
        html = widget.render(context["name"], context["value"], attributes)
        return Part(label=label, html=html, id=attributes.get("id", ""))


def control_for(field: BoundField, *, hint: str = "") -> Control:
    widget = field.field.widget
    kind = next((kind for made_from, kind in KINDS if isinstance(widget, made_from)), "text")
    return Control(field, kind, field.label, hint or field.help_text)
