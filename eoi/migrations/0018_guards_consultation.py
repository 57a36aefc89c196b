"""Consultation (S12): who keeps the list of bodies, and who may be named to speak for one."""

from django.db import migrations

BODY = """
CREATE FUNCTION body_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A body that has been consulted is kept: retire it instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF NOT user_has_role(app_user(), 'procurement-officer') THEN
    RAISE EXCEPTION 'Only a procurement officer changes the list of bodies.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.added_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'A body is added by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.added_at := eoi_now();
    RETURN NEW;
  END IF;
  IF (NEW.reference, NEW.added_by_id, NEW.added_at) IS DISTINCT FROM (OLD.reference, OLD.added_by_id, OLD.added_at) THEN
    RAISE EXCEPTION 'A body keeps its reference, and who added it.' USING ERRCODE = 'EOI15';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER body_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_consultationbody FOR EACH ROW EXECUTE FUNCTION body_gate();
"""

BODY_REVERSE = "DROP TRIGGER body_gate ON eoi_consultationbody; DROP FUNCTION body_gate();"

# Nobody signed in is the system, which carries out a handover on its day in the name of whoever ordered it.
REPRESENTATIVE = """
CREATE FUNCTION speaks_for(person bigint, body bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'representative')
    AND EXISTS (SELECT 1 FROM eoi_bodyrepresentative r WHERE r.user_id = person AND r.body_id = body)
$$;

CREATE FUNCTION representative_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'Speaking for a body is not passed on: name the next representative, then remove the earlier one.' USING ERRCODE = 'EOI15';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF app_user() IS NOT NULL AND NOT user_has_role(app_user(), 'procurement-officer')
        AND NOT user_has_role(app_user(), 'administrator') AND NOT speaks_for(app_user(), OLD.body_id) THEN
      RAISE EXCEPTION 'Representatives are named and removed by an officer, an administrator, or whoever speaks for the body.' USING ERRCODE = 'EOI09';
    END IF;
    RETURN OLD;
  END IF;
  IF app_user() IS NOT NULL AND NEW.assigned_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A representative is named by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.assigned_by_id, 'procurement-officer') AND NOT user_has_role(NEW.assigned_by_id, 'administrator')
      AND NOT speaks_for(NEW.assigned_by_id, NEW.body_id) THEN
    RAISE EXCEPTION 'Representatives are named and removed by an officer, an administrator, or whoever speaks for the body.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.user_id, 'representative') THEN
    RAISE EXCEPTION 'Whoever speaks for a body has the role of a representative: ask the administrator to give it.' USING ERRCODE = 'EOI15';
  END IF;
  NEW.assigned_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER representative_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_bodyrepresentative FOR EACH ROW EXECUTE FUNCTION representative_gate();
"""

REPRESENTATIVE_REVERSE = """
DROP TRIGGER representative_gate ON eoi_bodyrepresentative;
DROP FUNCTION representative_gate();
DROP FUNCTION speaks_for(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0017_consultation")]

    operations = [
        migrations.RunSQL(BODY, BODY_REVERSE),
        migrations.RunSQL(REPRESENTATIVE, REPRESENTATIVE_REVERSE),
    ]
