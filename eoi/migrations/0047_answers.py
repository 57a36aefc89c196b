"""More kinds of questions with options to tick, sensitivity of answers, and every edition of an answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0046_guards_submission_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="choices",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="answer",
            name="edition",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="answer",
            name="is_sensitive",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="answer",
            name="sensitive_reason",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="objective",
            name="concerns_staff",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="question",
            name="options",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("about", "About the organisation"),
                    ("criterion", "Answer to an objective"),
                    ("need", "A need the organisation can meet"),
                    ("open", "Open question"),
                    ("services", "Services that an answer would help"),
                    ("issues", "Published known issues that an answer would help with"),
                    ("workforce", "How staff would be affected"),
                    ("ai", "Use of artificial intelligence, not scored"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="AnswerEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question_key", models.SlugField(max_length=60)),
                ("number", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("nothing_offered", models.BooleanField(default=False)),
                ("selected", models.BooleanField(default=False)),
                ("choices", models.JSONField(default=list)),
                ("is_sensitive", models.BooleanField(default=False)),
                ("sensitive_reason", models.TextField(blank=True)),
                ("longest", models.PositiveIntegerField(default=0)),
                ("is_set_aside", models.BooleanField(default=False)),
                ("began_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("saved_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "expression",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_editions",
                        to="eoi.expressionofinterest",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.organisation"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
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
                "ordering": ["expression", "question_key", "number"],
                "indexes": [
                    models.Index(
                        models.F("expression"),
                        models.OrderBy(models.F("saved_at"), descending=True),
                        name="answer_editions_by_time",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("expression", "question_key", "is_set_aside", "number"),
                        name="one_answer_edition_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(
                                ("is_set_aside", True), ("settled_at__isnull", False), ("settled_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="answer_edition_settled_at_with_by",
                    ),
                ],
            },
        ),
    ]
