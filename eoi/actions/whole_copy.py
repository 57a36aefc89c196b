"""That somebody took a copy of everything their organisation gave the council (R7). Noted, like each reading of it."""

from eoi.audit import action, record
from eoi.models import ExpressionOfInterest, User


@action("expression.download")
def record_download(*, expression: ExpressionOfInterest, by: User) -> None:
    """The noun hides the event from auditors until the opening: it tells who is preparing an answer."""
    record("expression.download", by=by, subject=expression, advert=expression.advert)
