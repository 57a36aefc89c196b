"""What is never changed or deleted: refused by row triggers, and by a statement trigger for TRUNCATE, which row triggers miss."""

from django.db import migrations

TABLES = (
    "eoi_auditevent",
    "eoi_auditseal",
    "eoi_closingrecord",
    "eoi_decisiontoadvertise",
    "eoi_extension",
    "eoi_objectivewording",
    "eoi_standingstatements",
    "eoi_submission",
    "eoi_submissioncontent",
    "eoi_withdrawal",
)

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'A record in % is kept as it was made: it is never changed or deleted.', TG_TABLE_NAME
    USING ERRCODE = 'EOI12';
END $$;
"""


def guard(table: str) -> str:
    return f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def unguard(table: str) -> str:
    return f"DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncated ON {table};"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_change();"),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in TABLES),
    ]
