from django.db import migrations, models

import eoi.clock


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0052_guards_unsubmitted"),
    ]

    operations = [
        migrations.CreateModel(
            name="AvailabilityProbe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("probed_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), db_index=True, editable=False)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("delay_milliseconds", models.PositiveIntegerField()),
                ("address", models.CharField(max_length=200)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("answered", "Answered"),
                            ("wrong-answer", "Answered, but not as it should"),
                            ("timed-out", "No answer in time"),
                            ("no-connection", "No connection"),
                            ("bad-certificate", "The certificate was not good"),
                        ],
                        max_length=16,
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("milliseconds", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["probed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "answered"), _negated=True),
                            models.Q(("status", 200), ("status__isnull", False)),
                            _connector="OR",
                        ),
                        name="probe_answered_with_status_200",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delay_milliseconds__lte", 86400000)), name="probe_recorded_within_a_day"
                    ),
                ],
            },
        ),
    ]
