"""Where log lines go and what they may say; the filters and the form are in logs.py."""

from typing import Any


def log_settings(*, debug: bool) -> dict[str, Any]:
    """For `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "reference": {"()": "salford_partnering.logs.AddReference"},
            "no_trace": {"()": "salford_partnering.logs.NoTrace"},
        },
        "formatters": {"line": {"()": "salford_partnering.logs.OneLine", "messages": debug}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "filters": ["no_trace", "reference"], "formatter": "line"}
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # where the records of answers begin, so that no other handler sees them either
            "django.request": {"filters": ["no_trace"]},
            "django.security.csrf": {"filters": ["no_trace"]},
            "django.template": {"filters": ["no_trace"]},
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            # with a handler of ours: without one the library adds its own, and says four lines for each mail
            "post_office": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "pikepdf": {"level": "WARNING"},  # says at each start that it is there
        },
    }
