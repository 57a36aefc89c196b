from typing import Any

from django.core.management.base import BaseCommand

from eoi.due import run_due


class Command(BaseCommand):
    help = "Do once what is due (closing records, mail, expiries, audit seals). For cron; `worker` does the same all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, number in run_due().items():
            self.stdout.write(f"{name}: {number}")
