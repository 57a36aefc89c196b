"""What an officer enters into a draft. Incomplete is saved; only what cannot be meant is refused (P4)."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import Advert, Role, Service, User
from eoi.policies.clarification import problems_with_questions_until
from eoi.templatetags.times import uk_time
from eoi.working_days import UNITED_KINGDOM, add_working_days

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
WORKING_DAYS_TO_ANSWER = 5


class UkMomentWidget(forms.SplitDateTimeWidget):
    """A date and a time of day, as browsers ask for them; typed as 2026-12-18 and 17:00 where they do not."""

    part_labels = ("Date", "Time of day")

    def __init__(self) -> None:
        super().__init__(
            date_format="%Y-%m-%d", time_format="%H:%M", date_attrs={"type": "date"}, time_attrs={"type": "time"}
        )


class UkMomentField(forms.SplitDateTimeField):
    """Says in a sentence that a time of the hour in which the clocks change does not exist, or comes twice (P18)."""

    def compress(self, data_list: Any) -> datetime | None:
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            message = f"The clocks change in that hour, so “{self.label}” would not be one moment. Choose a time before 1am or from 2am on."
            raise ValidationError(message, code=error.code) from None


def uk_moment(label: str, example: str) -> UkMomentField:
    """A moment in UK time, or nothing yet."""
    return UkMomentField(
        label=label,
        required=False,
        widget=UkMomentWidget(),
        input_date_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
        input_time_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        help_text=f"UK time, such as {example}.",
        error_messages={
            "invalid_date": f"“{label}” has no date that exists. Enter one such as 18/12/2026, with the time of day.",
            "invalid_time": f"“{label}” has no time of day that exists. Enter one such as 17:00, with the date.",
        },
    )


class VersionedForm(PlainTextForm):
    """Knows the version of the draft that its page was made from, so that a colleague's change is not written over (P13)."""

    draft_version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, advert: Advert) -> None:
        """What was typed, on the page for the draft as it stands now: sent again, it counts."""
        typed = cast(QueryDict, self.data)
        typed["draft_version"] = str(advert.draft_version)


class AdvertStartForm(PlainTextForm):
    """The least a draft begins with."""

    title = forms.CharField(label="Title", max_length=160, help_text="What the public reads first.")
    reference = forms.CharField(
        label="Reference",
        max_length=30,
        help_text="Letters, digits and hyphens. It is part of the advert's address, so it does not change once published.",
    )

    def __init__(self, data: Any = None, *, advert: Advert | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.advert = advert

    def clean_reference(self) -> str:
        reference = self.cleaned_data["reference"].upper()
        Advert._meta.get_field("reference").run_validators(reference)
        if not any(character.isdigit() for character in reference):
            raise ValidationError("The reference has no digit. Add one, as in SAL-2026-014.")
        others = Advert.objects.all() if self.advert is None else Advert.objects.exclude(pk=self.advert.pk)
        if others.filter(reference__iexact=reference).exists():
            raise ValidationError(f"{reference} is the reference of another advert. Choose another one.")
        return reference


class AdvertForm(VersionedForm, AdvertStartForm):
    """Words, contact, dates and scope."""

    summary = forms.CharField(
        label="Summary",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Two or three sentences, in large letters under the title.",
    )
    body = forms.CharField(
        label="Text of the advert",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="A blank line begins a new paragraph. Objectives, needs, services and standing statements are added by themselves.",
    )
    contact_name = forms.CharField(label="Who to ask", required=False, max_length=120, help_text="A person or a team.")
    contact_email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        max_length=254,
        error_messages={"invalid": "This is not an e-mail address. Enter one like name@example.com."},
    )
    contact_telephone = forms.CharField(label="Their telephone number", required=False, max_length=30)
    opens_at = uk_moment("Opens at", "9am on 2 November 2026")
    closes_at = uk_moment("Closes at", "5pm on 18 December 2026")
    questions_until = uk_moment("Questions until", "5pm on 11 December 2026")
    services = forms.MultipleChoiceField(
        label="Services in scope",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All of them, so that organisations of every kind can answer. If you leave one out, everybody reads why.",
        error_messages={"invalid_choice": "One of the services does not exist. Choose from the list."},
    )
    WORDS = ("title", "reference", "summary", "body", "contact_name", "contact_email", "contact_telephone")
    TIMES = ("opens_at", "closes_at", "questions_until")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.known_services = list(Service.objects.all())
        field: Any = self.fields["services"]
        field.choices = [(service.key, service.name) for service in self.known_services]
        field.choice_hints = {service.key: service.description for service in self.known_services}
        self.fields["questions_until"].help_text = _suggestion(self.advert)
        field.choice_fields = {service.key: _reason_of(service) for service in self.known_services}
        for service in self.known_services:
            self.fields[_reason_of(service)] = _left_out_field(service)

    @classmethod
    def of(cls, advert: Advert, data: Any = None) -> "AdvertForm":
        initial = {name: getattr(advert, name) for name in (*cls.WORDS, *cls.TIMES, "draft_version")}
        initial["services"] = [service.key for service in advert.services.all()]
        initial |= {_reason_of(each.service): each.reason for each in advert.left_out.select_related("service")}
        return cls(data, advert=advert, initial=initial)

    def clean_summary(self) -> str:
        return unix_lines(self.cleaned_data["summary"])

    def clean_body(self) -> str:
        return unix_lines(self.cleaned_data["body"])

    def clean_services(self) -> list[Service]:
        return [service for service in self.known_services if service.key in self.cleaned_data["services"]]

    def clean_opens_at(self) -> datetime | None:
        return _in_our_times(self.cleaned_data["opens_at"], "opening")

    def clean_closes_at(self) -> datetime | None:
        closes_at = _in_our_times(self.cleaned_data["closes_at"], "closing")
        opens_at = self.cleaned_data.get("opens_at")
        if opens_at and closes_at and closes_at <= opens_at:
            raise ValidationError("The closing time is not after the opening time. Choose a later one.")
        return closes_at

    def clean_questions_until(self) -> datetime | None:
        questions_until = _in_our_times(self.cleaned_data["questions_until"], "last")
        opens_at, closes_at = self.cleaned_data.get("opens_at"), self.cleaned_data.get("closes_at")
        for problem in problems_with_questions_until(questions_until, opens_at=opens_at, closes_at=closes_at):
            raise ValidationError(problem.message)
        return questions_until

    def clean(self) -> dict[str, Any]:
        """Each service is either ticked or left out for a reason, never both or neither (S7)."""
        cleaned = super().clean()
        in_scope: list[Service] | None = cleaned.get("services")
        if in_scope is None:
            return cleaned
        for service in self.known_services:
            reason = cleaned.get(_reason_of(service), "").strip()
            if service in in_scope and reason:
                message = f"{service.name} is in scope and left out at once. Clear the box, or delete the reason."
                self.add_error(_reason_of(service), message)
            if service not in in_scope and not reason and _reason_of(service) not in self.errors:
                self.add_error(_reason_of(service), f"{service.name} is left out. Say why, or put it in scope.")
        return cleaned

    def left_out(self) -> dict[Service, str]:
        """For `edit_advert`: why each service that is not in scope is not."""
        reasons = {
            service: unix_lines(self.cleaned_data[_reason_of(service)]).strip() for service in self.known_services
        }
        return {service: reason for service, reason in reasons.items() if reason}

    def changes(self) -> dict[str, Any]:
        """For `edit_advert`."""
        return {name: self.cleaned_data[name] for name in (*self.WORDS, *self.TIMES)}


class AdvertOfficerForm(forms.Form):
    """A colleague who will run the advert as well."""

    officer = forms.ModelChoiceField(
        label="Procurement officer",
        queryset=User.objects.none(),
        to_field_name="reference",
        empty_label="Choose a colleague",
        error_messages={
            "required": "Choose a colleague.",
            "invalid_choice": "This person is not a procurement officer who could be added. Choose from the list.",
        },
    )

    def __init__(self, data: Any = None, *, advert: Advert) -> None:
        super().__init__(data)
        running = advert.officers.values("user")
        field: Any = self.fields["officer"]
        field.queryset = User.objects.holding(Role.PROCUREMENT_OFFICER).exclude(pk__in=running)


def _suggestion(advert: Advert | None) -> str:
    """Five working days before closing leave time to answer, and time to use the answers."""
    words = "UK time. Until when prospective partners may ask; left empty, until the closing time."
    if advert is None or advert.closes_at is None:
        return f"{words} Five working days before closing leave time to answer."
    local = advert.closes_at.astimezone(UNITED_KINGDOM)
    day = add_working_days(local.date(), -WORKING_DAYS_TO_ANSWER)
    suggested = datetime.combine(day, local.time(), tzinfo=UNITED_KINGDOM)
    return f"{words} Five working days before closing would be {uk_time(suggested)}."


def _reason_of(service: Service) -> str:
    return f"left_out_{service.key}"


def _left_out_field(service: Service) -> forms.CharField:
    field = forms.CharField(
        label=f"If {service.name} is left out: why?",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field.stands_under_choice = True  # type: ignore[attr-defined]
    return field


def _in_our_times(moment: datetime | None, which: str) -> datetime | None:
    if moment and not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValidationError(
            f"The {which} time is in the year {moment.year}. Choose one between {EARLIEST_YEAR} and {LATEST_YEAR}."
        )
    return moment
