"""Editions of service profiles, the axes they are placed on, and which edition an advert pins."""

from typing import Any

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
from eoi import reference_data


def load(apps: Any, schema_editor: Any) -> None:
    reference_data.load_positioning(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0012_guards_criteria"),
    ]

    operations = [
        migrations.CreateModel(
            name="PositioningFramework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField(unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name of the framework")),
                ("across_name", models.CharField(max_length=80, verbose_name="what the line across says")),
                ("across_low", models.CharField(max_length=40, verbose_name="left end of the line across")),
                ("across_high", models.CharField(max_length=40, verbose_name="right end of the line across")),
                ("up_name", models.CharField(max_length=80, verbose_name="what the line upwards says")),
                ("up_low", models.CharField(max_length=40, verbose_name="bottom end of the line upwards")),
                ("up_high", models.CharField(max_length=40, verbose_name="top end of the line upwards")),
                ("to_be_confirmed", models.BooleanField(default=True)),
                ("reason", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["edition"],
            },
        ),
        migrations.CreateModel(
            name="ServiceProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("purpose", models.TextField(blank=True, max_length=3000)),
                ("customers", models.TextField(blank=True, max_length=3000)),
                (
                    "staff_fte",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="staff",
                    ),
                ),
                (
                    "gross_budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=0,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("strengths", models.TextField(blank=True, max_length=3000)),
                ("difficulties", models.TextField(blank=True, max_length=3000, verbose_name="what is hard")),
                (
                    "wanted",
                    models.TextField(blank=True, max_length=3000, verbose_name="what we would like from a partner"),
                ),
                (
                    "position_across",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "position_up",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "narrative",
                    models.TextField(blank=True, max_length=3000, verbose_name="why the service stands there"),
                ),
                ("review_by", models.DateField(blank=True, null=True)),
                ("drafted_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("draft_version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.positioningframework"
                    ),
                ),
                (
                    "owner_at_sign_off",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profiles", to="eoi.service"
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["service__number", "number"],
            },
        ),
        migrations.CreateModel(
            name="ProfileVolume",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(blank=True, max_length=120)),
                ("number", models.DecimalField(blank=True, decimal_places=1, max_digits=14, null=True)),
                ("unit", models.CharField(blank=True, max_length=60)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="volumes", to="eoi.serviceprofile"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ProfileReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("in-date", "In date"), ("soon", "Review soon"), ("overdue", "Overdue for review")],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("sent_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="eoi.serviceprofile"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProfileIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=160)),
                ("year", models.CharField(blank=True, max_length=20)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("unit", models.CharField(blank=True, max_length=40)),
                (
                    "trend",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("better", "Better"),
                            ("same", "The same"),
                            ("worse", "Worse"),
                            ("none", "No earlier figure"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True, choices=[("up", "Higher is better"), ("down", "Lower is better")], max_length=10
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="eoi.serviceprofile"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="advertservice",
            name="profile",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adverts",
                to="eoi.serviceprofile",
            ),
        ),
        migrations.AddConstraint(
            model_name="positioningframework",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="positioning_framework_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.UniqueConstraint(fields=("service", "number"), name="one_profile_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_off_at__isnull", True)),
                fields=("service",),
                name="one_draft_profile_a_service",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("owner_at_sign_off__isnull", True),
                        ("signed_off_at__isnull", True),
                        ("signed_off_by__isnull", True),
                    ),
                    models.Q(
                        ("owner_at_sign_off__isnull", False),
                        ("signed_off_at__isnull", False),
                        ("signed_off_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="profile_signed_off_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("position_across__isnull", True), ("position_across__range", (1, 9)), _connector="OR"
                ),
                name="profile_position_across_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("position_up__isnull", True), ("position_up__range", (1, 9)), _connector="OR"),
                name="profile_position_up_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("staff_fte__isnull", True), ("staff_fte__gte", 0), _connector="OR"),
                    models.Q(("gross_budget__isnull", True), ("gross_budget__gte", 0), _connector="OR"),
                ),
                name="profile_figures_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="profilevolume",
            constraint=models.UniqueConstraint(fields=("profile", "position"), name="one_volume_a_position"),
        ),
        migrations.AddConstraint(
            model_name="profilereminder",
            constraint=models.UniqueConstraint(fields=("profile", "kind", "due_on"), name="one_reminder_a_due_day"),
        ),
        migrations.AddConstraint(
            model_name="profileindicator",
            constraint=models.UniqueConstraint(fields=("profile", "position"), name="one_indicator_a_position"),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
