from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class EoiConfig(AppConfig):
    name = "eoi"
    verbose_name = "Expressions of interest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make every action known, so that the audit trail can be narrowed to it, hear of accounts, fill the start pages."""
        from eoi import account_events, actions, cards, conditions, sessions

        for module in iter_modules(actions.__path__):
            import_module(f"{actions.__name__}.{module.name}")
        account_events.connect()
        sessions.connect()
        cards.register()
        conditions.register()
