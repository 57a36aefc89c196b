"""Who may. Each rule cites the row of DOMAIN §2 or DESIGN §5 it comes from; when a thing may be done is in `policies`."""

from eoi.models import Advert, Role, User
from eoi.permissions import is_approver, is_auditor, may_run_advert, may_see_officer_pages
from evaluation.models import Panel, PanelMember


def is_evaluator(user: User) -> bool:
    return Role.EVALUATOR.value in user.roles


def may_see_panel(user: User, advert: Advert) -> bool:
    """The officers who run the advert form the panel; approvers may look on."""
    return may_run_advert(user, advert) or (may_see_officer_pages(user) and is_approver(user))


def may_run_panel(user: User, advert: Advert) -> bool:
    """DOMAIN §2: the procurement officer runs the panel's administration. One query."""
    return may_run_advert(user, advert)


def place_of(user: User, panel: Panel) -> PanelMember | None:
    """This person's place on the panel, or None. One query."""
    return PanelMember.objects.of_panel(panel).filter(user=user).first()


def may_chair(place: PanelMember | None) -> bool:
    """DOMAIN §2: one evaluator a panel closes individual scoring."""
    return bool(place and place.is_chair)


def may_see_progress(user: User, panel: Panel, place: PanelMember | None) -> bool:
    """DESIGN §5: that an assessment is locked, the chair and the officer see; nobody else, and never its scores."""
    return may_chair(place) or may_run_advert(user, panel.advert)


def may_see_ranking(user: User, panel: Panel, place: PanelMember | None) -> bool:
    """DESIGN §5: from the panel's conclusion, its members, the officers, approvers and auditors."""
    return bool(place) or is_approver(user) or is_auditor(user) or may_run_advert(user, panel.advert)
