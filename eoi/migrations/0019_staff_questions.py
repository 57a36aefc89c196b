import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0018_guards_consultation"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskingDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32)),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="StaffQuestion",
            fields=[
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_staff_question_reference,
                        editable=False,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("asked_on", models.DateField(default=datetime.date(1, 1, 1), editable=False)),
                ("is_delivered", models.BooleanField(default=False)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_questions", to="eoi.advert"
                    ),
                ),
                (
                    "removed_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="eoi.service",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "reference"],
            },
        ),
        migrations.CreateModel(
            name="StaffAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField()),
                ("wording", models.TextField(max_length=2000)),
                ("text", models.TextField(max_length=5000)),
                ("answered_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="eoi.staffquestion"
                    ),
                ),
            ],
            options={
                "ordering": ["question", "edition"],
            },
        ),
        migrations.CreateModel(
            name="StaffQuestionPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(default=eoi.references.new_token, editable=False, max_length=64, unique=True),
                ),
                ("closes_on", models.DateField()),
                ("opened_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_question_page", to="eoi.advert"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StaffQuestionRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000)),
                ("refused_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refusal", to="eoi.staffquestion"
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="staffquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("removed_at__isnull", True),
                        ("removed_by__isnull", True),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False), ("text", "")),
                    _connector="OR",
                ),
                name="staff_question_has_words_or_their_removal",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffanswer",
            constraint=models.UniqueConstraint(fields=("question", "edition"), name="one_staff_answer_an_edition"),
        ),
        migrations.AddConstraint(
            model_name="staffanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("wording", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="staff_answer_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffquestionrefusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="staff_question_refusal_has_words"
            ),
        ),
    ]
