"""The page on which staff ask about a prospective partnership: opened, changed, moved to another address (S12)."""

from datetime import date, datetime

from eoi.audit import action, record
from eoi.models import Advert, StaffQuestionPage, User
from eoi.policies.staff_question import problems_with_closing_day
from eoi.problems import Problem, refuse_if
from eoi.references import new_token


@action("staff-question-page.open")
def open_staff_question_page(*, advert: Advert, closes_on: date, by: User, at: datetime) -> StaffQuestionPage:
    """One an advert, at a secret address, until the end of `closes_on`. Whoever has the address may ask."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    if StaffQuestionPage.objects.of(advert):
        text = "Somebody else has opened the page for staff questions meanwhile. Look at it, then change it if needed."
        refuse_if([Problem("changed-meanwhile", text)])
    refuse_if(problems_with_closing_day(closes_on, at=at))
    page = StaffQuestionPage.objects.create(advert=advert, closes_on=closes_on, opened_by=by)
    record("staff-question-page.open", by=by, subject=page, advert=advert, after={"closes_on": str(closes_on)})
    return page


@action("staff-question-page.edit")
def edit_staff_question_page(*, page: StaffQuestionPage, closes_on: date, by: User, at: datetime) -> StaffQuestionPage:
    """Move the last day for questions."""
    page = _locked(page)
    refuse_if(problems_with_closing_day(closes_on, at=at))
    before = {"closes_on": str(page.closes_on)}
    page.closes_on = closes_on
    page.save(update_fields=["closes_on"])
    after = {"closes_on": str(closes_on)}
    record("staff-question-page.edit", by=by, subject=page, advert=page.advert, before=before, after=after)
    return page


@action("staff-question-page.renew")
def renew_staff_question_page(*, page: StaffQuestionPage, by: User) -> StaffQuestionPage:
    """Another address, because the first got into the wrong hands. The earlier one names nothing from now on."""
    page = _locked(page)
    page.token = new_token()
    page.save(update_fields=["token"])
    record("staff-question-page.renew", by=by, subject=page, advert=page.advert)
    return page


def _locked(page: StaffQuestionPage) -> StaffQuestionPage:
    pages = StaffQuestionPage.objects.select_for_update(of=("self",)).select_related("advert")
    return pages.get(pk=page.pk)
