"""When may. Each rule lists its problems as sentences; empty means go. One function feeds page, button, refusal and test."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from eoi.models import Advert, DecisionToAdvertise, ExpressionOfInterest, Role, StaffInvitation, User
from eoi.problems import Problem
from eoi.second_factor import has_second_factor

FULL_WEIGHT = Decimal(100)


def problems_with_editing(advert: Advert) -> list[Problem]:
    """A published advert is frozen (DESIGN §4)."""
    if not advert.is_published:
        return []
    return [Problem("frozen", "The advert has been published: its words, criteria and questions no longer change.")]


def problems_with_content(advert: Advert, *, at: datetime) -> list[Problem]:
    """What the draft still lacks before anybody can decide on it or publish it. Two queries, none after `with_parts`."""
    edit = reverse("eoi:advert-edit", args=[advert.reference])
    criteria = reverse("eoi:criteria-edit", args=[advert.reference])
    found = []
    for field, label in (
        ("summary", "a summary"),
        ("body", "the text of the advert"),
        ("contact_name", "a contact name"),
    ):
        if not getattr(advert, field).strip():
            found.append(
                Problem(
                    f"no-{field}", f"The advert has no {label.split(' ', 1)[1]}. Write {label}.", f"{edit}#id_{field}"
                )
            )
    if not (advert.contact_email or advert.contact_telephone):
        found.append(
            Problem(
                "no-contact",
                "The advert has neither an e-mail address nor a telephone number to ask.",
                f"{edit}#id_contact_email",
            )
        )
    found += _problems_with_dates(advert, edit=edit, at=at)
    if not advert.advert_services.all():
        found.append(Problem("no-service", "No service is in scope. Choose at least one.", f"{edit}#id_services_0"))
    total = total_weighting(advert)
    if total != FULL_WEIGHT:
        found.append(
            Problem(
                "weightings",
                f"The weightings total {total.normalize():f}. Change them so that they total 100.",
                criteria,
            )
        )
    return found


def total_weighting(advert: Advert) -> Decimal:
    """The sum of its weightings, in per cent. One query, none after `with_parts`."""
    return sum((criterion.weighting for criterion in advert.criteria.all()), Decimal(0))


def _problems_with_dates(advert: Advert, *, edit: str, at: datetime) -> list[Problem]:
    if advert.opens_at is None or advert.closes_at is None:
        return [Problem("no-dates", "The advert needs an opening and a closing time.", f"{edit}#id_opens_at_0")]
    if advert.closes_at <= at:
        return [
            Problem("closes-in-the-past", "The closing time has passed. Choose a later one.", f"{edit}#id_closes_at_0")
        ]
    if advert.closes_at <= advert.opens_at:
        return [
            Problem(
                "closes-before-opening", "The closing time is not after the opening time.", f"{edit}#id_closes_at_0"
            )
        ]
    return []


def latest_decision(advert: Advert) -> DecisionToAdvertise | None:
    """The decision on the draft as it stands, or None. One query."""
    return advert.decisions.filter(draft_version=advert.draft_version).select_related("decided_by").first()


def problems_with_deciding(advert: Advert, *, at: datetime) -> list[Problem]:
    """The approver decides on a complete draft, once for each version (S16)."""
    found = problems_with_editing(advert) or problems_with_content(advert, at=at)
    if not found and latest_decision(advert):
        found.append(Problem("decided", "The decision on this version has already been recorded."))
    return found


def problems_with_publishing(advert: Advert, *, at: datetime) -> list[Problem]:
    found = problems_with_editing(advert) or problems_with_content(advert, at=at)
    if not found and latest_decision(advert) is None:
        found.append(
            Problem(
                "no-decision", "An approver has to record the decision to advertise, on the draft as it stands now."
            )
        )
    return found


def problems_with_opening(advert: Advert, *, at: datetime) -> list[Problem]:
    """The seal (DESIGN §4): closed for everybody, closing record published, not opened yet."""
    if advert.is_opened:
        return [Problem("opening", "The submissions have been opened already.")]
    if not advert.is_published:
        return [Problem("opening", "The advert has not been published.")]
    if at < advert.last_effective_closes_at():
        return [
            Problem(
                "opening", "The submissions are sealed until the last closing time has passed.", worth_recording=True
            )
        ]
    if not hasattr(advert, "closing_record"):
        return [Problem("opening", "The closing record is being made. Try again in a minute.", worth_recording=True)]
    return []


def problems_with_requesting_opening(advert: Advert, *, at: datetime) -> list[Problem]:
    found = problems_with_opening(advert, at=at)
    if not found and advert.opening_requested_at:
        found.append(Problem("opening", "An officer has asked for the opening already. Another officer confirms it."))
    return found


def problems_with_cancelling_opening(advert: Advert) -> list[Problem]:
    if advert.is_opened or not advert.opening_requested_at:
        return [Problem("opening", "There is no request to take back.")]
    return []


def problems_with_confirming_opening(advert: Advert, *, by: User, at: datetime) -> list[Problem]:
    found = problems_with_opening(advert, at=at)
    if not found and not advert.opening_requested_at:
        found.append(Problem("opening", "Nobody has asked for the opening yet. One officer asks, another confirms."))
    if not found and advert.opening_requested_by_id == by.pk:
        found.append(
            Problem(
                "opening", "You asked for this opening, so another officer has to confirm it.", worth_recording=True
            )
        )
    return found


def problems_with_starting(advert: Advert, *, at: datetime) -> list[Problem]:
    if advert.is_open(at=at):
        return []
    return [Problem("not-open", "This advert is not open: an expression of interest can be started only while it is.")]


def problems_with_changing(expression: ExpressionOfInterest, *, at: datetime) -> list[Problem]:
    """A working copy changes until the organisation's own closing time; one second before is in time, at the time is late."""
    if at < expression.closes_at():
        return []
    return [
        Problem(
            "late",
            "The closing time has passed: the answers no longer change. What you submitted before it stands.",
            worth_recording=True,
        )
    ]


def problems_with_inviting(*, email: str, roles: Collection[str], at: datetime) -> list[Problem]:
    """A colleague is invited once, at an address that nobody uses yet, with roles that go together (DOMAIN §2)."""
    found = _problems_with_combining(roles)
    person = User.objects.get_queryset().at_address(email).first()
    if person and person.is_council_staff:
        there = reverse("eoi:person-detail", args=[person.reference])
        found.append(
            Problem(
                "has-account", f"{person.full_name} has an account with this address. Change the roles there.", there
            )
        )
    elif person:
        found.append(
            Problem("has-account", f"{email} belongs to a prospective partner's account. Use another address.")
        )
    if StaffInvitation.objects.open(at=at).to_address(email).exists():
        there = reverse("eoi:staff-invitation-list")
        found.append(Problem("invited", f"{email} has been invited already. Send that invitation again.", there))
    return found


def problems_with_accepting(invitation: StaffInvitation, *, at: datetime) -> list[Problem]:
    """An invitation is used once, within its time, and only while its address is nobody else's."""
    if found := _problems_with_settled(invitation):
        return found
    if invitation.is_expired(at=at):
        return [Problem("expired", "This invitation is out of date. Ask for it to be sent again.")]
    if User.objects.get_queryset().at_address(invitation.email).exists():
        return [
            Problem(
                "has-account", "There is an account with this address already. Sign in with it, or reset its password."
            )
        ]
    return []


def problems_with_resending(invitation: StaffInvitation) -> list[Problem]:
    """An invitation out of date may be sent again; one accepted or withdrawn may not."""
    return _problems_with_settled(invitation)


def problems_with_withdrawing(invitation: StaffInvitation) -> list[Problem]:
    return _problems_with_settled(invitation)


def problems_with_changing_roles(person: User) -> list[Problem]:
    """Nobody becomes council staff but by invitation (DOMAIN §2)."""
    if person.is_council_staff:
        return []
    return [
        Problem(
            "not-staff", f"{person.full_name} is not council staff. Invite colleagues by their council address instead."
        )
    ]


def problems_with_new_roles(person: User, roles: Collection[str], *, by: User) -> list[Problem]:
    """Which roles go together is the database's guard; here: none left, and an administrator too few."""
    if not roles:
        return [
            Problem(
                "no-role", f"{person.full_name} would have no role left. Choose at least one, or disable the account."
            )
        ]
    if Role.ADMINISTRATOR.value not in person.roles or Role.ADMINISTRATOR.value in roles:
        return []
    if person == by:
        return [
            Problem("own-role", "You cannot take the administrator's role from yourself. Ask another administrator.")
        ]
    return _problems_with_losing_administrator(person)


def problems_with_disabling(person: User, *, by: User) -> list[Problem]:
    """Somebody must remain who can let people in."""
    if not person.is_active:
        return [Problem("disabled", f"The account of {person.full_name} is disabled already.")]
    if person == by:
        return [Problem("own-account", "You cannot disable your own account. Ask another administrator.")]
    return _problems_with_losing_administrator(person)


def problems_with_enabling(person: User) -> list[Problem]:
    if person.is_active:
        return [Problem("enabled", f"The account of {person.full_name} is not disabled.")]
    return []


def problems_with_resetting_second_factor(person: User, *, by: User) -> list[Problem]:
    """A colleague's lost one only: whoever still has theirs changes it on their own page. One query at most."""
    if person == by:
        message = (
            "You cannot reset your own second factor. Change it on your account's page, or ask another administrator."
        )
        return [Problem("own-second-factor", message)]
    if not has_second_factor(person):
        return [Problem("no-second-factor", f"{person.full_name} has no second factor to reset.")]
    return []


def _problems_with_combining(roles: Collection[str]) -> list[Problem]:
    """What the guard on roles would say once the colleague accepts, said when they are invited. A test compares the sentences."""
    if not roles:
        return [Problem("no-role", "Choose at least one role.")]
    if Role.PROSPECTIVE_PARTNER.value in roles:
        return [Problem("roles", "A prospective partner cannot be council staff: use a separate e-mail address.")]
    if Role.ADMINISTRATOR.value in roles and len(roles) > 1:
        message = "An administrator sees no content, so holds no other role: give the role to somebody else."
        return [Problem("roles", message)]
    if Role.AUDITOR.value in roles and len(roles) > 1:
        message = "An auditor changes nothing, so holds no other role: give the role to somebody else."
        return [Problem("roles", message)]
    return []


def _problems_with_settled(invitation: StaffInvitation) -> list[Problem]:
    if invitation.accepted_at:
        return [
            Problem("accepted", "This invitation has been used. Sign in with the password chosen then, or reset it.")
        ]
    if invitation.withdrawn_at:
        return [Problem("withdrawn", "This invitation has been withdrawn.")]
    return []


def _problems_with_losing_administrator(person: User) -> list[Problem]:
    others = User.objects.holding(Role.ADMINISTRATOR).exclude(pk=person.pk)
    if Role.ADMINISTRATOR.value not in person.roles or others.exists():
        return []
    return [
        Problem(
            "last-administrator", f"{person.full_name} is the only administrator. Invite another administrator first."
        )
    ]
