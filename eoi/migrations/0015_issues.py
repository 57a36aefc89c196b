"""Known issues, what is released of them, which released wordings an advert says, and statements that there is nothing (S9, S11)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0014_guards_profiles"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_issue_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("service", "One service"),
                            ("corporate-services", "The whole of Corporate Services"),
                            ("personnel", "Personnel, for the whole council"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("problem-area", "Problem area"), ("known-issue", "Known issue")], max_length=20
                    ),
                ),
                ("horizon", models.CharField(choices=[("now", "Now"), ("future", "In the future")], max_length=10)),
                ("title", models.CharField(max_length=160)),
                ("matter", models.TextField(max_length=4000)),
                ("partner_help", models.TextField(blank=True, max_length=2000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("changed_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("resolved", "Resolved"), ("no-longer-so", "No longer so")], max_length=20
                    ),
                ),
                ("closing_reason", models.TextField(blank=True, max_length=1000)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("needs", models.ManyToManyField(blank=True, related_name="+", to="eoi.need")),
                ("objectives", models.ManyToManyField(blank=True, related_name="+", to="eoi.objective")),
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
                        related_name="+",
                        to="eoi.service",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IssueRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("horizon", models.CharField(max_length=10)),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField(max_length=4000)),
                ("released_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="eoi.knownissue"
                    ),
                ),
            ],
            options={
                "ordering": ["issue", "number"],
            },
        ),
        migrations.CreateModel(
            name="NothingToReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stated_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "service",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.service"),
                ),
                (
                    "stated_by",
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
            name="AdvertIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("included_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="advert_issues", to="eoi.advert"
                    ),
                ),
                (
                    "included_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inclusions", to="eoi.issuerelease"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("advert", "release"), name="one_inclusion_a_released_wording")
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueReleaseWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000)),
                ("withdrawn_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="eoi.issuerelease"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="issue_withdrawal_has_reason"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="knownissue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scope", "service"), ("service__isnull", False)),
                    models.Q(models.Q(("scope", "service"), _negated=True), ("service__isnull", True)),
                    _connector="OR",
                ),
                name="issue_of_one_service_or_of_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownissue",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("matter", ""), _negated=True)),
                name="issue_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownissue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                        ("closing_reason", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("closing_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="issue_closed_at_with_by_outcome_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuerelease",
            constraint=models.UniqueConstraint(fields=("issue", "number"), name="one_issue_release_a_number"),
        ),
        migrations.AddConstraint(
            model_name="issuerelease",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="issue_release_has_words",
            ),
        ),
    ]
