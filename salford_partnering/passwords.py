"""How passwords are hashed: strong enough to be stolen, cheap enough for hundreds who sign in in the last minute (ADR 0034)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP's password storage guidance gives first: 19 MiB, two passes, one lane.

    Django's own (100 MiB, eight lanes) cost ten times the processor and, with a few sign-ins at once, memory that we do not have.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
