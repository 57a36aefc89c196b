"""The parts of an advert, at the left of each of its pages: in the order in which the work is done."""

from dataclasses import dataclass
from typing import Any

from eoi.advert_life import is_decided
from eoi.models import Advert, User
from eoi.navigation import address_of
from eoi.permissions import is_approver

CHANGE_PAGES = ("eoi:advert-change-create", "eoi:advert-extend", "eoi:advert-withdraw")
UNSUBMITTED_PAGES = ("eoi:unsubmitted-ask", "eoi:unsubmitted-decide")
TIME_PAGES = ("eoi:extension-grant", "eoi:extension-decline")


@dataclass(frozen=True)
class Part:
    """A page of the advert. `also`: further pages beneath it, on which it is marked as the current one."""

    page: str
    label: str
    state: str = ""
    is_linked: bool = True
    also: tuple[str, ...] = ()


def parts_of(advert: Advert, *, user: User, runs: bool, here: str) -> list[dict[str, Any]]:
    """Groups of parts with their state; without a link where this person has nothing to do there. No query."""
    return [
        {"title": title, "parts": [_facts(part, advert, here=here) for part in parts if _exists(part, advert)]}
        for title, parts in _groups(advert, user=user, runs=runs)
    ]


def _groups(advert: Advert, *, user: User, runs: bool) -> list[tuple[str, list[Part]]]:
    editable = runs and not advert.is_published
    frozen = "Frozen" if advert.is_published else ""
    concerned = runs or is_approver(user)
    return [
        (
            "Prepare",
            [
                Part("eoi:advert-manage", "Overview"),
                Part("eoi:advert-readiness", "Readiness"),
                Part("eoi:advert-edit", "Words, dates, services", frozen, editable),
                Part("eoi:advert-aims", "Objectives and needs", frozen, editable),
                Part(_criteria(editable), "Criteria", frozen, also=("eoi:criteria-edit", "eoi:criteria-agreement")),
                Part("eoi:advert-issues", "Profiles and issues"),
                Part("eoi:pack-manage", "Information pack"),
                Part("eoi:consultation-detail", "Consultation"),
                Part("eoi:staff-question-list", "Staff questions"),
                Part("eoi:plan-detail", "Plan"),
                Part("eoi:communication-list", "Communication"),
                Part("eoi:advert-officer-add", "Officers", str(len(advert.officers.all())), runs),
            ],
        ),
        (
            "Decide and publish",
            [
                Part(_public_page(advert), "As the public sees it"),
                Part("eoi:decision-paper", "Decision paper"),
                Part("eoi:advert-decide", "Decision to advertise", _decision(advert), _decides(advert, user)),
                Part("eoi:notice-detail", "Notice"),
                Part("eoi:advert-publish", "Publication", "Published" if advert.is_published else "", editable),
            ],
        ),
        (
            "While it is open",
            [
                Part("eoi:clarification-list", "Questions and answers", "", advert.is_published),
                Part("eoi:advert-change-list", "Changes", _changes(advert), advert.is_published, also=CHANGE_PAGES),
                Part("eoi:extension-list", "More time", "", advert.is_published and concerned, also=TIME_PAGES),
                Part("eoi:reminder-preview", "Reminders", "", advert.is_published),
            ],
        ),
        (
            "After closing",
            [
                Part(
                    "eoi:unsubmitted-detail", "Not submitted", "", advert.is_published and concerned, UNSUBMITTED_PAGES
                ),
                Part("eoi:opening-detail", "Opening", _opening(advert), advert.is_published),
                Part("eoi:submission-list", "Submissions", "", runs or is_approver(user)),
                Part("evaluation:panel-detail", "Panel", "", runs),  # another app, which may not be there
                Part("eoi:letter-index", "Letters", "", advert.is_opened and concerned),
                Part("eoi:minutes-index", "Minutes", "", advert.is_opened and concerned),
                Part("eoi:feedback-index", "Feedback", "", advert.is_opened and concerned),
                Part("eoi:retention-hold", "Hold against deletion", "", advert.is_published and is_approver(user)),
            ],
        ),
    ]


def _facts(part: Part, advert: Advert, *, here: str) -> dict[str, Any]:
    return {
        "label": part.label,
        "state": part.state,
        "url": address_of(part.page, advert.reference) if part.is_linked else "",
        "is_current": f"eoi:{here}" in (part.page, *part.also),
    }


def _exists(part: Part, advert: Advert) -> bool:
    return bool(address_of(part.page, advert.reference))


def _public_page(advert: Advert) -> str:
    return "eoi:advert-detail" if advert.is_published else "eoi:advert-preview"


def _criteria(editable: bool) -> str:
    """Whoever does not write them reads who agreed to them."""
    return "eoi:criteria-edit" if editable else "eoi:criteria-agreement"


def _changes(advert: Advert) -> str:
    return "Withdrawn" if advert.is_withdrawn else ""


def _decision(advert: Advert) -> str:
    return "Recorded" if is_decided(advert) else "Waiting"


def _decides(advert: Advert, user: User) -> bool:
    return is_approver(user) and not advert.is_published


def _opening(advert: Advert) -> str:
    if advert.is_opened:
        return "Opened"
    return "Asked for" if advert.opening_requested_at else "Sealed"
