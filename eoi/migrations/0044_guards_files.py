"""Supporting files: changed until the closing time by the organisation's own people; what a submission holds is kept as it is.

Sealed like answers and submitted words. The table of stored content is not under row-level security: the service itself, which is
nobody to the database, scans and destroys by it, and it says nothing about whose a file is.
"""

from django.db import migrations

STORED = """
CREATE FUNCTION stored_file_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'The record of a stored file is kept, also when its content has been destroyed.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF app_user() IS NULL OR NEW.let_go_at IS NOT NULL OR NEW.sealed_at IS NOT NULL OR NEW.destroyed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A file is stored by the signed-in person who stages it, and begins in use.' USING ERRCODE = 'EOI33';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.key IS DISTINCT FROM OLD.key OR (OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS DISTINCT FROM OLD.sealed_at) THEN
    RAISE EXCEPTION 'A stored file keeps its key, and once sealed it stays sealed.' USING ERRCODE = 'EOI33';
  END IF;
  IF OLD.destroyed_at IS NOT NULL THEN
    RAISE EXCEPTION 'The content of this file has been destroyed: nothing about it changes any more.' USING ERRCODE = 'EOI33';
  END IF;
  IF (NEW.state, NEW.scanned_at) IS DISTINCT FROM (OLD.state, OLD.scanned_at)
      AND (app_user() IS NOT NULL OR OLD.scanned_at IS NOT NULL OR NEW.scanned_at IS NULL) THEN
    RAISE EXCEPTION 'What the virus scanner found is written down once, by the service itself.' USING ERRCODE = 'EOI33';
  END IF;
  IF NEW.destroyed_at IS NOT NULL THEN
    IF NEW.sealed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A submission holds this file: it is kept as long as what was submitted.' USING ERRCODE = 'EOI11';
    END IF;
    IF NEW.let_go_at IS NULL THEN
      RAISE EXCEPTION 'A draft has this file: only what was removed is destroyed.' USING ERRCODE = 'EOI33';
    END IF;
    NEW.destroyed_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stored_file_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_storedfile FOR EACH ROW EXECUTE FUNCTION stored_file_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_storedfile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

STORED_REVERSE = """
DROP TRIGGER never_truncated ON eoi_storedfile;
DROP TRIGGER stored_file_gate ON eoi_storedfile;
DROP FUNCTION stored_file_gate();
"""

STAGED = """
CREATE FUNCTION staged_file_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE freed text[] := ARRAY['caption', 'version', 'removed_at', 'removed_by_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A file is removed from the draft, and the record of it kept.' USING ERRCODE = 'EOI12';
  END IF;
  IF eoi_now() >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: the files no longer change.' USING ERRCODE = 'EOI01';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.staged_by_id IS DISTINCT FROM app_user() OR NEW.removed_at IS NOT NULL OR NEW.version <> 1 THEN
      RAISE EXCEPTION 'A file is staged by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.staged_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - freed IS DISTINCT FROM to_jsonb(OLD) - freed THEN
    RAISE EXCEPTION 'A file stays as it was received: its caption changes, or it is removed.' USING ERRCODE = 'EOI33';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'This file changed while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  IF NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL THEN
    IF NEW.removed_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'A file is removed by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.removed_at := eoi_now();
  ELSIF NEW.removed_at IS NULL AND OLD.removed_at IS NOT NULL THEN
    IF EXISTS (SELECT 1 FROM eoi_storedfile s WHERE s.id = NEW.stored_id AND s.destroyed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'This file was removed too long ago: its content has been destroyed.' USING ERRCODE = 'EOI33';
    END IF;
  ELSIF (NEW.removed_at, NEW.removed_by_id) IS DISTINCT FROM (OLD.removed_at, OLD.removed_by_id) THEN
    RAISE EXCEPTION 'When a file was removed, and by whom, stays as it was.' USING ERRCODE = 'EOI33';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staged_file_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_stagedfile FOR EACH ROW EXECUTE FUNCTION staged_file_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_stagedfile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE eoi_stagedfile ADD CONSTRAINT file_with_its_organisation
  FOREIGN KEY (expression_id, organisation_id) REFERENCES eoi_expressionofinterest (id, organisation_id) DEFERRABLE;

CREATE FUNCTION staged_file_let_go() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_storedfile SET let_go_at = NEW.removed_at WHERE id = NEW.stored_id;
  RETURN NULL;
END $$;
CREATE TRIGGER staged_file_let_go AFTER UPDATE ON eoi_stagedfile
  FOR EACH ROW WHEN (OLD.removed_at IS DISTINCT FROM NEW.removed_at) EXECUTE FUNCTION staged_file_let_go();
"""

STAGED_REVERSE = """
DROP TRIGGER staged_file_let_go ON eoi_stagedfile;
DROP FUNCTION staged_file_let_go();
ALTER TABLE eoi_stagedfile DROP CONSTRAINT file_with_its_organisation;
DROP TRIGGER never_truncated ON eoi_stagedfile;
DROP TRIGGER staged_file_gate ON eoi_stagedfile;
DROP FUNCTION staged_file_gate();
"""

HELD = """
CREATE FUNCTION submission_file_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
      SELECT 1 FROM eoi_submission s
      JOIN eoi_submissioncontent c ON c.submission_id = s.id AND c.organisation_id = NEW.organisation_id
      JOIN eoi_stagedfile f ON f.id = NEW.file_id AND f.expression_id = s.expression_id AND f.removed_at IS NULL
      JOIN eoi_storedfile b ON b.id = f.stored_id AND b.destroyed_at IS NULL
      WHERE s.id = NEW.submission_id
        AND c.canonical::jsonb -> 'files' @> jsonb_build_array(jsonb_build_object('sha256', f.digest, 'size', f.size))) THEN
    RAISE EXCEPTION 'A submission holds the files that its content lists, and no others.' USING ERRCODE = 'EOI07';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_file_gate BEFORE INSERT ON eoi_submissionfile FOR EACH ROW EXECUTE FUNCTION submission_file_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_submissionfile FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_submissionfile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION submission_file_seals() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_storedfile SET sealed_at = eoi_now()
    WHERE sealed_at IS NULL AND id = (SELECT f.stored_id FROM eoi_stagedfile f WHERE f.id = NEW.file_id);
  RETURN NULL;
END $$;
CREATE TRIGGER submission_file_seals AFTER INSERT ON eoi_submissionfile FOR EACH ROW EXECUTE FUNCTION submission_file_seals();

CREATE FUNCTION submission_has_files() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  listed integer := coalesce(jsonb_array_length(NEW.canonical::jsonb -> 'files'), 0);
  held integer := (SELECT count(*) FROM eoi_submissionfile p WHERE p.submission_id = NEW.submission_id);
  standing integer := (SELECT count(*) FROM eoi_stagedfile f JOIN eoi_submission s ON s.expression_id = f.expression_id
                       WHERE s.id = NEW.submission_id AND f.removed_at IS NULL);
BEGIN
  IF held <> listed OR held <> standing THEN
    RAISE EXCEPTION 'A submission holds every file that stands in the draft, as its content lists them.' USING ERRCODE = 'EOI07';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER submission_has_files AFTER INSERT ON eoi_submissioncontent
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION submission_has_files();
"""

HELD_REVERSE = """
DROP TRIGGER submission_has_files ON eoi_submissioncontent;
DROP FUNCTION submission_has_files();
DROP TRIGGER submission_file_seals ON eoi_submissionfile;
DROP FUNCTION submission_file_seals();
DROP TRIGGER never_truncated ON eoi_submissionfile;
DROP TRIGGER append_only ON eoi_submissionfile;
DROP TRIGGER submission_file_gate ON eoi_submissionfile;
DROP FUNCTION submission_file_gate();
"""

SEAL = """
ALTER TABLE eoi_stagedfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_stagedfile FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON eoi_stagedfile
  USING (is_current_member(app_user(), organisation_id)) WITH CHECK (is_current_member(app_user(), organisation_id));
CREATE POLICY assistant ON eoi_stagedfile
  USING (assists_expression(app_user(), expression_id)) WITH CHECK (assists_expression(app_user(), expression_id));
CREATE POLICY second_reader ON eoi_stagedfile FOR SELECT USING (reads_back_expression(app_user(), expression_id));
CREATE POLICY granted_reader ON eoi_stagedfile FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_submissionfile p JOIN eoi_readinggrant g ON g.submission_id = p.submission_id
                 WHERE p.file_id = eoi_stagedfile.id AND g.user_id = app_user()
                   AND g.revoked_at IS NULL AND (g.until_at IS NULL OR g.until_at > eoi_now())));

ALTER TABLE eoi_submissionfile ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissionfile FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation_reads ON eoi_submissionfile FOR SELECT
  USING (is_current_member(app_user(), organisation_id));
CREATE POLICY own_organisation_writes ON eoi_submissionfile FOR INSERT
  WITH CHECK (is_current_member(app_user(), organisation_id));
CREATE POLICY assistant_reads ON eoi_submissionfile FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_submission s WHERE s.id = submission_id AND assists_expression(app_user(), s.expression_id)));
CREATE POLICY assistant_writes ON eoi_submissionfile FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_submission s WHERE s.id = submission_id AND assists_expression(app_user(), s.expression_id)));
CREATE POLICY granted_reader ON eoi_submissionfile FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_readinggrant g
                 WHERE g.submission_id = eoi_submissionfile.submission_id AND g.user_id = app_user()
                   AND g.revoked_at IS NULL AND (g.until_at IS NULL OR g.until_at > eoi_now())));
"""

UNSEAL = """
DROP POLICY granted_reader ON eoi_submissionfile;
DROP POLICY assistant_writes ON eoi_submissionfile;
DROP POLICY assistant_reads ON eoi_submissionfile;
DROP POLICY own_organisation_writes ON eoi_submissionfile;
DROP POLICY own_organisation_reads ON eoi_submissionfile;
ALTER TABLE eoi_submissionfile NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissionfile DISABLE ROW LEVEL SECURITY;
DROP POLICY granted_reader ON eoi_stagedfile;
DROP POLICY second_reader ON eoi_stagedfile;
DROP POLICY assistant ON eoi_stagedfile;
DROP POLICY own_organisation ON eoi_stagedfile;
ALTER TABLE eoi_stagedfile NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_stagedfile DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0043_files")]

    operations = [
        migrations.RunSQL(STORED, STORED_REVERSE),
        migrations.RunSQL(STAGED, STAGED_REVERSE),
        migrations.RunSQL(HELD, HELD_REVERSE),
        migrations.RunSQL(SEAL, UNSEAL),
    ]
