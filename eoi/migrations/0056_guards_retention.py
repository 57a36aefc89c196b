"""Deletion by the retention rules: what is due the database says, lets go in one confirmed run, and writes into the log.

The gates of the tables keep refusing every other deletion in their own words: only the condition under which they are asked
is new, so that later changes of those functions need not know of retention.
"""

from typing import Any

from django.db import migrations

from eoi import reference_data

RULES = """
CREATE FUNCTION concluded_at(advert bigint) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(a.withdrawn_at, CASE WHEN outcomes_told(a.id) THEN coalesce(
           (SELECT max(l.sent_at) FROM eoi_letter l JOIN eoi_expressionofinterest e ON e.id = l.expression_id
            WHERE e.advert_id = a.id AND l.kind = 'outcome'), a.opened_at) END)
  FROM eoi_advert a WHERE a.id = advert
$$;

CREATE FUNCTION retention_due_at(rule text, expression bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN r.key = 'drafts' AND NOT EXISTS (SELECT 1 FROM eoi_submission s WHERE s.expression_id = e.id)
      THEN coalesce(a.withdrawn_at, effective_closes_at(e.id)) + make_interval(months => r.months)
    WHEN r.key = 'submissions' AND EXISTS (SELECT 1 FROM eoi_submission s WHERE s.expression_id = e.id)
      THEN concluded_at(a.id) + make_interval(months => r.months)
  END
  FROM eoi_retentionrule r, eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id
  WHERE r.key = rule AND e.id = expression
$$;

CREATE FUNCTION is_held(advert bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_retentionhold h WHERE h.advert_id = advert AND h.lifted_at IS NULL)
$$;

CREATE FUNCTION destroyed_by_rule(expression bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM eoi_expressionofinterest e JOIN eoi_retentionrun r ON r.advert_id = e.advert_id
      JOIN eoi_retentionrule k ON k.id = r.rule_id
    WHERE e.id = expression AND r.ended_at IS NULL AND r.begun_in = pg_current_xact_id()::text
      AND r.confirmed_by_id = app_user() AND NOT is_held(e.advert_id) AND retention_due_at(k.key, e.id) <= eoi_now())
$$;

CREATE FUNCTION content_destroyed_by_rule(submission bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT destroyed_by_rule((SELECT s.expression_id FROM eoi_submission s WHERE s.id = submission))
$$;
"""

RULES_REVERSE = """
DROP FUNCTION content_destroyed_by_rule(bigint);
DROP FUNCTION destroyed_by_rule(bigint);
DROP FUNCTION is_held(bigint);
DROP FUNCTION retention_due_at(text, bigint);
DROP FUNCTION concluded_at(bigint);
"""

RUNS = """
CREATE FUNCTION retention_run_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A run of deletion is kept on record.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'ended_at' IS DISTINCT FROM to_jsonb(OLD) - 'ended_at' OR OLD.ended_at IS NOT NULL
        OR OLD.begun_in <> pg_current_xact_id()::text THEN
      RAISE EXCEPTION 'A run of deletion ends once, in the step that began it, and stays as it was.' USING ERRCODE = 'EOI12';
    END IF;
    NEW.ended_at := eoi_now();
    RETURN NEW;
  END IF;
  IF NEW.confirmed_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.confirmed_by_id, 'approver') THEN
    RAISE EXCEPTION 'Deletion is confirmed by an approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  PERFORM 1 FROM eoi_advert a WHERE a.id = NEW.advert_id FOR UPDATE;
  IF is_held(NEW.advert_id) THEN
    RAISE EXCEPTION 'Nothing about this advert is deleted while it is held.' USING ERRCODE = 'EOI42';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_expressionofinterest e, eoi_retentionrule r
                 WHERE e.advert_id = NEW.advert_id AND r.id = NEW.rule_id AND retention_due_at(r.key, e.id) <= eoi_now()) THEN
    RAISE EXCEPTION 'By this rule nothing of this advert is due yet.' USING ERRCODE = 'EOI42';
  END IF;
  NEW.begun_at := eoi_now();
  NEW.begun_in := pg_current_xact_id()::text;
  NEW.ended_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER retention_run_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_retentionrun FOR EACH ROW EXECUTE FUNCTION retention_run_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_retentionrun FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION retention_run_ends() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM eoi_retentionrun r WHERE r.id = NEW.id AND r.ended_at IS NULL) THEN
    RAISE EXCEPTION 'A run of deletion ends in the step that began it.' USING ERRCODE = 'EOI42';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER retention_run_ends AFTER INSERT ON eoi_retentionrun
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION retention_run_ends();

CREATE FUNCTION retention_hold_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A hold is kept on record: lift it instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.placed_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.placed_by_id, 'approver') THEN
      RAISE EXCEPTION 'A hold is placed by an approver, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    PERFORM 1 FROM eoi_advert a WHERE a.id = NEW.advert_id FOR UPDATE;
    NEW.placed_at := eoi_now();
    NEW.lifted_at := NULL;
    NEW.lifted_by_id := NULL;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - ARRAY['lifted_at', 'lifted_by_id'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['lifted_at', 'lifted_by_id']
      OR OLD.lifted_at IS NOT NULL THEN
    RAISE EXCEPTION 'A hold stays as it was placed, and is lifted once.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.lifted_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.lifted_by_id, 'approver') THEN
    RAISE EXCEPTION 'A hold is lifted by an approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.lifted_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER retention_hold_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_retentionhold FOR EACH ROW EXECUTE FUNCTION retention_hold_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_retentionhold FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_retentionrule FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_retentionrule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

RUNS_REVERSE = """
DROP TRIGGER never_truncated ON eoi_retentionrule;
DROP TRIGGER append_only ON eoi_retentionrule;
DROP TRIGGER never_truncated ON eoi_retentionhold;
DROP TRIGGER retention_hold_gate ON eoi_retentionhold;
DROP FUNCTION retention_hold_gate();
DROP TRIGGER retention_run_ends ON eoi_retentionrun;
DROP FUNCTION retention_run_ends();
DROP TRIGGER never_truncated ON eoi_retentionrun;
DROP TRIGGER retention_run_gate ON eoi_retentionrun;
DROP FUNCTION retention_run_gate();
"""

LOG = """
CREATE FUNCTION deletion_log_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'The deletion log is written by deleting, and by nobody.' USING ERRCODE = 'EOI42';
  END IF;
  NEW.deleted_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER deletion_log_gate BEFORE INSERT ON eoi_deletionlogentry FOR EACH ROW EXECUTE FUNCTION deletion_log_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_deletionlogentry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_deletionlogentry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION log_deletion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO eoi_deletionlogentry (run_id, kind, reference, number, receipt_digest)
  SELECT r.id, TG_ARGV[0], e.reference, count(*), ''
  FROM gone g JOIN eoi_expressionofinterest e ON e.id = g.expression_id
    JOIN eoi_retentionrun r ON r.advert_id = e.advert_id AND r.ended_at IS NULL AND r.begun_in = pg_current_xact_id()::text
  GROUP BY r.id, e.reference;
  RETURN NULL;
END $$;
CREATE TRIGGER deletion_is_logged AFTER DELETE ON eoi_answer
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_deletion('answers');
CREATE TRIGGER deletion_is_logged AFTER DELETE ON eoi_answeredition
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_deletion('editions');
CREATE TRIGGER deletion_is_logged AFTER DELETE ON eoi_stagedfile
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_deletion('files');
CREATE TRIGGER deletion_is_logged AFTER DELETE ON eoi_consortiummember
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_deletion('consortium');

CREATE FUNCTION log_content_deletion() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO eoi_deletionlogentry (run_id, kind, reference, number, receipt_digest)
  SELECT r.id, 'content', s.reference, 1, s.receipt_digest
  FROM gone g JOIN eoi_submission s ON s.id = g.submission_id JOIN eoi_expressionofinterest e ON e.id = s.expression_id
    JOIN eoi_retentionrun r ON r.advert_id = e.advert_id AND r.ended_at IS NULL AND r.begun_in = pg_current_xact_id()::text;
  RETURN NULL;
END $$;
CREATE TRIGGER deletion_is_logged AFTER DELETE ON eoi_submissioncontent
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION log_content_deletion();
"""

LOG_REVERSE = """
DROP TRIGGER deletion_is_logged ON eoi_submissioncontent;
DROP FUNCTION log_content_deletion();
DROP TRIGGER deletion_is_logged ON eoi_consortiummember;
DROP TRIGGER deletion_is_logged ON eoi_stagedfile;
DROP TRIGGER deletion_is_logged ON eoi_answeredition;
DROP TRIGGER deletion_is_logged ON eoi_answer;
DROP FUNCTION log_deletion();
DROP TRIGGER never_truncated ON eoi_deletionlogentry;
DROP TRIGGER append_only ON eoi_deletionlogentry;
DROP TRIGGER deletion_log_gate ON eoi_deletionlogentry;
DROP FUNCTION deletion_log_gate();
"""

OF_EXPRESSION, OF_SUBMISSION = "destroyed_by_rule({}expression_id)", "content_destroyed_by_rule({}submission_id)"
DOORS = (  # table, its gate and what that gate is called by, when it is asked besides, whose row it is
    ("eoi_answeredition", "answer_edition_gate", "answer_edition_gate", "INSERT OR UPDATE", OF_EXPRESSION),
    ("eoi_answer", "answer_gate", "answer_gate", "INSERT OR UPDATE", OF_EXPRESSION),
    ("eoi_consortiummember", "consortium_gate", "consortium_gate", "INSERT OR UPDATE", OF_EXPRESSION),
    ("eoi_submissionfile", "append_only", "refuse_change", "UPDATE", OF_SUBMISSION),
    ("eoi_stagedfile", "staged_file_gate", "staged_file_gate", "INSERT OR UPDATE", OF_EXPRESSION),
    ("eoi_submissioncontent", "append_only", "refuse_change", "UPDATE", OF_SUBMISSION),
)
STORED = """
CREATE FUNCTION retention_is_running() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_retentionrun r WHERE r.ended_at IS NULL AND r.begun_in = pg_current_xact_id()::text)
$$;
DROP TRIGGER stored_file_gate ON eoi_storedfile;
CREATE TRIGGER stored_file_gate BEFORE INSERT OR DELETE ON eoi_storedfile FOR EACH ROW EXECUTE FUNCTION stored_file_gate();
CREATE TRIGGER stored_file_change_gate BEFORE UPDATE ON eoi_storedfile FOR EACH ROW
  WHEN (NOT (pg_trigger_depth() > 0 AND retention_is_running())) EXECUTE FUNCTION stored_file_gate();

CREATE FUNCTION deleted_files_are_destroyed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_storedfile SET destroyed_at = eoi_now() WHERE destroyed_at IS NULL AND id IN (SELECT g.stored_id FROM gone g);
  RETURN NULL;
END $$;
CREATE TRIGGER deleted_files_are_destroyed AFTER DELETE ON eoi_stagedfile
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION deleted_files_are_destroyed();
"""

STORED_REVERSE = """
DROP TRIGGER deleted_files_are_destroyed ON eoi_stagedfile;
DROP FUNCTION deleted_files_are_destroyed();
DROP TRIGGER stored_file_change_gate ON eoi_storedfile;
DROP TRIGGER stored_file_gate ON eoi_storedfile;
CREATE TRIGGER stored_file_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_storedfile FOR EACH ROW EXECUTE FUNCTION stored_file_gate();
DROP FUNCTION retention_is_running();
"""


def door(table: str, gate: str, function: str, besides: str, whose: str) -> str:
    return f"""
DROP TRIGGER {gate} ON {table};
CREATE TRIGGER {gate} BEFORE {besides} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();
CREATE TRIGGER kept_until_due BEFORE DELETE ON {table} FOR EACH ROW
  WHEN (NOT {whose.format("OLD.")}) EXECUTE FUNCTION {function}();
CREATE POLICY retention ON {table} FOR DELETE USING ({whose.format("")});
"""


def no_door(table: str, gate: str, function: str, besides: str, whose: str) -> str:
    return f"""
DROP POLICY retention ON {table};
DROP TRIGGER kept_until_due ON {table};
DROP TRIGGER {gate} ON {table};
CREATE TRIGGER {gate} BEFORE {besides} OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();
"""


def load(apps: Any, schema_editor: Any) -> None:
    reference_data.load_retention(apps)


class Migration(migrations.Migration):
    dependencies = [("eoi", "0055_retention")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(RULES, RULES_REVERSE),
        migrations.RunSQL(RUNS, RUNS_REVERSE),
        migrations.RunSQL(LOG, LOG_REVERSE),
        migrations.RunSQL(STORED, STORED_REVERSE),
        *(migrations.RunSQL(door(*each), no_door(*each)) for each in DOORS),
    ]
