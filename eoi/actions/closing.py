"""What the worker does when an advert's last closing time has passed: the closing record, and mail to every partner."""

from django.urls import reverse

from eoi.actions.notice import release_closed
from eoi.audit import action, record
from eoi.models import Advert, ClosingRecord, Membership, User
from eoi.notifications import public_link, queue_mail


@action("closing-record.make")
def make_closing_record(*, advert: Advert, by: User | None = None) -> ClosingRecord:
    """Publish the record; the database writes its content and digest. Called again, it returns the one that exists."""
    advert = Advert.objects.lock_for_change().get(pk=advert.pk)
    existing = ClosingRecord.objects.filter(advert=advert).first()
    if existing:
        return existing
    closing_record = ClosingRecord.objects.create(advert=advert)
    closing_record.refresh_from_db()
    release_closed(advert)
    queue_mail(
        to=Membership.objects.of_submitters(advert).values_list("user__email", flat=True),
        template="emails/closing_record.txt",
        context={
            "advert": advert,
            "closing_record": closing_record,
            "link": public_link(reverse("eoi:closing-record-detail", args=[advert.reference])),
        },
    )
    after = {"entries": closing_record.entry_count, "digest": closing_record.digest}
    record("closing-record.make", by=by, subject=advert, advert=advert, after=after)
    return closing_record
