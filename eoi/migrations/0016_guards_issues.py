"""Known issues: kept by the service's keepers, released in one's own name in the version that was read, never deleted (S9, S11)."""

from django.db import migrations

APPEND_ONLY = ("eoi_issuerelease", "eoi_issuereleasewithdrawal", "eoi_nothingtoreport")


def guard(table: str) -> str:
    return f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def unguard(table: str) -> str:
    return f"DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncated ON {table};"


ISSUE = """
CREATE FUNCTION keeps_issues_of(person bigint, service bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'service-manager')
    AND (service IS NULL OR EXISTS (SELECT 1 FROM eoi_servicekeeper k WHERE k.service_id = service AND k.user_id = person))
$$;

CREATE FUNCTION issue_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE fixed text[] := ARRAY['reference', 'scope', 'service_id', 'recorded_by_id', 'recorded_at'];
        free text[] := ARRAY['version', 'changed_by_id', 'changed_at', 'closed_at', 'closed_by_id', 'outcome', 'closing_reason'];
        name text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'An issue is closed, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF NOT keeps_issues_of(app_user(), NEW.service_id) THEN
    RAISE EXCEPTION 'Issues of a service are recorded and changed by who keeps it; those of the whole by any service manager.'
      USING ERRCODE = 'EOI17';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_by_id IS DISTINCT FROM app_user() OR NEW.changed_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'An issue is recorded and changed by the service manager, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.version <> 1 OR NEW.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'An issue begins open, with its first version.' USING ERRCODE = 'EOI17';
    END IF;
    NEW.recorded_at := eoi_now();
    NEW.changed_at := NEW.recorded_at;
    RETURN NEW;
  END IF;
  FOREACH name IN ARRAY fixed LOOP
    IF to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name THEN
      RAISE EXCEPTION 'An issue stays with what it was recorded for: close it, and record another.' USING ERRCODE = 'EOI17';
    END IF;
  END LOOP;
  IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL THEN
    IF NEW.closed_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'An issue is recorded and changed by the service manager, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.closed_at := eoi_now();
  ELSIF NEW.closed_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
    RAISE EXCEPTION 'A closed issue no longer changes: reopen it first.' USING ERRCODE = 'EOI17';
  END IF;
  IF NEW.version = OLD.version AND to_jsonb(NEW) - free IS NOT DISTINCT FROM to_jsonb(OLD) - free THEN
    RETURN NEW;
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'This issue changed while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  IF NEW.changed_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An issue is recorded and changed by the service manager, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.changed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER issue_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_knownissue FOR EACH ROW EXECUTE FUNCTION issue_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_knownissue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION nothing_to_report_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.stated_by_id IS DISTINCT FROM app_user() OR NOT keeps_issues_of(app_user(), NEW.service_id) THEN
    RAISE EXCEPTION 'That there is nothing to report is stated by who keeps the service, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_knownissue i WHERE i.service_id = NEW.service_id AND i.closed_at IS NULL) THEN
    RAISE EXCEPTION 'The service has an open issue, so there is something to report: close the issue first.' USING ERRCODE = 'EOI17';
  END IF;
  NEW.stated_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER nothing_to_report_gate BEFORE INSERT ON eoi_nothingtoreport FOR EACH ROW EXECUTE FUNCTION nothing_to_report_gate();
"""

ISSUE_REVERSE = """
DROP TRIGGER nothing_to_report_gate ON eoi_nothingtoreport;
DROP FUNCTION nothing_to_report_gate();
DROP TRIGGER never_truncated ON eoi_knownissue;
DROP TRIGGER issue_gate ON eoi_knownissue;
DROP FUNCTION issue_gate();
DROP FUNCTION keeps_issues_of(bigint, bigint);
"""

RELEASE = """
CREATE FUNCTION issue_release_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE issue eoi_knownissue;
BEGIN
  IF NEW.released_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A wording is released, and taken back, by a named person in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  SELECT * INTO issue FROM eoi_knownissue i WHERE i.id = NEW.issue_id FOR SHARE;
  IF NOT (keeps_issues_of(app_user(), issue.service_id) OR user_has_role(app_user(), 'procurement-officer')) THEN
    RAISE EXCEPTION 'Only who keeps the issue, or an officer, releases a wording of it or takes one back.' USING ERRCODE = 'EOI17';
  END IF;
  IF issue.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'A closed issue is not released: reopen it first.' USING ERRCODE = 'EOI17';
  END IF;
  IF NEW.version <> issue.version THEN
    RAISE EXCEPTION 'The issue changed since you read it: read it again before you release a wording of it.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.released_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER issue_release_gate BEFORE INSERT ON eoi_issuerelease FOR EACH ROW EXECUTE FUNCTION issue_release_gate();

CREATE FUNCTION issue_withdrawal_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE service bigint;
BEGIN
  IF NEW.withdrawn_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A wording is released, and taken back, by a named person in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  SELECT i.service_id INTO service FROM eoi_knownissue i JOIN eoi_issuerelease r ON r.issue_id = i.id WHERE r.id = NEW.release_id;
  IF NOT (keeps_issues_of(app_user(), service) OR user_has_role(app_user(), 'procurement-officer')) THEN
    RAISE EXCEPTION 'Only who keeps the issue, or an officer, releases a wording of it or takes one back.' USING ERRCODE = 'EOI17';
  END IF;
  NEW.withdrawn_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER issue_withdrawal_gate BEFORE INSERT ON eoi_issuereleasewithdrawal
  FOR EACH ROW EXECUTE FUNCTION issue_withdrawal_gate();
"""

RELEASE_REVERSE = """
DROP TRIGGER issue_withdrawal_gate ON eoi_issuereleasewithdrawal;
DROP FUNCTION issue_withdrawal_gate();
DROP TRIGGER issue_release_gate ON eoi_issuerelease;
DROP FUNCTION issue_release_gate();
"""

INCLUSION = """
CREATE FUNCTION advert_issue_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_when_published(OLD.advert_id); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM refuse_when_published(NEW.advert_id);
  IF NEW.included_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'What an advert says about issues is chosen by an officer who runs it, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_issuereleasewithdrawal w WHERE w.release_id = NEW.release_id)
      OR EXISTS (SELECT 1 FROM eoi_issuerelease r JOIN eoi_issuerelease later ON later.issue_id = r.issue_id
                 WHERE r.id = NEW.release_id AND later.number > r.number) THEN
    RAISE EXCEPTION 'A wording that was taken back or replaced is not put into an advert.' USING ERRCODE = 'EOI17';
  END IF;
  NEW.included_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER advert_issue_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_advertissue
  FOR EACH ROW EXECUTE FUNCTION advert_issue_gate();
"""

INCLUSION_REVERSE = "DROP TRIGGER advert_issue_gate ON eoi_advertissue; DROP FUNCTION advert_issue_gate();"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0015_issues")]

    operations = [
        *(migrations.RunSQL(guard(table), unguard(table)) for table in APPEND_ONLY),
        migrations.RunSQL(ISSUE, ISSUE_REVERSE),
        migrations.RunSQL(RELEASE, RELEASE_REVERSE),
        migrations.RunSQL(INCLUSION, INCLUSION_REVERSE),
    ]
