from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from eoi.clock import database_now
from eoi.models import User
from evaluation.demonstration.load import load


class Command(BaseCommand):
    help = "Load the demonstration into an empty database, or with --reset empty the database and load it again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="delete everything in the database first")
        parser.add_argument(
            "--this-is-not-the-embedded-database",
            action="store_true",
            help="do it elsewhere too; all data there is lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses on any database but the embedded one unless told, and on one that has people in it unless reset."""
        if not settings.EMBEDDED and not options["this_is_not_the_embedded_database"]:
            raise CommandError(
                "The demonstration is loaded into the embedded database only. If this database holds nothing that"
                " matters, add --this-is-not-the-embedded-database."
            )
        if options["reset"]:
            self._empty()
        if User.objects.exists():
            raise CommandError("There are people in the database already. Add --reset to delete everything first.")
        load(now=database_now(), say=lambda words: self.stdout.write(f"  {words}"))
        self.stdout.write("  The demonstration is loaded.")

    def _empty(self) -> None:
        """Guards refuse to delete evidence, so the whole schema goes, guards and all, and is made again by the migrations."""
        self.stdout.write("  Emptying the database")
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        call_command("migrate", interactive=False, verbosity=0)
