import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock
import eoi.references


class Migration(migrations.Migration):
    dependencies = [("eoi", "0016_guards_issues")]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consultation", to="eoi.advert"
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_for_all", models.BooleanField(default=True)),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_event_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                ("bodies", models.ManyToManyField(related_name="+", to="eoi.consultationbody")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="eoi.consultation"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_representation_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("is_formal", models.BooleanField()),
                ("concerns_decision", models.BooleanField()),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField(max_length=20000)),
                ("others_may_read", models.BooleanField(default=False)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_how",
                    models.CharField(
                        blank=True, choices=[("agreement", "By agreement"), ("reasons", "With reasons")], max_length=10
                    ),
                ),
                ("closing_words", models.TextField(blank=True, max_length=5000)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, max_length=1000)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.consultationbody"
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
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="eoi.consultation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RepresentationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=20000)),
                ("answered_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "representation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="eoi.representation"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RepresentationReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=20000)),
                ("written_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "representation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="eoi.representation"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "representation replies",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SharedMaterial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_for_all", models.BooleanField(default=True)),
                (
                    "reference",
                    models.CharField(
                        default=eoi.references.new_material_reference, editable=False, max_length=16, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("explanation", models.TextField(max_length=2000)),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("shows_draft", models.BooleanField(default=False)),
                ("shared_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("bodies", models.ManyToManyField(related_name="+", to="eoi.consultationbody")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shared", to="eoi.consultation"
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "shared materials",
                "ordering": ["-shared_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SharedMaterialWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000)),
                ("withdrawn_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "material",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="eoi.sharedmaterial"
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
            },
        ),
        migrations.CreateModel(
            name="ConsultationEventEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("meeting", "Meeting"), ("briefing", "Briefing"), ("visit", "Visit")], max_length=10
                    ),
                ),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=160)),
                ("attended", models.TextField(max_length=2000)),
                ("notes", models.TextField(blank=True, max_length=10000)),
                ("recorded_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="eoi.consultationevent"
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
                "ordering": [models.OrderBy(models.F("number"), descending=True)],
                "constraints": [models.UniqueConstraint(fields=("event", "number"), name="one_event_edition_a_number")],
            },
        ),
        migrations.CreateModel(
            name="ConsultedBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.consultationbody"
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consulted", to="eoi.consultation"
                    ),
                ),
            ],
            options={
                "ordering": ["body__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "body"), name="one_consulted_entry_a_body")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="representation_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                    models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                    _connector="OR",
                ),
                name="representation_acknowledged_at_with_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True),
                        ("closed_by__isnull", True),
                        ("closed_how", ""),
                        ("closing_words", ""),
                    ),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("closed_how", "agreement")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("closed_how", "reasons"),
                        models.Q(("closing_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="representation_closed_at_with_by_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="representation_withdrawn_at_with_by_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                name="representation_closed_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="representationanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="representation_answer_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="representationreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="representation_reply_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedmaterial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("link", ""), _negated=True),
                    ("shows_draft", True),
                    _connector="OR",
                ),
                name="shared_material_holds_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedmaterialwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="material_withdrawal_has_reason"
            ),
        ),
    ]
