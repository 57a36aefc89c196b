import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock


class Migration(migrations.Migration):
    dependencies = [("eoi", "0024_guards_handovers")]

    operations = [
        migrations.CreateModel(
            name="DecisionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft_version", models.PositiveIntegerField()),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("requested_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="decisiontoadvertise",
            name="one_decision_a_draft_version",
        ),
        migrations.AddField(
            model_name="decisiontoadvertise",
            name="outcome",
            field=models.CharField(
                choices=[("advertise", "Advertise"), ("returned", "Returned to the officers")],
                default="advertise",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="decisiontoadvertise",
            name="paper",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="decisiontoadvertise",
            name="paper_digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="decisiontoadvertise",
            name="proceeding_reason",
            field=models.TextField(blank=True, max_length=5000),
        ),
        migrations.AddField(
            model_name="decisionrequest",
            name="advert",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decision_requests", to="eoi.advert"
            ),
        ),
        migrations.AddField(
            model_name="decisionrequest",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decisiontoadvertise",
            name="request",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="eoi.decisionrequest",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisiontoadvertise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "advertise")),
                fields=("advert", "draft_version"),
                name="one_decision_a_draft_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisiontoadvertise",
            constraint=models.CheckConstraint(
                condition=models.Q(("proceeding_reason", ""), ("outcome", "advertise"), _connector="OR"),
                name="only_advertising_proceeds",
            ),
        ),
    ]
