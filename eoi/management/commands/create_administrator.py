"""`manage.py create_administrator`: the first person who can sign in; everyone else is invited or signs up."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.forms import CharField

from eoi.actions.person import create_administrator
from eoi.forms.person import email_field, full_name_field
from eoi.problems import ActionRefused


class Command(BaseCommand):
    help = "Create an administrator, who can then invite colleagues."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="the address to sign in with; asked for when left out")
        parser.add_argument("--name", help="the full name; asked for when left out")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = _checked(email_field(), options["email"] or input("E-mail address: "))
        full_name = _checked(full_name_field(), options["name"] or input("Full name: "))
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else _asked_twice()
        try:
            user = create_administrator(email=email, full_name=full_name, password=password)
        except ActionRefused as refusal:
            raise CommandError(" ".join(problem.message for problem in refusal.problems)) from None
        self.stdout.write(f"{user.full_name} is an administrator and can sign in with {user.email}.")


def _checked(field: CharField, text: str) -> str:
    """The same rules, and sentences, as on the pages."""
    try:
        return field.clean(text)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None


def _asked_twice() -> str:
    password = getpass("Password: ")
    if password != getpass("Password again: "):
        raise CommandError("The two passwords are different. Start again.")
    return password
