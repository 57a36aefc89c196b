"""People: who signs up, roles, disabled accounts, lost second factors. Colleagues come in by `actions/staff_invitation.py`."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from eoi.actions.reading import follow_roles
from eoi.audit import action, record
from eoi.models import Role, User
from eoi.notifications import queue_mail
from eoi.policies.person import (
    problems_with_changing_roles,
    problems_with_disabling,
    problems_with_enabling,
    problems_with_new_roles,
    problems_with_resetting_second_factor,
)
from eoi.problems import Problem, refuse_if


@action("person.register")
def register_person(*, email: str, full_name: str, password: str, telephone: str = "", by: User | None = None) -> User:
    """Somebody signs up, when nobody is signed in: always a prospective partner. Their address is still to be verified."""
    user = User.objects.create_user(email, password, full_name=full_name, telephone=telephone)
    give_roles(user, [Role.PROSPECTIVE_PARTNER.value])
    record("person.register", by=user, subject=user, after={"roles": [Role.PROSPECTIVE_PARTNER.value]})
    return user


@action("person.create-administrator")
def create_administrator(*, email: str, full_name: str, password: str, by: User | None = None) -> User:
    """The first administrator, made at the server's own keyboard, where nobody is signed in. Refuses a weak password."""
    refuse_if(_problems_with_first_sign_in(email=email, full_name=full_name, password=password))
    user = create_council_user(email=email, full_name=full_name, password=password, roles=[Role.ADMINISTRATOR.value])
    record("person.create-administrator", by=by, subject=user, after={"roles": [Role.ADMINISTRATOR.value]})
    return user


@action("person.change-roles")
def change_roles(*, person: User, roles: Collection[str], by: User) -> User:
    """Replace the roles of a colleague. The database refuses roles that exclude each other."""
    person = _locked(person)
    refuse_if(problems_with_changing_roles(person) or problems_with_new_roles(person, roles, by=by))
    before = sorted(person.roles)
    person.groups.remove(*Group.objects.exclude(name__in=roles).filter(user=person))
    give_roles(person, set(roles) - set(before))
    follow_roles(person, by=by)
    record("person.change-roles", by=by, subject=person, before={"roles": before}, after={"roles": sorted(roles)})
    return person


@action("person.disable")
def disable_person(*, person: User, by: User) -> User:
    """Nobody signs in with this account from now on, and those signed in with it are signed out."""
    person = _locked(person)
    refuse_if(problems_with_disabling(person, by=by))
    person.is_active = False
    person.save(update_fields=["is_active"])
    ended = _end_sessions(person)
    record("person.disable", by=by, subject=person, after={"sessions_ended": ended})
    return person


@action("person.enable")
def enable_person(*, person: User, by: User) -> User:
    """The account can be signed in with again, with the password and roles it had."""
    person = _locked(person)
    refuse_if(problems_with_enabling(person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person.enable", by=by, subject=person)
    return person


@action("person.reset-second-factor")
def reset_second_factor(*, person: User, by: User) -> User:
    """For somebody who lost their telephone: authenticator app and recovery codes go, and every session ends.

    Council staff set a new one up at their next sign-in. The mail has no link: what looks like it and has one is not ours.
    """
    person = _locked(person)
    refuse_if(problems_with_resetting_second_factor(person, by=by))
    Authenticator.objects.filter(user=person).delete()
    ended = _end_sessions(person)
    queue_mail(to=[person.email], template="emails/second_factor_reset.txt", context={"person": person})
    record("person.reset-second-factor", by=by, subject=person, after={"sessions_ended": ended})
    return person


def create_council_user(*, email: str, full_name: str, password: str, roles: Collection[str]) -> User:
    """A colleague's account, its address taken as verified. For actions only: they check first, and record."""
    user = User.objects.create_user(email, password, full_name=full_name)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    give_roles(user, roles)
    return user


def give_roles(user: User, roles: Collection[str]) -> None:
    """Add to the groups of these names; the guard on roles may refuse."""
    user.groups.add(*Group.objects.filter(name__in=roles))
    user.__dict__.pop("roles", None)


def _locked(person: User) -> User:
    """This person, after every administrator, always in one order: two administrators cannot disable each other at once."""
    list(User.objects.holding(Role.ADMINISTRATOR).order_by("pk").select_for_update(of=("self",)))
    return User.objects.get_queryset().select_for_update(of=("self",)).get(pk=person.pk)


def _end_sessions(person: User) -> int:
    """Reads every live session, because a session names its person only inside."""
    live = Session.objects.filter(expire_date__gt=timezone.now())
    own = [session.pk for session in live.iterator() if session.get_decoded().get("_auth_user_id") == str(person.pk)]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def _problems_with_first_sign_in(*, email: str, full_name: str, password: str) -> list[Problem]:
    found = []
    if User.objects.get_queryset().at_address(email).exists():
        found.append(Problem("has-account", f"There is an account with {email} already. Use another address."))
    try:
        validate_password(password, User(email=email, full_name=full_name))
    except ValidationError as error:
        found += [Problem("password", message) for message in error.messages]
    return found
