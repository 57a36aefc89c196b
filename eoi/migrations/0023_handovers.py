import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [("eoi", "0022_guards_plans")]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_handover_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                ("kind", models.CharField(choices=[("handover", "Handover"), ("deputy", "Deputy")], max_length=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("assignment_key", models.PositiveBigIntegerField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=300)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=1000)),
                (
                    "advert",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="eoi.advert",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="eoi.consultationbody",
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "from_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="eoi.service",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advert__isnull", False), ("body__isnull", True), ("service__isnull", True)),
                            models.Q(("advert__isnull", True), ("body__isnull", True), ("service__isnull", False)),
                            models.Q(("advert__isnull", True), ("body__isnull", False), ("service__isnull", True)),
                            _connector="OR",
                        ),
                        name="handover_of_exactly_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", True), ("kind", "handover")),
                            models.Q(
                                ("ends_on__gte", models.F("starts_on")), ("ends_on__isnull", False), ("kind", "deputy")
                            ),
                            _connector="OR",
                        ),
                        name="handover_ends_on_for_deputies_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_person", models.F("to_person")), _negated=True),
                        name="handover_between_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="handover_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", True), ("cancelled_by__isnull", True), ("cancelled_reason", "")
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                models.Q(("cancelled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_cancelled_at_with_by_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at__isnull", True), ("failure", "")),
                            models.Q(("failed_at__isnull", False), models.Q(("failure", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="handover_failed_at_with_sentence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("begun_at__isnull", False), _connector="OR"),
                        name="handover_ends_once_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cancelled_at__isnull", True), ("begun_at__isnull", True), _connector="OR"),
                        name="handover_cancelled_unbegun",
                    ),
                ],
            },
        ),
    ]
