"""The information pack: its documents, and the editions in which the public reads it (S10, S11, P20)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from eoi.clock import EoiNow
from eoi.models.advert_change import AdvertChange
from eoi.references import new_document_reference

if TYPE_CHECKING:
    from eoi.models import Advert


class PackDocumentQuerySet(models.QuerySet["PackDocument"]):
    def of_advert(self, advert: "Advert") -> "PackDocumentQuerySet":
        return self.filter(advert=advert)

    def standing(self) -> "PackDocumentQuerySet":
        """Those that the next edition carries, in their order."""
        return self.filter(taken_out_at__isnull=True).order_by("position", "pk")

    def public(self) -> "PackDocumentQuerySet":
        """Those that some edition carries, later ones or not: an address that was given out stays good."""
        return self.filter(Exists(PackEditionDocument.objects.filter(document=OuterRef("pk"))))

    def named(self, reference: str) -> "PackDocument | None":
        return self.filter(reference=reference).first()

    def with_people(self) -> "PackDocumentQuerySet":
        return self.select_related("uploaded_by")

    def next_position(self, advert: "Advert") -> int:
        return (self.of_advert(advert).aggregate(models.Max("position"))["position__max"] or 0) + 1

    def lock_for_change(self) -> "PackDocumentQuerySet":
        return self.select_for_update(of=("self",))


class PackDocument(models.Model):
    """A file that officers add to the pack of an advert, with the words beneath which it is shown.

    `stored_as` is the random key under which the store keeps it; `name` is what it was called where it came from, and no part of
    any path. `version` rises with each edit (P13). Once an edition carries it, it never changes: a change makes another row in
    the same `position` and takes this one out.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="pack_documents")
    reference = models.CharField(max_length=16, unique=True, default=new_document_reference, editable=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=600, blank=True)
    name = models.CharField(max_length=255)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=EoiNow(), editable=False)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PackDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True, taken_out_by__isnull=True)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False),
                name="pack_document_taken_out_at_with_by",
            ),
            models.CheckConstraint(condition=~Q(title="") & Q(size__gt=0), name="pack_document_has_title_and_content"),
        ]

    def __str__(self) -> str:
        return self.title


class PackEditionQuerySet(models.QuerySet["PackEdition"]):
    def of_advert(self, advert: "Advert") -> "PackEditionQuerySet":
        return self.filter(advert=advert)

    def newest_first(self) -> "PackEditionQuerySet":
        return self.select_related("change").order_by("-number")

    def without_content(self) -> "PackEditionQuerySet":
        """For lists: the content is the whole pack."""
        return self.defer("content")


class PackEdition(models.Model):
    """The pack as the public reads it from one moment on. Never changed; the database numbers and dates it.

    `content` is an `eoi.documents.Document` as data, without the edition's own number and time. `digest` is the SHA-256 of the
    content as the database writes it down. `change` is the entry of the public log that made it; the first has none.
    """

    advert = models.ForeignKey("eoi.Advert", on_delete=models.PROTECT, related_name="pack_editions")
    number = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField()
    digest = models.CharField(max_length=64, default="", editable=False)
    change = models.OneToOneField(AdvertChange, on_delete=models.PROTECT, null=True, related_name="pack_edition")
    documents = models.ManyToManyField(PackDocument, through="eoi.PackEditionDocument", related_name="editions")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=EoiNow(), editable=False)

    objects = PackEditionQuerySet.as_manager()

    class Meta:
        ordering = ["advert", "number"]
        constraints = [models.UniqueConstraint(fields=["advert", "number"], name="one_pack_edition_a_number")]

    def __str__(self) -> str:
        return f"Pack of {self.advert}, edition {self.number}"


class PackEditionDocument(models.Model):
    """A document that an edition carries."""

    edition = models.ForeignKey(PackEdition, on_delete=models.PROTECT, related_name="pins")
    document = models.ForeignKey(PackDocument, on_delete=models.PROTECT, related_name="pins")

    class Meta:
        ordering = ["document__position", "document"]
        constraints = [models.UniqueConstraint(fields=["edition", "document"], name="one_pin_a_document_and_edition")]

    def __str__(self) -> str:
        return f"{self.document} in {self.edition}"
