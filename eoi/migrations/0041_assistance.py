import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0040_guards_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assistance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_assistance_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("own-page", "A lead asked on the organisation's own page"),
                            ("paper", "On paper"),
                            ("telephone", "By telephone"),
                            ("in-person", "In person"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_by", models.CharField(max_length=160)),
                ("asked_on", models.DateField()),
                ("original", models.CharField(blank=True, max_length=160)),
                ("identity_note", models.TextField(blank=True, max_length=2000)),
                ("requested_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "advert",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.advert"),
                ),
                (
                    "assistant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assistances", to="eoi.organisation"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "second",
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
                "ordering": ["-requested_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReadBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft_version", models.PositiveIntegerField()),
                ("how", models.CharField(max_length=300)),
                ("confirmed_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "assistance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="read_backs", to="eoi.assistance"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "expression",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read_backs",
                        to="eoi.expressionofinterest",
                    ),
                ),
            ],
            options={
                "ordering": ["confirmed_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begun_at__isnull", True), ("expires_at__isnull", True)),
                    models.Q(("begun_at__isnull", False), ("expires_at__gt", models.F("begun_at"))),
                    _connector="OR",
                ),
                name="assistance_begun_at_with_expires_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="assistance_ended_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(("assistant", models.F("second")), _negated=True), name="assistance_by_two_people"
            ),
        ),
        migrations.AddConstraint(
            model_name="assistance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "own-page"), ("second__isnull", True)),
                    models.Q(
                        models.Q(("channel", "own-page"), _negated=True),
                        ("second__isnull", False),
                        models.Q(("identity_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assistance_without_an_account_has_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="readback",
            constraint=models.UniqueConstraint(
                fields=("expression", "draft_version"), name="one_read_back_a_draft_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="readback",
            constraint=models.CheckConstraint(
                condition=models.Q(("how", ""), _negated=True), name="read_back_says_how"
            ),
        ),
    ]
