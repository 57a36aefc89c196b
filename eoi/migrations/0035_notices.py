import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock


class Migration(migrations.Migration):
    dependencies = [("eoi", "0034_guards_packs")]

    operations = [
        migrations.CreateModel(
            name="NoticePublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("reference", models.CharField(max_length=40)),
                ("published_on", models.DateField()),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                ("correction_reason", models.TextField(blank=True, max_length=600)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice_publications", to="eoi.advert"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["advert", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("advert", "number"), name="one_notice_publication_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("reference", ""), _negated=True), ("url__startswith", "https://")),
                        name="notice_publication_says_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__lte", 1), models.Q(("correction_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="notice_publication_corrected_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "occasion",
                    models.CharField(
                        choices=[("publication", "Published"), ("change", "Changed"), ("closed", "Engagement closed")],
                        max_length=20,
                    ),
                ),
                ("content", models.TextField()),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("made_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice_releases", to="eoi.advert"
                    ),
                ),
                (
                    "change",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_release",
                        to="eoi.advertchange",
                    ),
                ),
            ],
            options={
                "ordering": ["advert", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("advert", "number"), name="one_notice_release_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("occasion", "change"), _negated=True),
                        fields=("advert", "occasion"),
                        name="one_first_and_one_closed_release",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change__isnull", False), ("occasion", "change")),
                            models.Q(models.Q(("occasion", "change"), _negated=True), ("change__isnull", True)),
                            _connector="OR",
                        ),
                        name="notice_release_of_a_change_names_it",
                    ),
                ],
            },
        ),
    ]
