from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    verbose_name = "Evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the doors that eoi holds open: guards, navigation, cards (DESIGN §1: the one permitted late import)."""
        from evaluation import registration

        registration.register_all()
