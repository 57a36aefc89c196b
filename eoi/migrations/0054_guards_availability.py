"""The log of availability: the database's time, nothing changed, nothing deleted before 400 days are over (P18, ADR 0032)."""

from django.db import migrations

PROBE = """
CREATE FUNCTION availability_probe_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.probed_at > eoi_now() - interval '400 days' THEN
      RAISE EXCEPTION 'The log of availability is kept for 400 days.' USING ERRCODE = 'EOI39';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.result = 'answered' AND NEW.delay_milliseconds > 120000 THEN
    RAISE EXCEPTION 'That the service answered is recorded at once: later, nobody looked.' USING ERRCODE = 'EOI39';
  END IF;
  NEW.recorded_at := eoi_now();
  NEW.probed_at := NEW.recorded_at - NEW.delay_milliseconds * interval '1 millisecond';
  RETURN NEW;
END $$;
CREATE TRIGGER availability_probe_gate BEFORE INSERT OR DELETE ON eoi_availabilityprobe FOR EACH ROW EXECUTE FUNCTION availability_probe_gate();
CREATE TRIGGER append_only BEFORE UPDATE ON eoi_availabilityprobe FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_availabilityprobe FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PROBE_REVERSE = """
DROP TRIGGER never_truncated ON eoi_availabilityprobe;
DROP TRIGGER append_only ON eoi_availabilityprobe;
DROP TRIGGER availability_probe_gate ON eoi_availabilityprobe;
DROP FUNCTION availability_probe_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0053_availability")]

    operations = [migrations.RunSQL(PROBE, PROBE_REVERSE)]
