"""Where the notice of a demonstration advert was published: a made-up reference at an address that leads nowhere."""

from datetime import datetime

from eoi.actions.notice import record_notice_publication
from eoi.clock import stop_clock
from eoi.identity import perform
from eoi.models import Advert
from eoi.working_days import uk_day


def record_notice(advert: Advert, *, at: datetime) -> None:
    stop_clock(at)
    number = f"000{advert.reference.rpartition('-')[2]}"
    perform(
        record_notice_publication,
        by=advert.officers.select_related("user").earliest("pk").user,
        advert=advert,
        reference=f"{at.year}/S 000-{number}",
        published_on=uk_day(at),
        url=f"https://central-platform.example/notices/{number}-{at.year}",
    )
