"""A service is kept by service managers."""

from django.db import migrations

KEEPERS = """
CREATE FUNCTION service_keeper_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'A place as keeper of a service is not passed on: remove the one and name the other.' USING ERRCODE = 'EOI17';
  END IF;
  IF app_user() IS NOT NULL AND NEW.assigned_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Whoever keeps a service is named in the name of the person who acts.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.user_id, 'service-manager') THEN
    RAISE EXCEPTION 'Only a service manager keeps a service: give the person that role first.' USING ERRCODE = 'EOI17';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_keeper_gate BEFORE INSERT OR UPDATE ON eoi_servicekeeper FOR EACH ROW EXECUTE FUNCTION service_keeper_gate();
"""

KEEPERS_REVERSE = "DROP TRIGGER service_keeper_gate ON eoi_servicekeeper; DROP FUNCTION service_keeper_gate();"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0013_profiles")]

    operations = [migrations.RunSQL(KEEPERS, KEEPERS_REVERSE)]
