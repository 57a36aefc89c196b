"""A plan to begin with: what usually happens around an advert, hung on its own days (S13, S14). Changed freely afterwards."""

from dataclasses import dataclass

from eoi.models import Anchor, Audience


@dataclass(frozen=True)
class PlannedMilestone:
    """`waits_for` is one of the advert's days, or the key of a milestone that stands earlier in the list; `offset` in working days."""

    key: str
    title: str
    done_means: str
    waits_for: str
    offset: int
    working_days_needed: int = 0


@dataclass(frozen=True)
class PlannedActivity:
    """`waits_for` and `offset` as of `PlannedMilestone`."""

    audience: str
    message: str
    channel: str
    waits_for: str
    offset: int


@dataclass(frozen=True)
class Outline:
    milestones: tuple[PlannedMilestone, ...]
    activities: tuple[PlannedActivity, ...]


OPENING, CLOSING = Anchor.OPENING.value, Anchor.CLOSING.value

USUAL_PLAN = Outline(
    milestones=(
        PlannedMilestone(
            "team", "Sponsor and two officers named", "Both officers stand on the advert.", OPENING, -25, 2
        ),
        PlannedMilestone(
            "consultation",
            "Consultation with staff and unions begun",
            "Every body has its workspace and knows whom to ask.",
            OPENING,
            -24,
            3,
        ),
        PlannedMilestone(
            "profiles",
            "Service profiles signed off",
            "Each service in scope has a profile that its owner signed this year.",
            OPENING,
            -18,
            5,
        ),
        PlannedMilestone(
            "issues",
            "Known issues assembled",
            "What is known now, and what is coming, is written down for each service.",
            "profiles",
            3,
            3,
        ),
        PlannedMilestone(
            "criteria",
            "Criteria and weightings agreed",
            "Those who have to agree have said so by name.",
            OPENING,
            -13,
            5,
        ),
        PlannedMilestone(
            "answers",
            "Representations answered",
            "No formal representation waits for an answer.",
            OPENING,
            -10,
            5,
        ),
        PlannedMilestone(
            "draft", "Draft of the advert complete", "Every condition but the decision is met.", "criteria", 4, 4
        ),
        PlannedMilestone(
            "decision", "Decision to advertise", "An approver has recorded it, with reasons.", OPENING, -5, 2
        ),
        PlannedMilestone("publication", "Advert published", "Anybody can read it.", OPENING, -1),
        PlannedMilestone("panel", "Panel formed", "The evaluators know their part and their dates.", CLOSING, -5, 5),
        PlannedMilestone(
            "opening-of-submissions", "Submissions opened", "Two officers have opened them together.", CLOSING, 1
        ),
        PlannedMilestone(
            "scoring", "Individual scoring closed", "Every evaluator has locked every score.", CLOSING, 15, 13
        ),
        PlannedMilestone(
            "news", "Organisations told what happens next", "Each has heard from us in writing.", "scoring", 10, 5
        ),
    ),
    activities=(
        PlannedActivity(
            Audience.STAFF,
            "Why the council wants to hear from possible partners, what is not decided, and where to ask.",
            "Briefings by heads of service",
            OPENING,
            -24,
        ),
        PlannedActivity(
            Audience.UNIONS,
            "What is planned and when, what we would like their view on, and how it will be answered.",
            "Meeting with the branch secretaries",
            OPENING,
            -23,
        ),
        PlannedActivity(
            Audience.MEMBERS,
            "What the advert asks, that it commits the council to nothing, and what residents may ask about it.",
            "Briefing note",
            OPENING,
            -8,
        ),
        PlannedActivity(
            Audience.PARTNERS,
            "The advert is open: what we look for, how to take part, and that this is not a tender.",
            "The advert, and a note to trade bodies",
            OPENING,
            0,
        ),
        PlannedActivity(
            Audience.STAFF,
            "How many organisations answered, who reads what they wrote, and when there will be news.",
            "Intranet and team meetings",
            "opening-of-submissions",
            1,
        ),
        PlannedActivity(
            Audience.PARTNERS,
            "What happens next, and that nobody is at a disadvantage who did not answer.",
            "Letter to each organisation",
            "news",
            0,
        ),
    ),
)
