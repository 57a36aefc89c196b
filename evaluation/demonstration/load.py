"""The demonstration in order: people, a closed and part-scored advert, one that was withdrawn, an open one with drafts, and one
still being written.

Everything is done by actions at the moment it would have been done: `eoi_now()` is moved, no guard is ever switched off.
Dates are relative to the day of loading. One transaction: all of it, or nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from eoi.actions.advert import add_officer, draft_advert, edit_advert, publish_advert
from eoi.actions.closing import make_closing_record
from eoi.actions.decision import decide_to_advertise, request_decision
from eoi.actions.opening import confirm_opening, request_opening
from eoi.clock import restore_clock, stop_clock
from eoi.identity import perform
from eoi.models import Advert, Service, User
from eoi.working_days import UNITED_KINGDOM, add_working_days
from evaluation.demonstration import content
from evaluation.demonstration.amendments import add_to_the_text, ask_for_more_time, correct_the_contact, withdraw
from evaluation.demonstration.attachments import attach
from evaluation.demonstration.clarification import ask_and_answer
from evaluation.demonstration.closing import ask_and_decide, come_too_late, keep_the_log
from evaluation.demonstration.correspondence import correspond
from evaluation.demonstration.followers import follow
from evaluation.demonstration.notice import record_notice
from evaluation.demonstration.partners import Partner, answer, make_partner, send
from evaluation.demonstration.preparation import Preparation, catch_up, pack, prepare, set_up
from evaluation.demonstration.scoring import score_in_part
from evaluation.demonstration.staff import Staff, make_staff
from evaluation.demonstration.writing_together import mark_and_tick, write_in_turn

Say = Callable[[str], None]
MARKS = "northgate-shared-services"


@transaction.atomic
def load(*, now: datetime, say: Say) -> None:
    """Load all of it. `say` is told each step, because this takes some seconds."""

    def day(offset: int, hour: int, minute: int = 0) -> datetime:
        on = (now.astimezone(UNITED_KINGDOM) + timedelta(days=offset)).date()
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UNITED_KINGDOM)

    say("People of the council")
    staff = make_staff(day(-120, 9))
    set_up(staff, day)
    say("Thirteen organisations")
    partners = {
        organisation.slug: make_partner(organisation, day(-55, 10, minute))
        for minute, organisation in enumerate(content.organisations())
    }
    closed = _load_closed_advert(staff, partners, day, say)
    _load_withdrawn_advert(staff, partners, day, say)
    opened = _load_open_advert(staff, partners, day, say)
    _load_draft(staff, day, say)
    catch_up(closed, opened, now=now)
    User.objects.active().update(is_demonstration=True)
    restore_clock()


Day = Callable[..., datetime]


def _load_closed_advert(staff: Staff, partners: dict[str, Partner], day: Day, say: Say) -> Advert:
    say("An advert that has closed, with a submission of each organisation")
    first, second = staff.officers
    advert = _draft(
        content.advert("corporate-services"),
        reference=f"SAL-{day(-100, 9).year}-014",
        services=list(Service.objects.all()),
        opens_at=day(-60, 9),
        closes_at=day(-21, 17),
        officers=staff.officers,
        at=day(-100, 9),
    )
    prepare(Preparation(advert, staff, day, drafted=-100, decided=-64, is_finished=True))
    advert = _publish(advert, staff, reasons=content.advert("corporate-services").decision_reasons, at=day(-64, 14))
    record_notice(advert, at=day(-63, 11))
    for number, organisation in enumerate(content.organisations()):
        partner = partners[organisation.slug]
        expression = answer(
            partner, advert, organisation.reply, started=day(-50 + number, 10), saved=day(-40 + number, 15)
        )
        if organisation.slug == MARKS:
            expression = mark_and_tick(partner, expression, "objective-2", at=day(-39 + number, 10))
        expression = attach(partner, expression, (organisation.slug, "corporate-services"), at=day(-35 + number, 16))
        send(partner, expression, at=day(-34 + number, 11, number))
    come_too_late(advert, day)
    stop_clock(day(-21, 17, 1))
    perform(make_closing_record, by=None, advert=advert)
    ask_and_decide(advert, by=staff.approver, day=day)
    keep_the_log(day)
    say("Two officers open the submissions")
    stop_clock(day(-20, 9, 30))
    perform(request_opening, by=first, advert=advert)
    stop_clock(day(-20, 10))
    advert = perform(confirm_opening, by=second, advert=advert)
    say("A panel of five begins to score")
    score_in_part(advert, staff, day)
    correspond(advert, staff, partners, day)
    return advert


def _load_withdrawn_advert(staff: Staff, partners: dict[str, Partner], day: Day, say: Say) -> None:
    say("An advert that was withdrawn")
    words = content.advert("land-charges")
    advert = _draft(
        words,
        reference=f"SAL-{day(-90, 9).year}-015",
        services=list(Service.objects.filter(key="law-and-administration")),
        left_out=words.left_out,
        opens_at=day(-42, 9),
        closes_at=_after_working_days(day(-42, 9), 25),
        officers=staff.officers,
        at=day(-90, 9),
    )
    prepare(Preparation(advert, staff, day, drafted=-90, decided=-49, is_finished=True))
    advert = _publish(advert, staff, reasons=words.decision_reasons, at=day(-49, 14))
    record_notice(advert, at=day(-48, 10))
    for draft in words.drafts:
        answer(partners[draft.slug], advert, draft.reply, started=day(-38, 11), saved=day(-37, 16))
    catch_up(advert, now=day(-31, 18))
    withdraw(advert, by=staff.approver, day=day)


def _load_open_advert(staff: Staff, partners: dict[str, Partner], day: Day, say: Say) -> Advert:
    say("An advert that is open, with drafts and submissions")
    words = content.advert("workplace-learning")
    advert = _draft(
        words,
        reference=f"SAL-{day(-50, 9).year}-017",
        services=list(Service.objects.filter(key="personnel-and-performance")),
        left_out=words.left_out,
        opens_at=day(-14, 9),
        closes_at=_after_working_days(day(-14, 9), 24),
        officers=list(reversed(staff.officers)),
        at=day(-50, 9),
    )
    prepare(Preparation(advert, staff, day, drafted=-50, decided=-20, is_finished=True))
    advert = _publish(advert, staff, reasons=words.decision_reasons, at=day(-20, 14))
    record_notice(advert, at=day(-19, 10))
    follow(advert, day)
    for number, draft in enumerate(words.drafts):
        partner = partners[draft.slug]
        expression = answer(partner, advert, draft.reply, started=day(-12, 10, number), saved=day(-6, 15, number))
        if draft.state == "submitted":
            expression = attach(partner, expression, (draft.slug, "workplace-learning"), at=day(-5, 16, number))
            send(partner, expression, at=day(-4, 11, number))
        elif draft.slug == MARKS:
            mark_and_tick(partner, expression, "objective-2", at=day(-5, 9, 15))
        else:
            write_in_turn(partner, expression, day)
        if draft.state == "complete":
            attach(partner, expression, (draft.slug, "workplace-learning"), at=day(-4, 17, number))
    correct_the_contact(advert, day)
    ask_and_answer(advert, partners, day)
    pack.add_one_later(advert, staff, day)
    add_to_the_text(advert, day)
    ask_for_more_time(advert, partners, day)
    return advert


def _load_draft(staff: Staff, day: Day, say: Say) -> None:
    say("An advert that is still being prepared")
    words = content.advert("evening-contact")
    advert = _draft(
        words,
        reference=f"SAL-{day(-15, 9).year}-021",
        services=list(Service.objects.filter(key__in=["customer-services", "it-services"])),
        left_out=words.left_out,
        opens_at=day(21, 9),
        closes_at=_after_working_days(day(21, 9), 25),
        officers=staff.officers,
        at=day(-15, 9),
    )
    prepare(Preparation(advert, staff, day, drafted=-15, decided=0, is_finished=False))


def _after_working_days(opens_at: datetime, number: int) -> datetime:
    """5pm, so many working days later, or earlier: the days between depend on the season of the loading."""
    on = add_working_days(opens_at.date(), number)
    return datetime(on.year, on.month, on.day, 17, tzinfo=UNITED_KINGDOM)


def _draft(
    words: content.AdvertContent,
    *,
    reference: str,
    services: list[Service],
    left_out: str = "",
    opens_at: datetime,
    closes_at: datetime,
    officers: list[User],
    at: datetime,
) -> Advert:
    stop_clock(at)
    first, second = officers
    advert = perform(draft_advert, by=first, reference=reference, title=words.title)
    changes = {
        "summary": words.summary,
        "body": words.body,
        "contact_name": words.contact_name,
        "contact_email": words.contact_email,
        "contact_telephone": words.contact_telephone,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "questions_until": _after_working_days(closes_at, -5),
    }
    others = {service: left_out for service in Service.objects.all() if service not in services}
    advert = perform(edit_advert, by=first, advert=advert, changes=changes, services=services, left_out=others)
    perform(add_officer, by=first, advert=advert, officer=second)
    return advert


def _publish(advert: Advert, staff: Staff, *, reasons: str, at: datetime) -> Advert:
    """Asked for the day before, decided, and published two hours later."""
    advert.refresh_from_db()
    version = advert.draft_version
    first = advert.officers.select_related("user").earliest("pk").user
    stop_clock(at - timedelta(days=1))
    perform(request_decision, by=first, advert=advert, draft_version=version)
    stop_clock(at)
    perform(decide_to_advertise, by=staff.approver, advert=advert, draft_version=version, reasons=reasons)
    stop_clock(at + timedelta(hours=2))
    return perform(publish_advert, by=first, advert=advert)
