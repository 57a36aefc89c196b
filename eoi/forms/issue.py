"""What service managers type about what is hard, and how the list of it is narrowed (S9, S11)."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict

from eoi.actions.issue import IssueWords
from eoi.forms.plain_text import PlainTextForm, unix_lines
from eoi.models import (
    IssueHorizon,
    IssueKind,
    IssueOutcome,
    IssueScope,
    IssueState,
    KnownIssue,
    Need,
    Objective,
    ObjectiveWording,
    Service,
    User,
)
from eoi.models.issue import KnownIssueQuerySet

NOT_YOURS = "You keep no such service. Choose from the list."
WHOLE = [(scope.value, scope.label) for scope in (IssueScope.CORPORATE, IssueScope.PERSONNEL)]
KIND_HINTS = {
    IssueKind.PROBLEM_AREA: "A particular difficulty in your own area of responsibility.",
    IssueKind.KNOWN_ISSUE: "Something that services face, whoever manages them.",
}


def choice_of(service: Service) -> str:
    """Apart from the two wholes, whatever a service may be called."""
    return f"service-{service.key}"


def radios(label: str, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


class IssueForm(PlainTextForm):
    """The live words: internal, whatever stands in them."""

    kind = radios("What kind of matter is it?", IssueKind.choices)
    horizon = radios("When is it so?", IssueHorizon.choices)
    title = forms.CharField(label="Title", max_length=160, help_text="One line that a colleague recognises it by.")
    matter = forms.CharField(
        label="What the matter is",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What is hard, for whom, since when, and what it costs. Only colleagues read this.",
    )
    partner_help = forms.CharField(
        label="What a partner might do about it (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    needs = forms.MultipleChoiceField(
        label="Needs it belongs to (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    objectives = forms.MultipleChoiceField(
        label="Objectives it stands in the way of (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, linked: Iterable[Objective] = (), **kwargs: Any) -> None:
        """`linked`: the objectives that the issue is linked to already, of whatever set."""
        super().__init__(data, **kwargs)
        self.known_needs = list(Need.objects.all())
        self.known_wordings = list(ObjectiveWording.objects.to_link(linked))
        needs, objectives, kind = (cast(Any, self.fields[name]) for name in ("needs", "objectives", "kind"))
        kind.choice_hints = KIND_HINTS
        needs.choices = [(need.key, need.title) for need in self.known_needs]
        objectives.choices = [
            (str(wording.objective_id), f"{wording.objective.number}. {wording.short_title}")
            for wording in self.known_wordings
        ]

    @classmethod
    def of(cls, issue: KnownIssue, data: Any = None) -> "IssueForm":
        """To edit it. Four queries."""
        names = ("kind", "horizon", "title", "matter", "partner_help", "version")
        initial: dict[str, Any] = {name: getattr(issue, name) for name in names}
        initial["needs"] = [need.key for need in issue.needs.all()]
        linked = list(issue.objectives.all())
        initial["objectives"] = [str(objective.pk) for objective in linked]
        return cls(data, initial=initial, linked=linked)

    def clean_matter(self) -> str:
        return unix_lines(self.cleaned_data["matter"])

    def clean_partner_help(self) -> str:
        return unix_lines(self.cleaned_data["partner_help"])

    def show_version(self, issue: KnownIssue) -> None:
        """What was typed, on the page for the issue as it stands now: sent again, it counts (P13)."""
        cast(QueryDict, self.data)["version"] = str(issue.version)

    def words(self) -> IssueWords:
        """For the actions."""
        given = self.cleaned_data
        chosen = set(given["objectives"])
        return IssueWords(
            kind=given["kind"],
            horizon=given["horizon"],
            title=given["title"],
            matter=given["matter"],
            partner_help=given["partner_help"],
            needs=[need for need in self.known_needs if need.key in given["needs"]],
            objectives=[each.objective for each in self.known_wordings if str(each.objective_id) in chosen],
        )


class NewIssueForm(IssueForm):
    """And whom it concerns, which does not change afterwards."""

    about = radios("What does it concern?", (), error_messages={"invalid_choice": NOT_YOURS})
    field_order = ["about", "kind", "horizon"]

    def __init__(self, data: Any = None, *, user: User, service: str = "") -> None:
        self.kept = list(Service.objects.kept_by(user))
        preset = next((choice_of(each) for each in self.kept if each.key == service), None)
        super().__init__(data, initial={"about": preset, "version": None})
        field = cast(Any, self.fields["about"])
        field.choices = [*((choice_of(each), each.name) for each in self.kept), *WHOLE]
        field.choice_hints = {
            IssueScope.PERSONNEL.value: "The council's people as a whole. What troubles the service Personnel and Performance "
            "itself is recorded for that service."
        }

    @property
    def service(self) -> Service | None:
        return next((each for each in self.kept if choice_of(each) == self.cleaned_data["about"]), None)

    @property
    def scope(self) -> str:
        return IssueScope.SERVICE.value if self.service else self.cleaned_data["about"]


class IssueCloseForm(PlainTextForm):
    """How it came to an end."""

    outcome = radios("Why is it closed?", IssueOutcome.choices)
    reason = forms.CharField(
        label="What happened",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence or two for colleagues. It stays with the issue.",
    )

    def clean_reason(self) -> str:
        return unix_lines(self.cleaned_data["reason"])


class NothingToReportForm(PlainTextForm):
    """Services of which their keeper says that there is nothing."""

    services = forms.MultipleChoiceField(
        label="Services with nothing to report",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_YOURS, "required": "Tick at least one service, or go back."},
    )

    def __init__(self, data: Any = None, *, services: list[Service], service: str = "") -> None:
        preset = [each.key for each in services if each.key == service or len(services) == 1]
        super().__init__(data, initial={"services": preset})
        self.possible = services
        cast(Any, self.fields["services"]).choices = [(each.key, each.name) for each in services]

    def chosen(self) -> list[Service]:
        return [each for each in self.possible if each.key in self.cleaned_data["services"]]


class IssueFilterForm(PlainTextForm):
    """Everything in the address. A field with a fault counts as empty."""

    words = forms.CharField(label="Words", required=False, max_length=200)
    about = forms.ChoiceField(label="Concerns", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Both kinds"), *IssueKind.choices])
    horizon = forms.ChoiceField(label="When", required=False, choices=[("", "Now and later"), *IssueHorizon.choices])
    need = forms.ChoiceField(label="Need", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Every state"), *IssueState.choices])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        services = [(choice_of(each), each.name) for each in Service.objects.all()]
        needs = [(need.key, need.title) for need in Need.objects.all()]
        cast(Any, self.fields["about"]).choices = [("", "Everything"), *services, *WHOLE]
        cast(Any, self.fields["need"]).choices = [("", "Every need"), *needs]

    def narrow(self, issues: KnownIssueQuerySet) -> KnownIssueQuerySet:
        wanted = self._wanted()
        if words := wanted.get("words"):
            issues = issues.matching(words)
        if state := wanted.get("state"):
            issues = issues.in_state(state)
        return issues.narrowed(**{name: wanted.get(name, "") for name in ("about", "kind", "horizon", "need")})

    @property
    def is_narrowing(self) -> bool:
        return bool(self._wanted())

    def _wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
