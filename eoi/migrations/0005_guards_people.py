"""Roles that exclude each other, reading grants only after opening, and the shared lock that lets the audit be sealed in order."""

from django.db import migrations

ROLES = """
CREATE FUNCTION role_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE names text[];
BEGIN
  PERFORM 1 FROM eoi_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
  SELECT array_agg(g.name::text) INTO names FROM auth_group g
    WHERE g.id = NEW.group_id OR g.id IN (SELECT m.group_id FROM eoi_user_groups m WHERE m.user_id = NEW.user_id);
  IF 'administrator' = ANY (names) AND cardinality(names) > 1 THEN
    RAISE EXCEPTION 'An administrator sees no content, so holds no other role: give the role to somebody else.' USING ERRCODE = 'EOI13';
  END IF;
  IF 'prospective-partner' = ANY (names) AND cardinality(names) > 1 THEN
    RAISE EXCEPTION 'A prospective partner cannot be council staff: use a separate e-mail address.' USING ERRCODE = 'EOI13';
  END IF;
  IF 'auditor' = ANY (names) AND cardinality(names) > 1 THEN
    RAISE EXCEPTION 'An auditor changes nothing, so holds no other role: give the role to somebody else.' USING ERRCODE = 'EOI13';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_gate BEFORE INSERT OR UPDATE ON eoi_user_groups FOR EACH ROW EXECUTE FUNCTION role_gate();
"""

GRANTS = """
CREATE FUNCTION reading_grant_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Leave to read is revoked, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.revoked_at IS NOT NULL OR to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_reason'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_reason'] THEN
      RAISE EXCEPTION 'Leave to read is revoked once and otherwise kept as it was given.' USING ERRCODE = 'EOI12';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_submission s JOIN eoi_expressionofinterest e ON e.id = s.expression_id
                 JOIN eoi_advert a ON a.id = e.advert_id WHERE s.id = NEW.submission_id AND a.opened_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Nobody is given leave to read a submission before the submissions are opened.' USING ERRCODE = 'EOI11';
  END IF;
  IF NEW.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION 'Leave to read begins unrevoked.' USING ERRCODE = 'EOI11';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reading_grant_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_readinggrant FOR EACH ROW EXECUTE FUNCTION reading_grant_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_readinggrant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

AUDIT = """
CREATE FUNCTION audit_event_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF app_user() IS NOT NULL AND NEW.actor_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An event is recorded in the name of the person who acts.' USING ERRCODE = 'EOI09';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(20030121);
  NEW.id := nextval('eoi_auditevent_id_seq');  -- again, under the lock: numbers then rise in the order of the seals
  NEW.at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_gate BEFORE INSERT ON eoi_auditevent FOR EACH ROW EXECUTE FUNCTION audit_event_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0004_guards_submission")]

    operations = [
        migrations.RunSQL(ROLES, "DROP TRIGGER role_gate ON eoi_user_groups; DROP FUNCTION role_gate();"),
        migrations.RunSQL(
            GRANTS,
            "DROP TRIGGER never_truncated ON eoi_readinggrant; DROP TRIGGER reading_grant_gate ON eoi_readinggrant;"
            "DROP FUNCTION reading_grant_gate();",
        ),
        migrations.RunSQL(AUDIT, "DROP TRIGGER audit_event_gate ON eoi_auditevent; DROP FUNCTION audit_event_gate();"),
    ]
