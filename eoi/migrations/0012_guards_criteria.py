"""Criteria: their version rises with them and never falls; an opinion is one's own, on what stands; people are asked by the advert's officers."""

from django.db import migrations

VERSION = """
CREATE FUNCTION raise_criteria_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_advert a SET criteria_version = a.criteria_version + 1
  WHERE a.published_at IS NULL AND a.id IN (SELECT c.advert_id FROM changed c);
  RETURN NULL;
END $$;

CREATE FUNCTION raise_criteria_version_on_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_advert a SET criteria_version = a.criteria_version + 1
  WHERE a.published_at IS NULL AND a.id IN (
    SELECT coalesce(was.advert_id, now.advert_id) FROM was FULL JOIN now ON was.id = now.id
    WHERE to_jsonb(was) IS DISTINCT FROM to_jsonb(now));
  RETURN NULL;
END $$;

CREATE TRIGGER criteria_version_insert AFTER INSERT ON eoi_criterion REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION raise_criteria_version();
CREATE TRIGGER criteria_version_delete AFTER DELETE ON eoi_criterion REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION raise_criteria_version();
CREATE TRIGGER criteria_version_update AFTER UPDATE ON eoi_criterion REFERENCING OLD TABLE AS was NEW TABLE AS now
  FOR EACH STATEMENT EXECUTE FUNCTION raise_criteria_version_on_update();

CREATE FUNCTION criteria_version_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.criteria_version < OLD.criteria_version THEN
    RAISE EXCEPTION 'The version of the criteria only rises: what was agreed to an earlier one stays there.' USING ERRCODE = 'EOI12';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER criteria_version_gate BEFORE UPDATE OF criteria_version ON eoi_advert FOR EACH ROW EXECUTE FUNCTION criteria_version_gate();
"""

VERSION_REVERSE = """
DROP TRIGGER criteria_version_gate ON eoi_advert;
DROP TRIGGER criteria_version_update ON eoi_criterion;
DROP TRIGGER criteria_version_delete ON eoi_criterion;
DROP TRIGGER criteria_version_insert ON eoi_criterion;
DROP FUNCTION criteria_version_gate();
DROP FUNCTION raise_criteria_version_on_update();
DROP FUNCTION raise_criteria_version();
"""

AGREEMENT = """
CREATE FUNCTION criteria_of(advert bigint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'objective', w.objective_id, 'number', o.number, 'title', w.short_title, 'wording', w.wording,
    'weighting', c.weighting::text, 'guidance', c.guidance, 'levels', c.levels) ORDER BY c.position), '[]'::jsonb)
  FROM eoi_criterion c
  JOIN eoi_objectivewording w ON w.id = c.wording_id
  JOIN eoi_objective o ON o.id = w.objective_id
  WHERE c.advert_id = advert
$$;

CREATE FUNCTION criteria_agreer_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['asked_version', 'taken_off_at', 'taken_off_by_id', 'taken_off_reason'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Who was asked to agree the criteria is kept: take them off the list, with a reason.' USING ERRCODE = 'EOI12';
  END IF;
  PERFORM refuse_when_published(NEW.advert_id);
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert says who agrees its criteria.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.asked_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'Somebody is asked to agree the criteria in the name of the officer who asks.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.taken_off_at IS NOT NULL THEN
      RAISE EXCEPTION 'Somebody is asked first, and taken off the list afterwards.' USING ERRCODE = 'EOI12';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM eoi_user_groups m JOIN auth_group g ON g.id = m.group_id WHERE m.user_id = NEW.user_id AND g.name IN
        ('procurement-officer', 'approver', 'evaluator', 'service-manager', 'lead-member', 'representative')) THEN
      RAISE EXCEPTION 'Criteria are agreed by the council''s own people and by representatives: choose somebody else.' USING ERRCODE = 'EOI21';
    END IF;
    NEW.asked_at := eoi_now();
    RETURN NEW;
  END IF;
  IF OLD.taken_off_at IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Who was asked, when and by whom is kept as it was: ask them anew instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.taken_off_at IS NOT NULL THEN
    IF NEW.taken_off_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'Somebody is taken off the list in the name of the officer who does it.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.taken_off_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER criteria_agreer_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_criteriaagreer FOR EACH ROW EXECUTE FUNCTION criteria_agreer_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_criteriaagreer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION criteria_opinion_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE asked eoi_criteriaagreer; advert eoi_advert;
BEGIN
  SELECT * INTO asked FROM eoi_criteriaagreer g WHERE g.id = NEW.agreer_id FOR SHARE;
  IF asked.user_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Criteria are agreed by the person who was asked, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF asked.taken_off_at IS NOT NULL THEN
    RAISE EXCEPTION 'You were taken off the list of those who agree these criteria.' USING ERRCODE = 'EOI21';
  END IF;
  SELECT * INTO advert FROM eoi_advert a WHERE a.id = asked.advert_id FOR SHARE;
  PERFORM refuse_when_published(advert.id);
  IF NEW.criteria_version IS DISTINCT FROM advert.criteria_version THEN
    RAISE EXCEPTION 'The criteria changed while you were reading: look at them as they stand now, then answer.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.given_at := eoi_now();
  NEW.criteria := criteria_of(advert.id);
  RETURN NEW;
END $$;
CREATE TRIGGER criteria_opinion_gate BEFORE INSERT ON eoi_criteriaopinion FOR EACH ROW EXECUTE FUNCTION criteria_opinion_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_criteriaopinion FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_criteriaopinion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

AGREEMENT_REVERSE = """
DROP TRIGGER never_truncated ON eoi_criteriaopinion;
DROP TRIGGER append_only ON eoi_criteriaopinion;
DROP TRIGGER criteria_opinion_gate ON eoi_criteriaopinion;
DROP TRIGGER never_truncated ON eoi_criteriaagreer;
DROP TRIGGER criteria_agreer_gate ON eoi_criteriaagreer;
DROP FUNCTION criteria_opinion_gate();
DROP FUNCTION criteria_agreer_gate();
DROP FUNCTION criteria_of(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0011_criteria")]

    operations = [migrations.RunSQL(VERSION, VERSION_REVERSE), migrations.RunSQL(AGREEMENT, AGREEMENT_REVERSE)]
