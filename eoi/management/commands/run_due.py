from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from eoi.due import run_due
from eoi.prober import Prober


class Command(BaseCommand):
    help = "Do once what is due (closing records, mail, expiries, audit seals). For cron; `worker` does the same all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        done = run_due()
        if settings.PROBE_ADDRESS:
            done["looks at availability"] = Prober(settings.PROBE_ADDRESS).look()
        for name, number in done.items():
            self.stdout.write(f"{name}: {number}")
