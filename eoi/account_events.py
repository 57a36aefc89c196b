"""What people change on django-allauth's own pages: password, addresses, second factor. Each change writes an audit event.

Through signals, which DESIGN §3.9 otherwise forbids for business rules: the pages are somebody else's, and its documented
signals are the door that they leave open (ADR 0013). No event carries an address.
"""

from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.dispatch import Signal

from eoi.audit import record
from eoi.identity import acting_id
from eoi.models import User

ADDED, REMOVED = "account.add-authenticator", "account.remove-authenticator"
RECOVERY_CODES = "account.generate-recovery-codes"
OF_PERSON: dict[str, Signal] = {
    "account.change-password": account.password_changed,
    "account.set-password": account.password_set,
    "account.reset-password": account.password_reset,
    "account.add-email": account.email_added,
    "account.change-email": account.email_changed,
    "account.remove-email": account.email_removed,
    RECOVERY_CODES: second_factor.authenticator_reset,
}
ACCOUNT_EVENTS = frozenset({*OF_PERSON, "account.confirm-email", ADDED, REMOVED})


def connect() -> None:
    """Called when the app is ready. Connecting twice changes nothing."""
    for name, signal in OF_PERSON.items():
        signal.connect(partial(_changed, name), weak=False, dispatch_uid=name)
    account.email_confirmed.connect(_address_confirmed, dispatch_uid="account.confirm-email")
    second_factor.authenticator_added.connect(_authenticator_added, dispatch_uid=ADDED)
    second_factor.authenticator_removed.connect(_authenticator_removed, dispatch_uid=REMOVED)


def _changed(name: str, *, user: User, **_facts: Any) -> None:
    _record(name, user)


def _address_confirmed(*, email_address: EmailAddress, **_facts: Any) -> None:
    """The only signal that names no person: a link in a mail may be opened by whoever is signed in, or by nobody."""
    _record("account.confirm-email", email_address.user)


def _authenticator_added(*, user: User, authenticator: Authenticator, **_facts: Any) -> None:
    """The first recovery codes come with the authenticator app, by this signal; later ones by that of a reset."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _record(RECOVERY_CODES, user)
        return
    _record(ADDED, user, kind=authenticator.type)


def _authenticator_removed(*, user: User, authenticator: Authenticator, **_facts: Any) -> None:
    _record(REMOVED, user, kind=authenticator.type)


def _record(name: str, user: User, **after: str) -> None:
    """In the name of whoever is signed in; of the account's own person where nobody is, as after a link in a mail."""
    acting = acting_id()
    by = user if acting in (None, user.pk) else User.objects.get(pk=acting)
    record(name, by=by, subject=user, after=after)
