"""What every installation starts with: roles, objectives, needs, pledge places, scale, services, standing statements.

Loaded by a migration, and again by tests after a flush; loading twice changes nothing. The wordings are our own, true to the
source (S1, S4, S6, S8). Later changes are made as new editions by people, or by a new migration, never by editing this page.
"""

from typing import Any

ROLES = (
    "prospective-partner",
    "procurement-officer",
    "service-manager",
    "evaluator",
    "lead-member",
    "representative",
    "approver",
    "administrator",
    "auditor",
)

OBJECTIVES = (
    (
        "Better services, sooner",
        "Build on what our services already do well, and speed up lasting improvement in their quality, effectiveness, "
        "accessibility and responsiveness, by bringing in new investment, skills and resources.",
    ),
    (
        "Value for money",
        "Get better value from lower transaction costs, through more efficient and inventive ways of working, economies "
        "of scale and better use of what we own.",
    ),
    (
        "Working together",
        "Improve services for the people of Salford by strengthening the partnerships that public bodies and others "
        "already have, locally and across the region, so that work joins up and outside grants are won.",
    ),
    (
        "Earning from what we know",
        "Put to commercial use the know-how and products that our services have now and will develop, and so earn income "
        "that the council can invest again.",
    ),
    (
        "Secure, skilled jobs",
        "Protect and improve people's job security and skills by taking up opportunities in the market.",
    ),
)

CONCERN_STAFF = {5}  # by number, as of the list above

DEFAULT_SET = {
    "key": "five-objectives",
    "name": "The five partnering objectives",
    "description": "Re-affirmed by the managers of Corporate Services in January 2003 as what drives any partnering.",
}

NEEDS = (
    ("additional-investment", "More investment", "Bring in money that the council could not find by itself."),
    (
        "e-government",
        "Services online",
        "Help us put services online that people choose to use, and make them work behind the screen.",
    ),
    ("skills-gaps", "Gaps in skills", "Supply or build skills that we lack in particular services."),
    (
        "recruitment-retention",
        "Recruiting and keeping staff",
        "Help us attract people to hard-to-fill posts, and keep them.",
    ),
    (
        "external-criticism",
        "Answering inspectors",
        "Help us put right what outside inspectors and assessors have criticised.",
    ),
    (
        "performance-indicators",
        "Better indicators and performance",
        "Improve our management indicators, and the performance that lies behind them.",
    ),
    (
        "financial-difficulty",
        "Continuing financial pressure",
        "Help services cope with the pressure on local authority finances.",
    ),
    ("wider-market", "Our skills in a wider market", "Help us offer our own expertise to others."),
)

SCALE = (
    (5, "Excellent", "Convincing in every respect, with evidence we could check."),
    (4, "Good", "Convincing, with minor gaps."),
    (3, "Fair", "Adequate, with some evidence missing."),
    (2, "Limited", "Partial; doubts remain."),
    (1, "Poor", "Little that answers the objective."),
    (0, "Nothing of value", "An answer was given, but it adds nothing towards the objective."),
)

SERVICES = (
    (
        "law-and-administration",
        "Law and Administration",
        "Legal advice, committees, elections, registrars and land charges.",
    ),
    ("finance", "Finance", "Accounting, audit, payments, payroll, local taxation and benefits."),
    ("it-services", "IT Services", "Networks, systems, support and development for the whole council."),
    ("customer-services", "Customer Services", "The contact centre, reception points and online enquiries."),
    ("strategy-development", "Strategy Development", "Policy, performance, communications and regeneration bids."),
    (
        "personnel-and-performance",
        "Personnel and Performance",
        "Recruitment, training, employee relations and health and safety.",
    ),
)

STANDING_STATEMENTS = (
    (
        "not-a-tender",
        "This advert asks for expressions of interest. It is not a tender, and we are not asking for prices or offers.",
    ),
    (
        "initial-discussions",
        "We are seeking initial discussions only, about how organisations could help us achieve our objectives.",
    ),
    ("no-guarantee", "We give no guarantee that any contract will follow, with anyone."),
    (
        "no-advantage",
        "Taking part gives no advantage in anything we may buy later, and not taking part, or being told that we will not "
        "talk further at this stage, is no disadvantage.",
    ),
    (
        "any-arrangement",
        "We have not decided on any form of arrangement, and are open to any that you wish to describe.",
    ),
    (
        "disclosure",
        "What you send us may have to be disclosed under freedom of information law. Tell us what is sensitive, and why.",
    ),
)

POSITIONING = {
    "name": "MBS service evaluation framework",
    "across_name": "Importance to the council's objectives",
    "across_low": "supporting",
    "across_high": "central",
    "up_name": "Strength of the service today",
    "up_low": "needs help",
    "up_high": "strong",
    "reason": "Names of our own to begin with, until the council confirms those that it used.",
}


def load(apps: Any) -> None:
    """Create what is missing, through the models of `apps` (historical ones in the migration, today's in the tests)."""
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)
    _load_objectives(apps)
    for number, (key, title, description) in enumerate(NEEDS, start=1):
        apps.get_model("eoi", "Need").objects.get_or_create(
            key=key, defaults={"number": number, "title": title, "description": description}
        )
    for number in range(1, 7):
        apps.get_model("eoi", "Pledge").objects.get_or_create(
            number=number,
            defaults={"title": f"Pledge {number}: to be confirmed by the council", "to_be_confirmed": True},
        )
    for value, label, descriptor in SCALE:
        apps.get_model("eoi", "ScaleLevel").objects.get_or_create(
            value=value, defaults={"label": label, "descriptor": descriptor}
        )
    for number, (key, name, description) in enumerate(SERVICES, start=1):
        apps.get_model("eoi", "Service").objects.get_or_create(
            key=key, defaults={"number": number, "name": name, "description": description}
        )
    apps.get_model("eoi", "StandingStatements").objects.get_or_create(
        edition=1, defaults={"statements": [{"key": key, "text": text} for key, text in STANDING_STATEMENTS]}
    )


def _load_objectives(apps: Any) -> None:
    default_set = _default_set(apps)
    for number, (short_title, wording) in enumerate(OBJECTIVES, start=1):
        objective, _ = apps.get_model("eoi", "Objective").objects.get_or_create(
            number=number, defaults=_concern(apps, number), **default_set
        )
        apps.get_model("eoi", "ObjectiveWording").objects.get_or_create(
            objective=objective,
            edition=1,
            defaults={
                "short_title": short_title,
                "wording": wording,
                "reason": "First wording, after the managers' discussion of January 2003.",
            },
        )


def _concern(apps: Any, number: int) -> dict[str, bool]:
    """Nothing in the migration that first loads the objectives, which is older than the field; 0044 fills it in."""
    known = {field.name for field in apps.get_model("eoi", "Objective")._meta.get_fields()}
    return {"concerns_staff": number in CONCERN_STAFF} if "concerns_staff" in known else {}


RETENTION = (
    {
        "key": "drafts",
        "title": "Answers never submitted",
        "what": "Answers with their earlier texts, files and consortium members of an expression of interest of which nothing "
        "was ever submitted.",
        "months": 6,
        "counted_from": "the organisation's closing time, or the withdrawal of the advert",
        "source": "UK GDPR, Article 5(1)(e): kept no longer than needed; our privacy notice. To be confirmed by the council.",
    },
    {
        "key": "submissions",
        "title": "Submissions",
        "what": "The sealed content and the files of every edition, with the answers, their earlier texts and the consortium members "
        "of the working copy. Envelopes, receipts and the closing record stay.",
        "months": 72,
        "counted_from": "the day on which the last organisation was told the outcome, or the withdrawal of the advert",
        "source": "Limitation Act 1980, section 5: six years for a claim; our privacy notice. To be confirmed by the council.",
    },
)


def load_retention(apps: Any) -> None:
    """How long what is kept (R7). Apart from `load`, because its table came later."""
    for rule in RETENTION:
        apps.get_model("eoi", "RetentionRule").objects.get_or_create(key=rule["key"], defaults=rule)


def load_positioning(apps: Any) -> None:
    """The first edition of the axes (S4). Apart from `load`, because its table came later."""
    apps.get_model("eoi", "PositioningFramework").objects.get_or_create(edition=1, defaults=POSITIONING)


def _default_set(apps: Any) -> dict[str, Any]:
    """Nothing in the migration that first loads the objectives: it is older than their sets, and 0009 puts them into one."""
    try:
        sets = apps.get_model("eoi", "ObjectiveSet").objects
    except LookupError:
        return {}
    default, _ = sets.get_or_create(is_default=True, defaults=DEFAULT_SET)
    return {"objective_set": default}
