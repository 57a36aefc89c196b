"""Reminders to submit: written by the service itself, about the closing time that holds, hidden from everybody but the organisation."""

from django.db import migrations

REMINDER = """
ALTER TABLE eoi_submissionreminder ADD CONSTRAINT reminder_with_its_organisation
  FOREIGN KEY (expression_id, organisation_id) REFERENCES eoi_expressionofinterest (id, organisation_id) DEFERRABLE;

CREATE FUNCTION submission_reminder_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF app_user() IS NOT NULL THEN
    RAISE EXCEPTION 'A reminder to submit is recorded by the service itself, in nobody''s name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.closes_at IS DISTINCT FROM effective_closes_at(NEW.expression_id) OR eoi_now() >= NEW.closes_at THEN
    RAISE EXCEPTION 'A reminder to submit is about the closing time of its organisation, and comes before it.' USING ERRCODE = 'EOI14';
  END IF;
  NEW.sent_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER submission_reminder_gate BEFORE INSERT ON eoi_submissionreminder
FOR EACH ROW EXECUTE FUNCTION submission_reminder_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_submissionreminder FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_submissionreminder FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE eoi_submissionreminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissionreminder FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation_reads ON eoi_submissionreminder FOR SELECT
  USING (is_current_member(app_user(), organisation_id));
CREATE POLICY service_reads ON eoi_submissionreminder FOR SELECT USING (app_user() IS NULL);
CREATE POLICY service_writes ON eoi_submissionreminder FOR INSERT WITH CHECK (app_user() IS NULL);
"""

REVERSE = """
DROP POLICY service_writes ON eoi_submissionreminder;
DROP POLICY service_reads ON eoi_submissionreminder;
DROP POLICY own_organisation_reads ON eoi_submissionreminder;
ALTER TABLE eoi_submissionreminder NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissionreminder DISABLE ROW LEVEL SECURITY;
DROP TRIGGER never_truncated ON eoi_submissionreminder;
DROP TRIGGER append_only ON eoi_submissionreminder;
DROP TRIGGER submission_reminder_gate ON eoi_submissionreminder;
DROP FUNCTION submission_reminder_gate();
ALTER TABLE eoi_submissionreminder DROP CONSTRAINT reminder_with_its_organisation;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0045_submission_reminders")]

    operations = [migrations.RunSQL(REMINDER, REVERSE)]
