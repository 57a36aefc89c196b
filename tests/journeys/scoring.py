"""The panel, conflicts, scores, closing and the ranking: as officers, evaluators and the chair do it."""

from tests.browser.visitor import Visitor
from tests.journeys.cast import CHAIR, IRWELL, LAST_MARK, MARKS, NORTHGATE, RECUSED, REFERENCE, WEIGHTINGS

OBJECTIVES = len(WEIGHTINGS)


def form_the_panel(officer: Visitor) -> None:
    officer.open(f"/officer/adverts/{REFERENCE}/")
    officer.follow("Panel", within=".side-list")
    officer.sees("No panel yet")
    officer.page.locator("main").get_by_text("Form the panel").click()
    officer.fill("Name of the panel", "Corporate Services panel")
    officer.press("Form the panel")
    officer.sees("has been formed. Add its members now.", "The panel has 0 of at least 2 members.")
    for name in MARKS:
        officer.follow("Add an evaluator", within="main")
        officer.page.get_by_label("Evaluator", exact=True).select_option(label=name)
        officer.press("Add this evaluator")
        officer.sees(f"{name} is on the panel, and has been told by e-mail.")
    officer.follow("Choose the chair", within="main")
    officer.choose(CHAIR)
    officer.press("Make this person the chair")
    officer.sees(f"{CHAIR} chairs the panel.", "Everything is ready")
    officer.press("Open scoring")
    officer.sees("Opening scoring cannot be undone.", CHAIR)
    officer.press("Open scoring")
    officer.sees("Scoring is open. 3 members have been told by e-mail.")


def declare(evaluator: Visitor) -> None:
    """Before anything can be read."""
    evaluator.open("/evaluation/")
    evaluator.sees("You can read nothing before that.")
    evaluator.does_not_see("We would bring the queues down")
    evaluator.press("Declare your conflicts")
    for name in (NORTHGATE, IRWELL):
        section = f"section:has-text('{name}')"
        if (evaluator.name, name) == (RECUSED, IRWELL):
            evaluator.choose("Actual: I have an interest", within=section)
            evaluator.fill("If you have one, what is it?", "My sister works there.", within=section)
        else:
            evaluator.choose("No, none", within=section)
    evaluator.press("Record this declaration")
    evaluator.sees("0 of 1 locked" if evaluator.name == RECUSED else "0 of 2 locked")


def score_everything(evaluator: Visitor) -> None:
    for number, (name, mark) in enumerate(MARKS[evaluator.name].items(), start=1):
        evaluator.open("/evaluation/")
        evaluator.follow("Corporate Services panel", within="main")
        evaluator.follow(name, within="main")
        evaluator.sees_heading(name)
        evaluator.sees("We would bring the queues down within a year.")
        _save_in_part(evaluator, mark)
        _give(evaluator, mark, LAST_MARK[name])
        evaluator.press("Lock my scores")
        evaluator.sees(f"Lock your scores for {name}?", "Locked scores no longer change.")
        evaluator.press("Lock my scores")
        evaluator.sees(f"Your scores for {name} are locked.", f"{number} of {len(MARKS[evaluator.name])} locked")
    if evaluator.name == RECUSED:
        evaluator.sees(IRWELL, "Recused")
        assert evaluator.main.get_by_role("link", name=IRWELL, exact=True).count() == 0


def _save_in_part(evaluator: Visitor, mark: str) -> None:
    """One score without a reason: saved, but not enough to lock."""
    evaluator.page.locator(f'[name="objective-1-mark"][value="{mark}"]').check()
    evaluator.press("Save these scores")
    evaluator.sees("are saved.", "1 of 5 objectives scored")
    evaluator.press("Lock my scores")
    evaluator.sees("These scores cannot be locked yet", "has no reason. Say why you gave this score.")
    evaluator.follow("Back to the scores", within="main")


def _give(evaluator: Visitor, mark: str, last: str) -> None:
    for position in range(1, OBJECTIVES + 1):
        value = last if position == OBJECTIVES else mark
        evaluator.page.locator(f'[name="objective-{position}-mark"][value="{value}"]').check()
        evaluator.page.locator(f'[name="objective-{position}-rationale"]').fill(f"As {value} describes it (¶1).")


def see_nothing_of_others(evaluator: Visitor, ranking: str) -> None:
    evaluator.open(ranking)
    evaluator.does_not_see("Total", "As 5 describes it")


def close_scoring(chair: Visitor) -> None:
    chair.open("/evaluation/")
    chair.follow("Corporate Services panel", within="main")
    chair.follow("See how far everybody is")
    chair.sees("Everybody has finished.", *MARKS)
    chair.press("Close individual scoring")
    chair.sees("Closing cannot be undone.")
    chair.press("Close individual scoring")
    chair.sees("A rank is an aid to choosing whom to talk to first.")


def ranked(reader: Visitor) -> list[tuple[int, str, str]]:
    """Rank, organisation and total, as the table shows them."""
    rows = reader.page.locator("main table tbody tr").all()
    return [
        (
            int(row.locator("td.numeral").inner_text()),
            row.locator("th").inner_text().strip(),
            row.locator("td.total").inner_text().strip(),
        )
        for row in rows
    ]
