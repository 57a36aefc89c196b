import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0010_guards_objectives"),
    ]

    operations = [
        migrations.AddField(
            model_name="advert",
            name="criteria_version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.CreateModel(
            name="CriteriaAgreer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("asked_version", models.PositiveIntegerField()),
                ("taken_off_at", models.DateTimeField(blank=True, null=True)),
                ("taken_off_reason", models.TextField(blank=True, max_length=1000)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="criteria_agreers", to="eoi.advert"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taken_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "person asked to agree criteria",
                "verbose_name_plural": "people asked to agree criteria",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CriteriaOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("criteria_version", models.PositiveIntegerField()),
                ("agrees", models.BooleanField()),
                ("comment", models.TextField(blank=True, max_length=2000)),
                ("criteria", models.JSONField(default=list, editable=False)),
                ("given_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "agreer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="eoi.criteriaagreer"
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion on criteria",
                "verbose_name_plural": "opinions on criteria",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="criteriaagreer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_off_at__isnull", True)),
                fields=("advert", "user"),
                name="one_agreer_entry_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaagreer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_off_at__isnull", True), ("taken_off_by__isnull", True), ("taken_off_reason", "")),
                    models.Q(
                        ("taken_off_at__isnull", False),
                        ("taken_off_by__isnull", False),
                        models.Q(("taken_off_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreer_taken_off_at_with_by_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("agrees", True), models.Q(("comment", ""), _negated=True), _connector="OR"),
                name="a_change_is_asked_for_in_words",
            ),
        ),
    ]
