"""Reference data, and the table of the shared cache that keeps the sign-in limits for all workers."""

from typing import Any

from django.db import migrations

from eoi import reference_data

CACHE = """
CREATE TABLE cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX cache_expires ON cache (expires);
"""


def load(apps: Any, schema_editor: Any) -> None:
    reference_data.load(apps)


class Migration(migrations.Migration):
    dependencies = [("eoi", "0006_row_level_security")]

    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE cache;"),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
