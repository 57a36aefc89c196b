"""What the public may read of a known issue: one released wording of one version, never the live text (S9, S11)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from eoi.clock import EoiNow

if TYPE_CHECKING:
    from eoi.models import Advert


class IssueReleaseQuerySet(models.QuerySet["IssueRelease"]):
    def public(self) -> "IssueReleaseQuerySet":
        """The latest wording of each open issue, unless it was withdrawn. An earlier one never comes back by itself."""
        later = IssueRelease.objects.filter(issue=OuterRef("issue"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), withdrawal__isnull=True, issue__closed_at__isnull=True)

    def about_scope_of(self, advert: "Advert") -> "IssueReleaseQuerySet":
        """Of the services in scope of an advert, or of the whole."""
        in_scope = Q(issue__service__in=advert.advert_services.values("service"))
        return self.filter(in_scope | Q(issue__service__isnull=True))

    def public_for(self, advert: "Advert") -> "IssueReleaseQuerySet":
        """What this advert says: included and public; from its publication on exactly what was so then.

        Withdrawing or replacing a wording later leaves a published advert as it is (DESIGN §4: publication pins).
        """
        included = self.filter(inclusions__advert=advert).about_scope_of(advert).in_list_order()
        published_at = advert.published_at
        if published_at is None:
            return included.public()
        later = IssueRelease.objects.filter(
            issue=OuterRef("issue"), number__gt=OuterRef("number"), released_at__lte=published_at
        )
        not_withdrawn = Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_at__gt=published_at)
        return included.filter(~Exists(later), not_withdrawn)

    def in_list_order(self) -> "IssueReleaseQuerySet":
        number = models.F("issue__service__number").asc(nulls_last=True)
        return self.select_related("issue__service").order_by(number, "issue__scope", "-horizon", "title", "pk")

    def with_history(self) -> "IssueReleaseQuerySet":
        """Who released and who withdrew, newest first. One query."""
        return self.select_related("released_by", "withdrawal__withdrawn_by").order_by("-number")


class IssueRelease(models.Model):
    """One wording of one version of an issue, released by a named person. Never changed.

    Title, text and horizon are copies, possibly edited for the public: a later edit of the issue does not reach them.
    """

    issue = models.ForeignKey("eoi.KnownIssue", on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    horizon = models.CharField(max_length=10)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=4000)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = IssueReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="one_issue_release_a_number"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="issue_release_has_words"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """For the audit trail, and for forms: the issue and the number of the wording."""
        return f"{self.issue.reference}-{self.number}"

    @property
    def is_withdrawn(self) -> bool:
        """No query after `with_history`."""
        return hasattr(self, "withdrawal")


class IssueReleaseWithdrawal(models.Model):
    """A named person took a released wording back, with a reason. The issue is internal again. Never changed."""

    release = models.OneToOneField(IssueRelease, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(max_length=1000)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="issue_withdrawal_has_reason")]

    def __str__(self) -> str:
        return f"Withdrawal of {self.release}"


class AdvertIssue(models.Model):
    """An officer put one released wording into an advert. Frozen when the advert is published.

    A wording that is withdrawn or replaced before then falls out of the advert; the row stays, so that officers see what fell out.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.CASCADE, related_name="advert_issues")
    release = models.ForeignKey(IssueRelease, on_delete=models.PROTECT, related_name="inclusions")
    included_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    included_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["advert", "release"], name="one_inclusion_a_released_wording")]

    def __str__(self) -> str:
        return f"{self.release} in {self.advert}"
