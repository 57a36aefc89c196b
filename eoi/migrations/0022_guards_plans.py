"""Plans: no circle of milestones, nothing hanging on another advert's plan, moves and agreement kept as they were made."""

from django.db import migrations

ENTRIES = """
CREATE FUNCTION hold_plan(advert bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_advert a WHERE a.id = advert FOR KEY SHARE;
  PERFORM pg_advisory_xact_lock(2014, (advert % 2147483647)::integer);
END $$;

CREATE FUNCTION plan_entry_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  free text[] := ARRAY['version', 'changed_at', 'reminded_for', 'chased_for'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.done_on IS NOT NULL THEN
      RAISE EXCEPTION 'What has been done stays in the plan.' USING ERRCODE = 'EOI16';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.done_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.done_on IS NULL) AND NEW.done_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'What is done is marked by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.advert_id <> OLD.advert_id OR NEW.reference <> OLD.reference THEN
      RAISE EXCEPTION 'An entry of a plan stays with its advert and its reference.' USING ERRCODE = 'EOI16';
    END IF;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free AND NEW.version <> OLD.version + 1 THEN
      RAISE EXCEPTION 'This entry of the plan changed while you were writing.' USING ERRCODE = 'EOI10';
    END IF;
    IF OLD.done_on IS NOT NULL AND NEW.done_on IS NOT NULL AND NEW.planned_on IS DISTINCT FROM OLD.planned_on THEN
      RAISE EXCEPTION 'What has been done no longer moves.' USING ERRCODE = 'EOI16';
    END IF;
    IF NEW.version <> OLD.version THEN NEW.changed_at := eoi_now(); END IF;
    IF NEW.after_id IS NOT DISTINCT FROM OLD.after_id THEN RETURN NEW; END IF;
  END IF;
  IF NEW.after_id IS NULL THEN RETURN NEW; END IF;
  PERFORM hold_plan(NEW.advert_id);
  IF EXISTS (SELECT 1 FROM eoi_milestone m WHERE m.id = NEW.after_id AND m.advert_id <> NEW.advert_id) THEN
    RAISE EXCEPTION 'A date hangs only on milestones of the same advert.' USING ERRCODE = 'EOI16';
  END IF;
  IF TG_TABLE_NAME = 'eoi_milestone' AND EXISTS (
    WITH RECURSIVE waited_for AS (
      SELECT m.id, m.after_id FROM eoi_milestone m WHERE m.id = NEW.after_id
      UNION
      SELECT m.id, m.after_id FROM eoi_milestone m JOIN waited_for w ON m.id = w.after_id
    ) SELECT 1 FROM waited_for w WHERE w.id = NEW.id OR w.after_id = NEW.id
  ) THEN
    RAISE EXCEPTION 'These milestones would wait for each other in a circle: give one of them a day of its own.'
      USING ERRCODE = 'EOI16';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plan_entry_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_milestone FOR EACH ROW EXECUTE FUNCTION plan_entry_gate();
CREATE TRIGGER plan_entry_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_communicationactivity FOR EACH ROW EXECUTE FUNCTION plan_entry_gate();
"""

ENTRIES_REVERSE = """
DROP TRIGGER plan_entry_gate ON eoi_communicationactivity;
DROP TRIGGER plan_entry_gate ON eoi_milestone;
DROP FUNCTION plan_entry_gate();
DROP FUNCTION hold_plan(bigint);
"""

RECORDS = """
CREATE FUNCTION plan_move_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.moved_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A date of a plan is moved by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF btrim(NEW.reason) = '' AND EXISTS (SELECT 1 FROM eoi_planagreement a WHERE a.advert_id = NEW.advert_id) THEN
    RAISE EXCEPTION 'The plan has been agreed: say why the date moves.' USING ERRCODE = 'EOI16';
  END IF;
  NEW.moved_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER plan_move_gate BEFORE INSERT ON eoi_planmove FOR EACH ROW EXECUTE FUNCTION plan_move_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_planmove FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_planmove FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION plan_agreement_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.agreed_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A plan is agreed by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.agreed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER plan_agreement_gate BEFORE INSERT ON eoi_planagreement FOR EACH ROW EXECUTE FUNCTION plan_agreement_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_planagreement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_planagreement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION plan_feed_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.person_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A calendar address is made by the person who will use it.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.made_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER plan_feed_gate BEFORE INSERT OR UPDATE ON eoi_planfeed FOR EACH ROW EXECUTE FUNCTION plan_feed_gate();
"""

RECORDS_REVERSE = """
DROP TRIGGER plan_feed_gate ON eoi_planfeed;
DROP FUNCTION plan_feed_gate();
DROP TRIGGER never_truncated ON eoi_planagreement;
DROP TRIGGER append_only ON eoi_planagreement;
DROP TRIGGER plan_agreement_gate ON eoi_planagreement;
DROP FUNCTION plan_agreement_gate();
DROP TRIGGER never_truncated ON eoi_planmove;
DROP TRIGGER append_only ON eoi_planmove;
DROP TRIGGER plan_move_gate ON eoi_planmove;
DROP FUNCTION plan_move_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0021_plans")]

    operations = [migrations.RunSQL(ENTRIES, ENTRIES_REVERSE), migrations.RunSQL(RECORDS, RECORDS_REVERSE)]
