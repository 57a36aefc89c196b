"""The public log of changes: in one's own name, only of a published advert, never changed; each raises the advert's public version."""

from importlib import import_module

from django.db import migrations

PUBLISHED = import_module("eoi.migrations.0003_guards_advert").ADVERT
BEGINS, ENDS = "CREATE FUNCTION advert_gate()", "CREATE TRIGGER advert_gate"
GATE = PUBLISHED[PUBLISHED.index(BEGINS) : PUBLISHED.index(ENDS)].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
FREE = "ARRAY['closes_at', "
ONCE = "to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD)"
ONCE_WITH_VERSION = "to_jsonb(NEW) - 'public_version' IS DISTINCT FROM to_jsonb(OLD) - 'public_version'"
GATE_WITH_VERSION = GATE.replace(FREE, f"{FREE}'public_version', ").replace(ONCE, ONCE_WITH_VERSION)

CHANGE = """
CREATE FUNCTION raise_public_version(advert bigint) RETURNS integer LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  UPDATE eoi_advert a SET public_version = a.public_version + 1 WHERE a.id = advert AND a.published_at IS NOT NULL
  RETURNING a.public_version
$$;

CREATE FUNCTION advert_change_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.made_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A change is announced by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.made_by_id, 'approver')
      AND NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.made_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert, or an approver, changes it once it is published.' USING ERRCODE = 'EOI25';
  END IF;
  NEW.public_version := raise_public_version(NEW.advert_id);
  IF NEW.public_version IS NULL THEN
    RAISE EXCEPTION 'The advert has not been published: change the draft instead.' USING ERRCODE = 'EOI25';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(c.number) FROM eoi_advertchange c WHERE c.advert_id = NEW.advert_id), 0);
  NEW.made_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER advert_change_gate BEFORE INSERT ON eoi_advertchange FOR EACH ROW EXECUTE FUNCTION advert_change_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_advertchange FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_advertchange FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

CHANGE_REVERSE = """
DROP TRIGGER never_truncated ON eoi_advertchange;
DROP TRIGGER append_only ON eoi_advertchange;
DROP TRIGGER advert_change_gate ON eoi_advertchange;
DROP FUNCTION advert_change_gate();
DROP FUNCTION raise_public_version(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0027_advert_changes")]

    operations = [migrations.RunSQL(GATE_WITH_VERSION, GATE), migrations.RunSQL(CHANGE, CHANGE_REVERSE)]
