"""`manage.py doctor`: what is wrong with this deployment, in sentences; the exit status is 1 if anything is."""

from typing import Any

from django.core.management.base import BaseCommand

from salford_partnering.doctor import faults


class Command(BaseCommand):
    help = "Say in sentences what is wrong with this deployment; the exit status is 1 if anything is."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = faults()
        for fault in found:
            self.stdout.write(f"✗ {fault}")
        if found:
            raise SystemExit(1)
        self.stdout.write("Nothing is wrong.")
