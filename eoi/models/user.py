"""People: council staff by invitation only, prospective partners by signing up (DOMAIN §2)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from eoi.clock import EoiNow
from eoi.references import new_person_reference, token_digest


class Role(models.TextChoices):
    """The roles of DOMAIN §2; each is a group of the same name. A visitor needs none; the chair is a fact of a panel."""

    PROSPECTIVE_PARTNER = "prospective-partner", "Prospective partner"
    PROCUREMENT_OFFICER = "procurement-officer", "Procurement officer"
    SERVICE_MANAGER = "service-manager", "Service manager"
    EVALUATOR = "evaluator", "Evaluator"
    LEAD_MEMBER = "lead-member", "Lead member"
    REPRESENTATIVE = "representative", "Staff or union representative"
    APPROVER = "approver", "Approver"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Auditor"


COUNCIL_ROLES = frozenset(Role.values) - {Role.PROSPECTIVE_PARTNER.value}


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def holding(self, role: Role) -> "UserQuerySet":
        return self.active().filter(groups__name=role.value)

    def holding_any(self, roles: Iterable[str]) -> "UserQuerySet":
        """Each person once, however many of these roles they hold."""
        return self.active().filter(groups__name__in=list(roles)).distinct()

    def without(self, role: Role) -> "UserQuerySet":
        return self.exclude(groups__name=role.value)

    def council_staff(self) -> "UserQuerySet":
        return self.filter(groups__name__in=COUNCIL_ROLES).distinct()

    def who_may_own_plan_entries(self) -> "UserQuerySet":
        """As `permissions.may_own_plan_entry` says of one person."""
        apart = {Role.ADMINISTRATOR.value, Role.AUDITOR.value}
        return self.active().filter(groups__name__in=COUNCIL_ROLES - apart).exclude(groups__name__in=apart).distinct()

    def with_role(self, role: str) -> "UserQuerySet":
        """Also those who are disabled."""
        return self.filter(groups__name=role)

    def at_address(self, email: str) -> "UserQuerySet":
        """Whoever has this address, as the one they sign in with or as a further, verified one."""
        verified = models.Q(emailaddress__email__iexact=email, emailaddress__verified=True)
        return self.filter(models.Q(email__iexact=email) | verified).distinct()

    def at_addresses(self, emails: Collection[str]) -> "UserQuerySet":
        """As `at_address` for many lower-case addresses at once; annotates `address`, the one of them that was found."""
        own = self.annotate(address=Lower("email")).filter(address__in=emails)
        further = self.filter(emailaddress__verified=True).annotate(address=Lower("emailaddress__email"))
        return own.union(further.filter(address__in=emails))

    def with_roles_loaded(self) -> "UserQuerySet":
        """One more query for the whole list instead of one a person."""
        return self.prefetch_related("groups")

    def matching(self, words: str) -> "UserQuerySet":
        return self.filter(models.Q(full_name__icontains=words) | models.Q(email__icontains=words))


class UserManager(BaseUserManager["User"]):
    use_in_migrations = False

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def holding(self, role: Role) -> UserQuerySet:
        return self.get_queryset().holding(role)

    def council_staff(self) -> UserQuerySet:
        return self.get_queryset().council_staff()

    def get_by_natural_key(self, username: str | None) -> "User":
        """E-mail addresses are compared without regard to case: people type theirs as they please."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person, signed in by e-mail address. `is_demonstration` marks sign-ins that production refuses to start with."""

    reference = models.CharField(max_length=16, unique=True, default=new_person_reference, editable=False)
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    full_name = models.CharField("full name", max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_email_address")]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.full_name.split()[:2]).upper()

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of the groups this person is in. One query, once a request."""
        return frozenset(group.name for group in self.groups.all())

    @property
    def is_council_staff(self) -> bool:
        return bool(self.roles & COUNCIL_ROLES)

    @property
    def role_labels(self) -> list[str]:
        return [Role(name).label for name in Role.values if name in self.roles]


class StaffInvitationQuerySet(models.QuerySet["StaffInvitation"]):
    def open(self, *, at: datetime) -> "StaffInvitationQuerySet":
        """Neither accepted nor withdrawn nor out of date."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def waiting(self) -> "StaffInvitationQuerySet":
        """Neither accepted nor withdrawn; perhaps out of date, when it can be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).select_related("invited_by")

    def to_address(self, email: str) -> "StaffInvitationQuerySet":
        return self.filter(email__iexact=email)

    def to_addresses(self, emails: Collection[str]) -> "StaffInvitationQuerySet":
        """As `to_address` for many lower-case addresses at once."""
        return self.annotate(address=Lower("email")).filter(address__in=emails)

    def with_token(self, token: str) -> "StaffInvitationQuerySet":
        """By the secret in the link of the mail."""
        return self.filter(token_digest=token_digest(token)).select_related("invited_by")


class StaffInvitation(models.Model):
    """An administrator's invitation to a colleague: the only way to become council staff. The token is stored as a digest."""

    email = models.EmailField("e-mail address", max_length=254)
    full_name = models.CharField("full name", max_length=120)
    roles = models.JSONField(default=list)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="staff_invitation_accepted_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.full_name}"

    @property
    def role_labels(self) -> list[str]:
        return [Role(name).label for name in self.roles]

    def is_expired(self, *, at: datetime) -> bool:
        return at >= self.expires_at

    def state_words(self, *, at: datetime) -> str:
        if self.accepted_at:
            return "Accepted"
        if self.withdrawn_at:
            return "Withdrawn"
        return "Out of date" if self.is_expired(at=at) else "Waiting"
