"""Objectives and their wordings are kept for good; only confirmed pledges are published; an advert scores its own set."""

from django.db import migrations

OBJECTIVES = """
CREATE FUNCTION objective_set_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['is_default', 'retired_at', 'retired_by_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A set of objectives is kept: it is retired, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.created_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'A set of objectives is made in the name of the person who makes it.' USING ERRCODE = 'EOI09';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'A set of objectives keeps its name, its reason and its author.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.retired_by_id IS NOT NULL AND OLD.retired_by_id IS NULL AND NEW.retired_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A set of objectives is retired in the name of the person who retires it.' USING ERRCODE = 'EOI09';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER objective_set_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_objectiveset FOR EACH ROW EXECUTE FUNCTION objective_set_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_objectiveset FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_objective FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_objective FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION objective_wording_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.worded_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An objective is worded in the name of the person who words it.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.worded_by_id IS NOT NULL AND NOT user_has_role(NEW.worded_by_id, 'procurement-officer') THEN
    RAISE EXCEPTION 'Only a procurement officer words an objective.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.edition <> 1 + coalesce((SELECT max(w.edition) FROM eoi_objectivewording w WHERE w.objective_id = NEW.objective_id), 0) THEN
    RAISE EXCEPTION 'The objective was reworded while you were writing: read the newer wording first.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.worded_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER objective_wording_gate BEFORE INSERT ON eoi_objectivewording FOR EACH ROW EXECUTE FUNCTION objective_wording_gate();
"""

OBJECTIVES_REVERSE = """
DROP TRIGGER objective_wording_gate ON eoi_objectivewording;
DROP FUNCTION objective_wording_gate();
DROP TRIGGER never_truncated ON eoi_objective;
DROP TRIGGER append_only ON eoi_objective;
DROP TRIGGER never_truncated ON eoi_objectiveset;
DROP TRIGGER objective_set_gate ON eoi_objectiveset;
DROP FUNCTION objective_set_gate();
"""

PLEDGES_AND_NEEDS = """
CREATE FUNCTION pledge_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A pledge is kept: it is retired, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT NEW.to_be_confirmed THEN
      RAISE EXCEPTION 'A pledge begins unconfirmed.' USING ERRCODE = 'EOI19';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'The pledge changed while you were writing: read it again before you save.' USING ERRCODE = 'EOI10';
  END IF;
  IF NEW.to_be_confirmed THEN
    RETURN NEW;
  END IF;
  IF OLD.to_be_confirmed THEN
    IF NEW.confirmed_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.confirmed_by_id, 'procurement-officer') THEN
      RAISE EXCEPTION 'A pledge is confirmed by the signed-in procurement officer, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.confirmed_at := eoi_now();
  ELSIF (NEW.title, NEW.description, NEW.source, NEW.confirmed_by_id, NEW.confirmed_at)
      IS DISTINCT FROM (OLD.title, OLD.description, OLD.source, OLD.confirmed_by_id, OLD.confirmed_at) THEN
    RAISE EXCEPTION 'What was confirmed are these words: a pledge with other words is confirmed again.' USING ERRCODE = 'EOI19';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pledge_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_pledge FOR EACH ROW EXECUTE FUNCTION pledge_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_pledge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION need_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'A need is kept: it is retired, not deleted.' USING ERRCODE = 'EOI12';
END $$;
CREATE TRIGGER need_gate BEFORE DELETE ON eoi_need FOR EACH ROW EXECUTE FUNCTION need_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_need FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PLEDGES_AND_NEEDS_REVERSE = """
DROP TRIGGER never_truncated ON eoi_need;
DROP TRIGGER need_gate ON eoi_need;
DROP FUNCTION need_gate();
DROP TRIGGER never_truncated ON eoi_pledge;
DROP TRIGGER pledge_gate ON eoi_pledge;
DROP FUNCTION pledge_gate();
"""

AIMS = """
CREATE TRIGGER advert_need_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_advertneed FOR EACH ROW EXECUTE FUNCTION advert_part_gate();

CREATE FUNCTION criterion_set_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a, eoi_objectivewording w JOIN eoi_objective o ON o.id = w.objective_id
                 WHERE a.id = NEW.advert_id AND w.id = NEW.wording_id AND o.objective_set_id = a.objective_set_id) THEN
    RAISE EXCEPTION 'That objective does not belong to the set that the advert has chosen.' USING ERRCODE = 'EOI19';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER criterion_set_gate BEFORE INSERT OR UPDATE ON eoi_criterion FOR EACH ROW EXECUTE FUNCTION criterion_set_gate();

CREATE FUNCTION advert_aims_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.published_at IS NOT NULL THEN RETURN NEW; END IF;  -- advert_gate freezes it
  IF NEW.published_at IS NULL AND NEW.published_pledges <> '[]' THEN
    RAISE EXCEPTION 'The pledges that the public reads are written down when the advert is published.' USING ERRCODE = 'EOI19';
  END IF;
  IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
  IF NEW.objective_set_id <> OLD.objective_set_id AND EXISTS (
      SELECT 1 FROM eoi_criterion c JOIN eoi_objectivewording w ON w.id = c.wording_id JOIN eoi_objective o ON o.id = w.objective_id
      WHERE c.advert_id = NEW.id AND o.objective_set_id <> NEW.objective_set_id) THEN
    RAISE EXCEPTION 'The criteria of the advert come from another set: replace them with the set.' USING ERRCODE = 'EOI19';
  END IF;
  IF NEW.published_at IS NOT NULL AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(NEW.published_pledges) shown
      WHERE NOT EXISTS (SELECT 1 FROM eoi_pledge p WHERE p.number = (shown ->> 'number')::int AND p.title = shown ->> 'title'
                        AND NOT p.to_be_confirmed AND p.retired_at IS NULL)) THEN
    RAISE EXCEPTION 'A pledge that is still to be confirmed is never public.' USING ERRCODE = 'EOI19';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER advert_aims_gate BEFORE INSERT OR UPDATE ON eoi_advert FOR EACH ROW EXECUTE FUNCTION advert_aims_gate();
"""

AIMS_REVERSE = """
DROP TRIGGER advert_aims_gate ON eoi_advert;
DROP FUNCTION advert_aims_gate();
DROP TRIGGER criterion_set_gate ON eoi_criterion;
DROP FUNCTION criterion_set_gate();
DROP TRIGGER advert_need_gate ON eoi_advertneed;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0009_objectives")]

    operations = [
        migrations.RunSQL(OBJECTIVES, OBJECTIVES_REVERSE),
        migrations.RunSQL(PLEDGES_AND_NEEDS, PLEDGES_AND_NEEDS_REVERSE),
        migrations.RunSQL(AIMS, AIMS_REVERSE),
    ]
