"""What the web server and the worker refuse to start with."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, ProgrammingError, connection

from .environment import SettingProblem


def refuse_unsafe_start() -> None:
    """Everyone knows the demonstration's passwords, so production does not start while its sign-ins exist.

    A database that does not answer is no reason: pages then say so with 503, and recover by themselves.
    """
    if settings.EMBEDDED:
        return
    try:
        found = get_user_model()._default_manager.filter(is_demonstration=True, is_active=True).count()
    except ProgrammingError:
        raise SettingProblem(
            "The database has no tables yet. Run `python manage.py migrate`, then start again."
        ) from None
    except DatabaseError:
        return
    finally:
        connection.close()
    if found:
        raise SettingProblem(
            f"{found} demonstration sign-ins can still sign in, with passwords that everyone knows. Disable or delete "
            "them (`python manage.py doctor` names them), then start again."
        )
