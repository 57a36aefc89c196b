"""Prospective partners: the organisations that answer an advert, and the people who act for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from eoi.clock import EoiNow
from eoi.references import new_organisation_reference, token_digest

if TYPE_CHECKING:
    from eoi.models import Advert, User


class OrganisationKind(models.TextChoices):
    COMPANY = "company", "Company"
    PARTNERSHIP = "partnership", "Partnership or sole trader"
    SOCIAL_ENTERPRISE = "social-enterprise", "Social enterprise, mutual or co-operative"
    CHARITY = "charity", "Charity or voluntary body"
    PUBLIC_BODY = "public-body", "Public body or university"
    OTHER = "other", "Something else"


class OrganisationSize(models.TextChoices):
    MICRO = "micro", "Fewer than 10 people"
    SMALL = "small", "10 to 49 people"
    MEDIUM = "medium", "50 to 249 people"
    LARGE = "large", "250 people or more"
    MULTINATIONAL = "multinational", "250 people or more, in several countries"


class MembershipRole(models.TextChoices):
    LEAD = "lead", "Lead"
    CONTRIBUTOR = "contributor", "Contributor"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of(self, user: "User") -> "OrganisationQuerySet":
        """Those this person acts for today."""
        return self.filter(memberships__user=user, memberships__left_at__isnull=True)

    def with_company_number(self, number: str) -> "OrganisationQuerySet":
        return self.filter(company_number=number).exclude(company_number="")

    def besides(self, organisation: "Organisation") -> "OrganisationQuerySet":
        return self.exclude(pk=organisation.pk)

    def named_by(self, reference: str) -> "OrganisationQuerySet":
        """By its reference, or by its company number, which several may have registered with (P17)."""
        by_number = Q(company_number=reference) & ~Q(company_number="")
        return self.filter(Q(reference=reference) | by_number).order_by("pk")


class Organisation(models.Model):
    """A prospective partner. Two records with one company number are flagged, never blocked (P17)."""

    reference = models.CharField(max_length=16, unique=True, default=new_organisation_reference, editable=False)
    name = models.CharField(max_length=160)
    company_number = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    size = models.CharField(max_length=20, choices=OrganisationSize)
    address = models.TextField(max_length=500)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at__isnull=True)

    def leads(self) -> "MembershipQuerySet":
        return self.current().filter(role=MembershipRole.LEAD)

    def of(self, user: "User") -> "MembershipQuerySet":
        return self.current().filter(user=user)

    def of_submitters(self, advert: "Advert") -> "MembershipQuerySet":
        """Today's members of every organisation that submitted anything to this advert."""
        return self.current().filter(
            organisation__in=advert.expressions.filter(submissions__isnull=False).values("organisation")
        )


class Membership(models.Model):
    """A person acting for an organisation. Leaving keeps the record. Row-level security reads this table (DESIGN §9)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole)
    joined_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(left_at__isnull=True),
                name="one_current_membership_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def is_lead(self) -> bool:
        return self.role == MembershipRole.LEAD


class MembershipInvitationQuerySet(models.QuerySet["MembershipInvitation"]):
    def waiting(self, *, at: datetime) -> "MembershipInvitationQuerySet":
        """Neither accepted nor withdrawn nor expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def to(self, user: "User") -> "MembershipInvitationQuerySet":
        return self.filter(email__iexact=user.email)

    def with_token(self, token: str) -> "MembershipInvitationQuerySet":
        """By the secret of the mail, or by its digest, which our own pages link with: only the address invited can accept."""
        return self.filter(Q(token_digest=token_digest(token)) | Q(token_digest=token))


class MembershipInvitation(models.Model):
    """A lead invites a colleague by e-mail. The token is stored as a digest; the invitation expires."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField("e-mail address", max_length=254)
    role = models.CharField(max_length=12, choices=MembershipRole, default=MembershipRole.CONTRIBUTOR)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="membership_invitation_accepted_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation to {self.organisation}"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        return self.filter(decided_at__isnull=True)

    def led_by(self, user: "User") -> "JoinRequestQuerySet":
        """Those that this person may decide: one row each, however many organisations they lead."""
        led = Membership.objects.leads().filter(user=user).values("organisation")
        return self.filter(organisation__in=led)


class JoinRequest(models.Model):
    """Somebody asks to act for an organisation; its lead accepts or declines."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="join_requests")
    requested_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted = models.BooleanField(null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["requested_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, accepted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, accepted__isnull=False),
                name="join_request_decided_at_with_by",
            ),
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(decided_at__isnull=True),
                name="one_waiting_request_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} asks to join {self.organisation}"
