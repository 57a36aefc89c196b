"""Unsubmitted drafts: numbers after the closing record, names once an approver asked, under row-level security (P18, ADR 0032)."""

from django.db import migrations

NUMBERS = """
CREATE FUNCTION unsubmitted_expressions(advert bigint)
RETURNS TABLE (expression bigint, is_complete boolean, was_withdrawn boolean) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT e.id, e.missing_count IS NOT DISTINCT FROM 0,
         s.draft_version IS NOT NULL AND e.draft_version <= s.draft_version
  FROM eoi_expressionofinterest e
  LEFT JOIN LATERAL (SELECT max(s.number) AS number, max(s.draft_version) AS draft_version
                     FROM eoi_submission s WHERE s.expression_id = e.id) s ON true
  LEFT JOIN LATERAL (SELECT max(w.last_number) AS number FROM eoi_withdrawal w WHERE w.expression_id = e.id) w ON true
  WHERE e.advert_id = advert AND coalesce(s.number, 0) <= coalesce(w.number, 0)
$$;

CREATE FUNCTION unsubmitted_numbers(advert bigint) RETURNS TABLE (complete bigint, incomplete bigint, withdrawn bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FILTER (WHERE u.is_complete AND NOT u.was_withdrawn),
         count(*) FILTER (WHERE NOT u.is_complete AND NOT u.was_withdrawn),
         count(*) FILTER (WHERE u.was_withdrawn)
  FROM unsubmitted_expressions(advert) u
$$;
"""

NUMBERS_REVERSE = """
DROP FUNCTION unsubmitted_numbers(bigint);
DROP FUNCTION unsubmitted_expressions(bigint);
"""

REQUEST = """
CREATE FUNCTION reads_unsubmitted(person bigint, advert bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'approver') OR user_has_role(person, 'auditor')
      OR (user_has_role(person, 'procurement-officer')
          AND EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert AND o.user_id = person))
$$;

CREATE FUNCTION unsubmitted_request_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.asked_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.asked_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver asks which organisations did not submit, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_closingrecord r WHERE r.advert_id = NEW.advert_id) THEN
    RAISE EXCEPTION 'Nobody learns who did not submit before the closing record is published.' USING ERRCODE = 'EOI38';
  END IF;
  NEW.asked_at := eoi_now();
  NEW.number_found := (SELECT n.complete FROM unsubmitted_numbers(NEW.advert_id) n);
  IF NEW.number_found = 0 THEN
    RAISE EXCEPTION 'No organisation had a complete draft that it did not submit: there is nothing to ask for.' USING ERRCODE = 'EOI38';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unsubmitted_request_gate BEFORE INSERT ON eoi_unsubmittedrequest FOR EACH ROW EXECUTE FUNCTION unsubmitted_request_gate();

CREATE FUNCTION unsubmitted_names() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO eoi_unsubmitteddraft (request_id, expression_id)
    SELECT NEW.id, u.expression FROM unsubmitted_expressions(NEW.advert_id) u WHERE u.is_complete AND NOT u.was_withdrawn;
  RETURN NULL;
END $$;
CREATE TRIGGER unsubmitted_names AFTER INSERT ON eoi_unsubmittedrequest FOR EACH ROW EXECUTE FUNCTION unsubmitted_names();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_unsubmittedrequest FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_unsubmittedrequest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

REQUEST_REVERSE = """
DROP TRIGGER never_truncated ON eoi_unsubmittedrequest;
DROP TRIGGER append_only ON eoi_unsubmittedrequest;
DROP TRIGGER unsubmitted_names ON eoi_unsubmittedrequest;
DROP FUNCTION unsubmitted_names();
DROP TRIGGER unsubmitted_request_gate ON eoi_unsubmittedrequest;
DROP FUNCTION unsubmitted_request_gate();
DROP FUNCTION reads_unsubmitted(bigint, bigint);
"""

NAMES = """
CREATE FUNCTION unsubmitted_draft_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'Which organisations did not submit is written down by the database, when an approver asks.' USING ERRCODE = 'EOI38';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unsubmitted_draft_gate BEFORE INSERT ON eoi_unsubmitteddraft FOR EACH ROW EXECUTE FUNCTION unsubmitted_draft_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_unsubmitteddraft FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_unsubmitteddraft FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE eoi_unsubmitteddraft ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_unsubmitteddraft FORCE ROW LEVEL SECURITY;
CREATE POLICY concerned_read ON eoi_unsubmitteddraft FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_unsubmittedrequest r WHERE r.id = request_id AND reads_unsubmitted(app_user(), r.advert_id)));
CREATE POLICY asked_for ON eoi_unsubmitteddraft FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_unsubmittedrequest r WHERE r.id = request_id AND r.asked_by_id = app_user()));
"""

NAMES_REVERSE = """
DROP POLICY asked_for ON eoi_unsubmitteddraft;
DROP POLICY concerned_read ON eoi_unsubmitteddraft;
ALTER TABLE eoi_unsubmitteddraft NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_unsubmitteddraft DISABLE ROW LEVEL SECURITY;
DROP TRIGGER never_truncated ON eoi_unsubmitteddraft;
DROP TRIGGER append_only ON eoi_unsubmitteddraft;
DROP TRIGGER unsubmitted_draft_gate ON eoi_unsubmitteddraft;
DROP FUNCTION unsubmitted_draft_gate();
"""

DECISION = """
CREATE FUNCTION unsubmitted_decision_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.decided_by_id, 'approver') THEN
    RAISE EXCEPTION 'What follows from unsubmitted drafts is decided by an approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.decided_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER unsubmitted_decision_gate BEFORE INSERT ON eoi_unsubmitteddecision FOR EACH ROW EXECUTE FUNCTION unsubmitted_decision_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_unsubmitteddecision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_unsubmitteddecision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DECISION_REVERSE = """
DROP TRIGGER never_truncated ON eoi_unsubmitteddecision;
DROP TRIGGER append_only ON eoi_unsubmitteddecision;
DROP TRIGGER unsubmitted_decision_gate ON eoi_unsubmitteddecision;
DROP FUNCTION unsubmitted_decision_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0051_unsubmitted")]

    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_REVERSE),
        migrations.RunSQL(REQUEST, REQUEST_REVERSE),
        migrations.RunSQL(NAMES, NAMES_REVERSE),
        migrations.RunSQL(DECISION, DECISION_REVERSE),
    ]
