"""Sets of objectives, pledges that can be edited and confirmed, needs that an advert chooses.

What there was becomes the default set; every advert, published or not, stands on it and states all needs, as it did. New columns
of frozen adverts are filled by their default, which touches no row: no guard is switched off.
"""

from typing import Any

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import connection, migrations, models

import eoi.clock
from eoi import reference_data


def make_default_set(apps: Any, schema_editor: Any) -> None:
    apps.get_model("eoi", "ObjectiveSet").objects.create(is_default=True, **reference_data.DEFAULT_SET)


def default_set() -> int:
    """For the rows that are there already: the set made a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM eoi_objectiveset WHERE is_default")
        return cursor.fetchone()[0]


def state_all_needs(apps: Any, schema_editor: Any) -> None:
    needs = list(apps.get_model("eoi", "Need").objects.all())
    statement = apps.get_model("eoi", "AdvertNeed")
    adverts = apps.get_model("eoi", "Advert").objects.all()
    statement.objects.bulk_create(statement(advert=advert, need=need) for advert in adverts for need in needs)


def person() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def moment() -> models.DateTimeField:
    return models.DateTimeField(blank=True, null=True)


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def retired_at_with_by(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(("retired_at__isnull", True), ("retired_by__isnull", True))
        | models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
        name=name,
    )


CONFIRMED = models.Q(
    ("confirmed_at__isnull", False),
    ("confirmed_by__isnull", False),
    ("to_be_confirmed", False),
    models.Q(("source", ""), _negated=True),
)
UNCONFIRMED = models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True), ("to_be_confirmed", True))


class Migration(migrations.Migration):
    dependencies = [("eoi", "0008_preparation")]

    operations = [
        migrations.CreateModel(
            name="ObjectiveSet",
            fields=[
                ("id", key()),
                ("key", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80, unique=True)),
                ("description", models.TextField(max_length=600, verbose_name="why it exists")),
                ("is_default", models.BooleanField(default=False)),
                ("created_by", person()),
                ("created_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                ("retired_at", moment()),
                ("retired_by", person()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("is_default",), name="one_default_set"
                    ),
                    retired_at_with_by("objective_set_retired_at_with_by"),
                    models.CheckConstraint(
                        condition=models.Q(("is_default", False)) | models.Q(("retired_at__isnull", True)),
                        name="default_set_is_not_retired",
                    ),
                ],
            },
        ),
        migrations.RunPython(make_default_set, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="objective",
            name="number",
            field=models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(20),
                ]
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="objective_set",
            field=models.ForeignKey(
                default=default_set,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objectives",
                to="eoi.objectiveset",
            ),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(name="objective", options={"ordering": ["objective_set", "number"]}),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.UniqueConstraint(
                fields=("objective_set", "number"), name="one_objective_a_number_in_a_set"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 20)), name="objectives_number_1_to_20"
            ),
        ),
        migrations.AddField(
            model_name="advert",
            name="objective_set",
            field=models.ForeignKey(
                default=default_set,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adverts",
                to="eoi.objectiveset",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="advert", name="published_pledges", field=models.JSONField(blank=True, default=list)
        ),
        migrations.RunSQL("UPDATE eoi_pledge SET to_be_confirmed = true", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="pledge", name="description", field=models.TextField(blank=True, max_length=600)
        ),
        migrations.AddField(model_name="pledge", name="confirmed_at", field=moment()),
        migrations.AddField(model_name="pledge", name="confirmed_by", field=person()),
        migrations.AddField(model_name="pledge", name="version", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name="pledge", name="changed_at", field=moment()),
        migrations.AddField(model_name="pledge", name="changed_by", field=person()),
        migrations.AddField(model_name="pledge", name="retired_at", field=moment()),
        migrations.AddField(model_name="pledge", name="retired_by", field=person()),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(UNCONFIRMED, CONFIRMED, _connector="OR"),
                name="pledge_confirmed_with_source_by_and_at",
            ),
        ),
        migrations.AddConstraint(model_name="pledge", constraint=retired_at_with_by("pledge_retired_at_with_by")),
        migrations.CreateModel(
            name="PledgeLink",
            fields=[
                ("id", key()),
                ("sentence", models.CharField(max_length=300)),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledge_links", to="eoi.objective"
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="eoi.pledge"
                    ),
                ),
            ],
            options={
                "ordering": ["pledge__number", "objective__objective_set", "objective__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "objective"), name="one_link_a_pledge_and_objective"),
                    models.CheckConstraint(
                        condition=models.Q(("sentence", ""), _negated=True), name="pledge_link_has_a_sentence"
                    ),
                ],
            },
        ),
        migrations.AddField(model_name="need", name="version", field=models.PositiveIntegerField(default=1)),
        migrations.AddField(model_name="need", name="changed_at", field=moment()),
        migrations.AddField(model_name="need", name="changed_by", field=person()),
        migrations.AddField(model_name="need", name="retired_at", field=moment()),
        migrations.AddField(model_name="need", name="retired_by", field=person()),
        migrations.AddConstraint(model_name="need", constraint=retired_at_with_by("need_retired_at_with_by")),
        migrations.CreateModel(
            name="AdvertNeed",
            fields=[
                ("id", key()),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="advert_needs", to="eoi.advert"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="eoi.need"
                    ),
                ),
            ],
            options={
                "ordering": ["need__number"],
                "constraints": [models.UniqueConstraint(fields=("advert", "need"), name="one_statement_a_need")],
            },
        ),
        migrations.AddField(
            model_name="advert",
            name="needs",
            field=models.ManyToManyField(related_name="+", through="eoi.AdvertNeed", to="eoi.need"),
        ),
        migrations.RunPython(state_all_needs, migrations.RunPython.noop),
    ]
