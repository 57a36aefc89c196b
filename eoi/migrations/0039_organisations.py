import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [
        ("eoi", "0038_guards_public"),
    ]

    operations = [
        migrations.AddField(
            model_name="membershipinvitation",
            name="role",
            field=models.CharField(
                choices=[("lead", "Lead"), ("contributor", "Contributor")], default="contributor", max_length=12
            ),
        ),
        migrations.CreateModel(
            name="ConsortiumMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_consortium_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("company_number", models.CharField(blank=True, max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("partnership", "Partnership or sole trader"),
                            ("social-enterprise", "Social enterprise, mutual or co-operative"),
                            ("charity", "Charity or voluntary body"),
                            ("public-body", "Public body or university"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        choices=[
                            ("micro", "Fewer than 10 people"),
                            ("small", "10 to 49 people"),
                            ("medium", "50 to 249 people"),
                            ("large", "250 people or more"),
                            ("multinational", "250 people or more, in several countries"),
                        ],
                        max_length=20,
                    ),
                ),
                ("part", models.CharField(max_length=500)),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_email", models.EmailField(max_length=254)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("changed_at", models.DateTimeField(db_default=eoi.clock.EoiNow())),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "expression",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consortium_members",
                        to="eoi.expressionofinterest",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MembershipChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("joined", "Joined"), ("role", "Changed part"), ("left", "Left")], max_length=8
                    ),
                ),
                ("role", models.CharField(choices=[("lead", "Lead"), ("contributor", "Contributor")], max_length=12)),
                ("made_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="membership_changes",
                        to="eoi.organisation",
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
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LeadRecovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_recovery_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                (
                    "identity_check",
                    models.CharField(
                        choices=[
                            ("called-back", "Telephoned back at a number from a public register"),
                            (
                                "letter",
                                "A letter on the organisation's paper, signed by an officer named in a public register",
                            ),
                            ("in-person", "In person, with a document that shows who they are"),
                            ("other", "Another way, described below"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(max_length=2000)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("objection_until", models.DateTimeField()),
                ("objected_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=300)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_note", models.TextField(blank=True, max_length=2000)),
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
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "new_lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "objected_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="recoveries", to="eoi.organisation"
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
                "verbose_name_plural": "lead recoveries",
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="recovery_has_evidence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_at__isnull", True), ("objected_by__isnull", True)),
                            models.Q(("objected_at__isnull", False), ("objected_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="recovery_objected_at_with_by",
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
                        name="recovery_cancelled_at_with_by_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("confirmed_by__isnull", True), ("confirmed_note", "")
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="recovery_confirmed_at_with_by_and_note",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_by", models.F("confirmed_by")), _negated=True),
                            models.Q(("recorded_by", models.F("new_lead")), _negated=True),
                        ),
                        name="recovery_by_two_people",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("cancelled_at__isnull", True),
                            ("confirmed_at__isnull", True),
                            ("objected_at__isnull", True),
                        ),
                        fields=("organisation",),
                        name="one_undecided_recovery_an_organisation",
                    ),
                ],
            },
        ),
    ]
