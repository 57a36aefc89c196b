"""Every state of an advert, reached honestly: through actions, as the person who would do it, at a moved clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from eoi.actions.advert import add_officer, draft_advert, edit_advert, publish_advert
from eoi.actions.closing import make_closing_record
from eoi.actions.decision import decide_to_advertise, request_decision
from eoi.actions.expression_of_interest import AnswerChange, save_answers, start_expression
from eoi.actions.opening import confirm_opening, request_opening
from eoi.actions.submission import submit
from eoi.clock import database_now, restore_clock, shift_clock, stop_clock
from eoi.identity import acting_as, perform
from eoi.models import (
    Advert,
    DecisionToAdvertise,
    ExpressionOfInterest,
    Question,
    QuestionKind,
    Service,
    Submission,
    User,
)
from eoi.sealed_content import Declaration
from tests.factories.packs import add_document
from tests.factories.people import make_approver, make_officer, make_partner, organisation_of
from tests.factories.readiness import make_ready
from tests.factories.snapshots import kept

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = datetime(2026, 3, 30, 16, tzinfo=UTC)
DECLARATION = Declaration(name="Lead Person", position="Director", authorised=True, statements_acknowledged=True)


class Clock:
    """Moves `eoi_now()` of the test database, as only its owner can. Inside a test's transaction it is undone with it."""

    def set(self, moment: datetime) -> datetime:
        return stop_clock(moment)

    def run_from(self, moment: datetime) -> datetime:
        """Let the clock run on from `moment`."""
        shift_clock((moment - datetime.now(UTC)).total_seconds())
        return moment

    def advance(self, **by: float) -> datetime:
        return stop_clock(database_now() + timedelta(**by))

    def restore(self) -> None:
        restore_clock()


@dataclass
class World:
    """An advert with its people. `clock` stands at the moment of the last step."""

    clock: Clock
    advert: Advert
    officer: User
    second_officer: User
    approver: User
    submissions: list[Submission] = field(default_factory=list)
    partners: list[User] = field(default_factory=list)

    def refresh(self) -> Advert:
        self.advert = Advert.objects.get(pk=self.advert.pk)
        return self.advert


@kept
def make_draft(
    clock: Clock,
    *,
    reference: str = "SAL-2026-014",
    closes_at: datetime = CLOSES,
    ready: bool = True,
    with_document: bool = False,
) -> World:
    """A complete draft, not decided on yet; every condition of readiness is met, unless `ready` is false."""
    clock.set(OPENS - timedelta(days=14))
    officer, second_officer, approver = make_officer(), make_officer(), make_approver()
    advert = perform(
        draft_advert, by=officer, reference=reference, title="Strategic partnership for Corporate Services"
    )
    advert = perform(
        edit_advert,
        by=officer,
        advert=advert,
        changes={
            "summary": "We want to hear how your organisation could help us.",
            "body": "All of Corporate Services is in scope.\n\nThis is an invitation to talk.",
            "contact_name": "Corporate procurement",
            "contact_email": "partnering@salford.example",
            "contact_telephone": "0161 496 0000",
            "opens_at": OPENS,
            "closes_at": closes_at,
        },
        services=list(Service.objects.all()),
    )
    perform(add_officer, by=officer, advert=advert, officer=second_officer)
    world = World(clock=clock, advert=advert, officer=officer, second_officer=second_officer, approver=approver)
    if with_document:
        add_document(world)
    if ready:
        make_ready(world)
    return world


def ask(world: World) -> World:
    """The officer asks for the decision on the draft as it stands."""
    advert = world.refresh()
    perform(request_decision, by=world.officer, advert=advert, draft_version=advert.draft_version)
    return world


def decide(world: World, **options: Any) -> DecisionToAdvertise:
    """Asked for, and decided by the approver."""
    advert = ask(world).advert
    return perform(
        decide_to_advertise,
        by=world.approver,
        advert=advert,
        draft_version=advert.draft_version,
        **{"reasons": "The evidence is sufficient to ask the market.", **options},
    )


@kept
def make_asked(clock: Clock, **options: Any) -> World:
    """Ready, and the decision asked for."""
    return ask(make_draft(clock, **options))


@kept
def make_published(clock: Clock, **options: Any) -> World:
    """Decided and published, opening later."""
    world = make_draft(clock, **options)
    decide(world)
    world.advert = perform(publish_advert, by=world.officer, advert=world.advert)
    return world


@kept
def make_open(clock: Clock, **options: Any) -> World:
    """Open for a day."""
    world = make_published(clock, **options)
    clock.set(OPENS + timedelta(days=1))
    return world


def start(world: World, partner: User) -> ExpressionOfInterest:
    return perform(start_expression, by=partner, advert=world.advert, organisation=organisation_of(partner))


def complete_answers(
    expression: ExpressionOfInterest, *, words: str = "We would help with this."
) -> list[AnswerChange]:
    """An answer to each required question, made from what stands."""
    questions = Question.objects.of(expression.advert)
    versions = {answer.question_key: answer.version for answer in expression.answers.all()}
    return [
        AnswerChange(key=question.key, version=versions.get(question.key, 0), text=f"{words} ({question.key})")
        for question in questions
        if question.kind in (QuestionKind.ABOUT, QuestionKind.CRITERION)
    ]


def fill_in(expression: ExpressionOfInterest, partner: User, **options: Any) -> ExpressionOfInterest:
    with acting_as(partner):
        changes = complete_answers(expression, **options)
    return perform(save_answers, by=partner, expression=expression, changes=changes)


def submit_for(world: World, partner: User | None = None, **options: Any) -> Submission:
    """A complete submission by `partner`, or by a new organisation."""
    partner = partner or make_partner()
    expression = fill_in(start(world, partner), partner, **options)
    submission = perform(
        submit, by=partner, expression=expression, draft_version=expression.draft_version, declaration=DECLARATION
    )
    world.submissions.append(submission)
    world.partners.append(partner)
    return submission


def close(world: World) -> World:
    """Past the closing time, with the closing record."""
    world.clock.set(CLOSES + timedelta(minutes=1))
    perform(make_closing_record, by=None, advert=world.advert)
    world.refresh()
    return world


def open_submissions(world: World) -> World:
    """Asked for by one officer, confirmed by the other."""
    perform(request_opening, by=world.officer, advert=world.advert)
    world.advert = perform(confirm_opening, by=world.second_officer, advert=world.advert)
    return world


@kept
def make_opened(clock: Clock, *, submissions: int = 2, **options: Any) -> World:
    """Closed and opened, with submissions."""
    world = make_open(clock, **options)
    for _ in range(submissions):
        submit_for(world)
    return open_submissions(close(world))
