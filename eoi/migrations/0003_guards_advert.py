"""Advert: published once, with a decision and weightings of 100; frozen from then; opened once, by two people, after the closing record."""

from django.db import migrations

ADVERT = """
CREATE FUNCTION last_effective_closes_at(advert bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT greatest(a.closes_at, (SELECT max(x.closes_at) FROM eoi_extension x
                                JOIN eoi_expressionofinterest e ON e.id = x.expression_id WHERE e.advert_id = a.id))
  FROM eoi_advert a WHERE a.id = advert
$$;

CREATE FUNCTION user_has_role(person bigint, role text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_user_groups m JOIN auth_group g ON g.id = m.group_id
                 WHERE m.user_id = person AND g.name = role)
$$;

CREATE FUNCTION advert_publication_gate(advert eoi_advert) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE total numeric;
BEGIN
  IF advert.published_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An advert is published by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert.id AND o.user_id = advert.published_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs this advert publishes it.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_decisiontoadvertise d
                 WHERE d.advert_id = advert.id AND d.draft_version = advert.draft_version) THEN
    RAISE EXCEPTION 'The advert needs a recorded decision to advertise on its latest version before it is published.'
      USING ERRCODE = 'EOI04';
  END IF;
  SELECT coalesce(sum(c.weighting), 0) INTO total FROM eoi_criterion c WHERE c.advert_id = advert.id;
  IF total <> 100 THEN
    RAISE EXCEPTION 'The weightings total %: they must total 100 before the advert is published.', total
      USING ERRCODE = 'EOI06';
  END IF;
  IF advert.closes_at <= eoi_now() THEN
    RAISE EXCEPTION 'The closing time has passed: choose a later one before publishing.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_question q JOIN eoi_questionset s ON s.id = q.question_set_id
                 WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no questions: they are fixed when it is published.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertservice s WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no service in scope: choose at least one.' USING ERRCODE = 'EOI04';
  END IF;
END $$;

CREATE FUNCTION advert_opening_gate(was eoi_advert, advert eoi_advert) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE person bigint := coalesce(advert.opening_confirmed_by_id, advert.opening_requested_by_id);
BEGIN
  IF person IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'The submissions are opened by two officers, each in their own session.' USING ERRCODE = 'EOI05';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert.id AND o.user_id = person) THEN
    RAISE EXCEPTION 'Only officers who run this advert open its submissions.' USING ERRCODE = 'EOI05';
  END IF;
  IF was.published_at IS NULL OR eoi_now() < last_effective_closes_at(advert.id) THEN
    RAISE EXCEPTION 'The submissions are sealed until the last closing time has passed.' USING ERRCODE = 'EOI05';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_closingrecord r WHERE r.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The submissions are sealed until the closing record has been published.' USING ERRCODE = 'EOI05';
  END IF;
  IF advert.opened_at IS NOT NULL AND (was.opening_requested_at IS NULL
      OR was.opening_requested_by_id IS DISTINCT FROM advert.opening_requested_by_id
      OR was.opening_requested_at IS DISTINCT FROM advert.opening_requested_at) THEN
    RAISE EXCEPTION 'One officer asks for the opening first; another confirms it afterwards.' USING ERRCODE = 'EOI05';
  END IF;
END $$;

CREATE FUNCTION advert_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['closes_at', 'opening_requested_at', 'opening_requested_by_id', 'opened_at', 'opening_confirmed_by_id'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.published_at IS NOT NULL OR NEW.opening_requested_at IS NOT NULL OR NEW.opened_at IS NOT NULL THEN
      RAISE EXCEPTION 'An advert begins as a draft.' USING ERRCODE = 'EOI04';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.published_at IS NOT NULL THEN
      RAISE EXCEPTION 'A published advert is never deleted.' USING ERRCODE = 'EOI03';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.published_at IS NULL THEN
    IF NEW.published_at IS NOT NULL THEN
      NEW.published_at := eoi_now();
      PERFORM advert_publication_gate(NEW);
    END IF;
    IF NEW.opening_requested_at IS NOT NULL THEN PERFORM advert_opening_gate(OLD, NEW); END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'The advert has been published: its words, criteria and questions no longer change.' USING ERRCODE = 'EOI03';
  END IF;
  IF NEW.closes_at IS DISTINCT FROM OLD.closes_at THEN
    IF NEW.closes_at < OLD.closes_at THEN
      RAISE EXCEPTION 'The closing time of a published advert only moves later.' USING ERRCODE = 'EOI02';
    END IF;
    IF eoi_now() >= OLD.closes_at THEN
      RAISE EXCEPTION 'The advert has closed: its closing time no longer changes.' USING ERRCODE = 'EOI02';
    END IF;
  END IF;
  IF OLD.opened_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
    RAISE EXCEPTION 'The submissions have been opened: that is done once and never undone.' USING ERRCODE = 'EOI05';
  END IF;
  IF NEW.opening_requested_at IS NOT NULL AND OLD.opening_requested_at IS NULL THEN
    NEW.opening_requested_at := eoi_now();
    PERFORM advert_opening_gate(OLD, NEW);
  ELSIF NEW.opening_requested_at IS NOT NULL
      AND (NEW.opening_requested_at, NEW.opening_requested_by_id) IS DISTINCT FROM (OLD.opening_requested_at, OLD.opening_requested_by_id) THEN
    RAISE EXCEPTION 'A request to open is taken back before another is made.' USING ERRCODE = 'EOI05';
  END IF;
  IF NEW.opened_at IS NOT NULL AND OLD.opened_at IS NULL THEN
    NEW.opened_at := eoi_now();
    PERFORM advert_opening_gate(OLD, NEW);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER advert_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_advert FOR EACH ROW EXECUTE FUNCTION advert_gate();
"""

ADVERT_REVERSE = """
DROP TRIGGER advert_gate ON eoi_advert;
DROP FUNCTION advert_gate();
DROP FUNCTION advert_opening_gate(eoi_advert, eoi_advert);
DROP FUNCTION advert_publication_gate(eoi_advert);
DROP FUNCTION user_has_role(bigint, text);
DROP FUNCTION last_effective_closes_at(bigint);
"""

PARTS = """
CREATE FUNCTION refuse_when_published(advert bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_advert a WHERE a.id = advert AND a.published_at IS NOT NULL FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION 'The advert has been published: its words, criteria and questions no longer change.' USING ERRCODE = 'EOI03';
  END IF;
END $$;

CREATE FUNCTION advert_part_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_when_published(OLD.advert_id); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM refuse_when_published(NEW.advert_id);
  RETURN NEW;
END $$;
CREATE TRIGGER criterion_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_criterion FOR EACH ROW EXECUTE FUNCTION advert_part_gate();
CREATE TRIGGER advert_service_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_advertservice FOR EACH ROW EXECUTE FUNCTION advert_part_gate();
CREATE TRIGGER question_set_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_questionset FOR EACH ROW EXECUTE FUNCTION advert_part_gate();

CREATE FUNCTION question_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM refuse_when_published((SELECT s.advert_id FROM eoi_questionset s WHERE s.id = OLD.question_set_id));
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM refuse_when_published((SELECT s.advert_id FROM eoi_questionset s WHERE s.id = NEW.question_set_id));
  RETURN NEW;
END $$;
CREATE TRIGGER question_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_question FOR EACH ROW EXECUTE FUNCTION question_gate();

CREATE FUNCTION decision_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A decision is recorded by the signed-in approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.decided_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver records a decision to advertise.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.draft_version = NEW.draft_version AND a.published_at IS NULL) THEN
    RAISE EXCEPTION 'The advert changed while you were deciding: read it again before you decide.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.decided_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER decision_gate BEFORE INSERT ON eoi_decisiontoadvertise FOR EACH ROW EXECUTE FUNCTION decision_gate();
"""

PARTS_REVERSE = """
DROP TRIGGER decision_gate ON eoi_decisiontoadvertise;
DROP TRIGGER question_gate ON eoi_question;
DROP TRIGGER question_set_gate ON eoi_questionset;
DROP TRIGGER advert_service_gate ON eoi_advertservice;
DROP TRIGGER criterion_gate ON eoi_criterion;
DROP FUNCTION decision_gate();
DROP FUNCTION question_gate();
DROP FUNCTION advert_part_gate();
DROP FUNCTION refuse_when_published(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0002_guards_append_only")]

    operations = [migrations.RunSQL(ADVERT, ADVERT_REVERSE), migrations.RunSQL(PARTS, PARTS_REVERSE)]
