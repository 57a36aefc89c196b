"""Who is asked to say again that what they submitted stands, and how many have (P20). The submission stands meanwhile."""

from dataclasses import dataclass

from eoi.models import Advert, AdvertChange, ExpressionOfInterest, Reconfirmation, Submission


@dataclass(frozen=True)
class Tally:
    """All that the council may know of it: of `standing` submissions `settled` were confirmed, or made, after the change."""

    change: AdvertChange
    standing: int
    settled: int


def waits_for_word(expression: ExpressionOfInterest) -> bool:
    """Whether its members are asked. Needs `with_standing_submission` and `with_material_change`; no query."""
    received_at, changed_at = expression.standing_received_at, expression.material_at  # type: ignore[attr-defined]
    if received_at is None or changed_at is None or expression.has_reconfirmed:  # type: ignore[attr-defined]
        return False
    return bool(received_at <= changed_at)


def change_to_confirm(expression: ExpressionOfInterest) -> AdvertChange | None:
    """The last material change, while a submission from before it stands unconfirmed. Two queries at most."""
    asked = ExpressionOfInterest.objects.with_standing_submission().with_material_change().get(pk=expression.pk)
    if not waits_for_word(asked):
        return None
    return AdvertChange.objects.of(expression.advert).material().first()


def tally_of(advert: Advert) -> Tally | None:
    """Numbers only, for the last material change. Two queries."""
    change = AdvertChange.objects.of(advert).material().first()
    if change is None:
        return None
    standing = Submission.objects.standing().filter(expression__advert=advert)
    confirmed = set(Reconfirmation.objects.after(change).values_list("expression", flat=True))
    received = list(standing.values_list("expression", "received_at"))
    settled = sum(received_at > change.made_at or expression in confirmed for expression, received_at in received)
    return Tally(change, len(received), settled)
