"""Organisations: never without a lead, their people's history kept, a new lead by two people of the council, consortia under the seal."""

from django.db import migrations

PEOPLE = """
CREATE FUNCTION leads_organisation(person bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_membership m
                 WHERE m.user_id = person AND m.organisation_id = organisation AND m.left_at IS NULL AND m.role = 'lead')
$$;

CREATE FUNCTION recovers_lead(council bigint, person bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_leadrecovery r
                 WHERE r.organisation_id = organisation AND r.new_lead_id = person AND r.confirmed_by_id = council
                   AND r.confirmed_at > eoi_now() - interval '1 minute')
$$;

CREATE FUNCTION may_join(person bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_organisation o WHERE o.id = organisation AND o.created_by_id = person
                 AND NOT EXISTS (SELECT 1 FROM eoi_membership m WHERE m.organisation_id = o.id))
      OR EXISTS (SELECT 1 FROM eoi_membershipinvitation i JOIN eoi_user u ON lower(u.email) = lower(i.email)
                 WHERE i.organisation_id = organisation AND u.id = person AND i.withdrawn_at IS NULL
                   AND i.accepted_at IS NULL AND i.expires_at > eoi_now())
$$;

CREATE FUNCTION membership_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE who bigint := app_user();
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Who acted for an organisation stays on record: they leave, and are not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT user_has_role(NEW.user_id, 'prospective-partner') THEN
      RAISE EXCEPTION 'Council staff cannot act for a prospective partner.' USING ERRCODE = 'EOI34';
    END IF;
    IF who IS NOT NULL AND NOT (leads_organisation(who, NEW.organisation_id) OR recovers_lead(who, NEW.user_id, NEW.organisation_id)
        OR (who = NEW.user_id AND may_join(who, NEW.organisation_id))) THEN
      RAISE EXCEPTION 'People join an organisation by the invitation or the word of one of its leads.' USING ERRCODE = 'EOI34';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.organisation_id, NEW.user_id, NEW.joined_at) IS DISTINCT FROM (OLD.organisation_id, OLD.user_id, OLD.joined_at)
      OR OLD.left_at IS NOT NULL THEN
    RAISE EXCEPTION 'Who acted for an organisation stays on record: whoever comes back joins again.' USING ERRCODE = 'EOI12';
  END IF;
  IF who IS NOT NULL AND NOT (leads_organisation(who, OLD.organisation_id) OR recovers_lead(who, NEW.user_id, NEW.organisation_id)
      OR (who = OLD.user_id AND NEW.role = OLD.role)) THEN
    RAISE EXCEPTION 'Only a lead of the organisation changes who acts for it.' USING ERRCODE = 'EOI34';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_membership FOR EACH ROW EXECUTE FUNCTION membership_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_membership FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION organisation_keeps_lead() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_membership m
                 WHERE m.organisation_id = OLD.organisation_id AND m.left_at IS NULL AND m.role = 'lead') THEN
    RAISE EXCEPTION 'An organisation is never without a lead: make a colleague a lead first.' USING ERRCODE = 'EOI34';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER organisation_keeps_lead AFTER UPDATE ON eoi_membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.role = 'lead' AND OLD.left_at IS NULL AND (NEW.left_at IS NOT NULL OR NEW.role <> 'lead'))
  EXECUTE FUNCTION organisation_keeps_lead();
"""

PEOPLE_REVERSE = """
DROP TRIGGER organisation_keeps_lead ON eoi_membership;
DROP FUNCTION organisation_keeps_lead();
DROP TRIGGER never_truncated ON eoi_membership;
DROP TRIGGER membership_gate ON eoi_membership;
DROP FUNCTION membership_gate();
DROP FUNCTION may_join(bigint, bigint);
DROP FUNCTION recovers_lead(bigint, bigint, bigint);
DROP FUNCTION leads_organisation(bigint, bigint);
"""

HISTORY = """
INSERT INTO eoi_membershipchange (organisation_id, user_id, kind, role, made_at)
  SELECT organisation_id, user_id, 'joined', role, joined_at FROM eoi_membership
  UNION ALL SELECT organisation_id, user_id, 'left', role, left_at FROM eoi_membership WHERE left_at IS NOT NULL;

CREATE FUNCTION membership_history() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE what text := CASE WHEN TG_OP = 'INSERT' THEN 'joined' WHEN NEW.left_at IS NOT NULL THEN 'left' ELSE 'role' END;
BEGIN
  INSERT INTO eoi_membershipchange (organisation_id, user_id, kind, role, made_by_id, made_at)
    VALUES (NEW.organisation_id, NEW.user_id, what, NEW.role, app_user(), eoi_now());
  RETURN NULL;
END $$;
CREATE TRIGGER membership_history AFTER INSERT OR UPDATE ON eoi_membership FOR EACH ROW EXECUTE FUNCTION membership_history();

CREATE FUNCTION membership_change_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'The history of an organisation''s people is written by the database alone.' USING ERRCODE = 'EOI34';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_change_gate BEFORE INSERT ON eoi_membershipchange FOR EACH ROW EXECUTE FUNCTION membership_change_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_membershipchange FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_membershipchange FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

HISTORY_REVERSE = """
DROP TRIGGER never_truncated ON eoi_membershipchange;
DROP TRIGGER append_only ON eoi_membershipchange;
DROP TRIGGER membership_change_gate ON eoi_membershipchange;
DROP FUNCTION membership_change_gate();
DROP TRIGGER membership_history ON eoi_membership;
DROP FUNCTION membership_history();
"""

RECOVERY = """
CREATE FUNCTION looks_after_leads(person bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'procurement-officer') OR user_has_role(person, 'administrator')
$$;

CREATE FUNCTION has_active_lead(organisation bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_membership m JOIN eoi_user u ON u.id = m.user_id
                 WHERE m.organisation_id = organisation AND m.left_at IS NULL AND m.role = 'lead' AND u.is_active)
$$;

CREATE FUNCTION lead_recovery_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE outcome text[] := ARRAY['objected_at', 'objected_by_id', 'cancelled_at', 'cancelled_by_id', 'cancelled_reason',
                                'confirmed_at', 'confirmed_by_id', 'confirmed_note'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A request for a new lead is kept for good: take it back instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_by_id IS DISTINCT FROM app_user() OR NOT looks_after_leads(NEW.recorded_by_id) THEN
      RAISE EXCEPTION 'A request for a new lead is recorded by an officer or administrator, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF num_nonnulls(NEW.objected_at, NEW.cancelled_at, NEW.confirmed_at) > 0 THEN
      RAISE EXCEPTION 'A request for a new lead is recorded first, and decided afterwards.' USING ERRCODE = 'EOI34';
    END IF;
    IF NOT user_has_role(NEW.new_lead_id, 'prospective-partner')
        OR NOT EXISTS (SELECT 1 FROM eoi_user u WHERE u.id = NEW.new_lead_id AND u.is_active) THEN
      RAISE EXCEPTION 'A new lead is somebody with an active account of a prospective partner.' USING ERRCODE = 'EOI34';
    END IF;
    NEW.recorded_at := eoi_now();
    NEW.objection_until := greatest(NEW.objection_until, NEW.recorded_at);
    IF has_active_lead(NEW.organisation_id) AND NEW.objection_until < NEW.recorded_at + interval '2 days' THEN
      RAISE EXCEPTION 'The organisation has leads: they are given two working days to object.' USING ERRCODE = 'EOI34';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - outcome IS DISTINCT FROM to_jsonb(OLD) - outcome
      OR num_nonnulls(OLD.objected_at, OLD.cancelled_at, OLD.confirmed_at) > 0 THEN
    RAISE EXCEPTION 'A request for a new lead stays as it was recorded, and is decided once.' USING ERRCODE = 'EOI12';
  END IF;
  IF num_nonnulls(NEW.objected_at, NEW.cancelled_at, NEW.confirmed_at) > 1 THEN
    RAISE EXCEPTION 'A request for a new lead stays as it was recorded, and is decided once.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.objected_at IS NOT NULL THEN
    IF NEW.objected_by_id IS DISTINCT FROM app_user() OR NOT leads_organisation(app_user(), NEW.organisation_id) THEN
      RAISE EXCEPTION 'Only a lead of the organisation objects, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.objected_at := eoi_now();
  END IF;
  IF NEW.cancelled_at IS NOT NULL THEN
    IF NEW.cancelled_by_id IS DISTINCT FROM app_user() OR NOT looks_after_leads(NEW.cancelled_by_id) THEN
      RAISE EXCEPTION 'A request for a new lead is taken back by an officer or administrator, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.cancelled_at := eoi_now();
  END IF;
  IF NEW.confirmed_at IS NOT NULL THEN
    IF NEW.confirmed_by_id IS DISTINCT FROM app_user() OR NOT looks_after_leads(NEW.confirmed_by_id) THEN
      RAISE EXCEPTION 'A new lead is confirmed by an officer or administrator, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.confirmed_by_id IN (NEW.recorded_by_id, NEW.new_lead_id) THEN
      RAISE EXCEPTION 'A new lead is confirmed by somebody other than who recorded the request.' USING ERRCODE = 'EOI34';
    END IF;
    IF eoi_now() < NEW.objection_until
        OR (has_active_lead(NEW.organisation_id) AND eoi_now() < NEW.recorded_at + interval '2 days') THEN
      RAISE EXCEPTION 'The leads of the organisation still have time to object.' USING ERRCODE = 'EOI34';
    END IF;
    NEW.confirmed_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_recovery_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_leadrecovery FOR EACH ROW EXECUTE FUNCTION lead_recovery_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_leadrecovery FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

RECOVERY_REVERSE = """
DROP TRIGGER never_truncated ON eoi_leadrecovery;
DROP TRIGGER lead_recovery_gate ON eoi_leadrecovery;
DROP FUNCTION lead_recovery_gate();
DROP FUNCTION has_active_lead(bigint);
DROP FUNCTION looks_after_leads(bigint);
"""

CONSORTIUM = """
ALTER TABLE eoi_consortiummember ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_consortiummember FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON eoi_consortiummember
  USING (is_current_member(app_user(), organisation_id)) WITH CHECK (is_current_member(app_user(), organisation_id));
ALTER TABLE eoi_consortiummember ADD CONSTRAINT consortium_with_its_organisation
  FOREIGN KEY (expression_id, organisation_id) REFERENCES eoi_expressionofinterest (id, organisation_id) DEFERRABLE;

CREATE FUNCTION consortium_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE expression bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.expression_id ELSE NEW.expression_id END;
BEGIN
  IF eoi_now() >= effective_closes_at(expression) THEN
    RAISE EXCEPTION 'The closing time has passed: the consortium no longer changes.' USING ERRCODE = 'EOI01';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' AND (SELECT count(*) FROM eoi_consortiummember c WHERE c.expression_id = NEW.expression_id) >= 20 THEN
    RAISE EXCEPTION 'A consortium has at most 20 further members: take one off first.' USING ERRCODE = 'EOI34';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.expression_id, NEW.organisation_id, NEW.reference) IS DISTINCT FROM (OLD.expression_id, OLD.organisation_id, OLD.reference) THEN
      RAISE EXCEPTION 'A member of a consortium stays with its expression of interest.' USING ERRCODE = 'EOI03';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
      RAISE EXCEPTION 'This member of the consortium changed while you were writing.' USING ERRCODE = 'EOI10';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consortium_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_consortiummember FOR EACH ROW EXECUTE FUNCTION consortium_gate();
"""

CONSORTIUM_REVERSE = """
DROP TRIGGER consortium_gate ON eoi_consortiummember;
DROP FUNCTION consortium_gate();
ALTER TABLE eoi_consortiummember DROP CONSTRAINT consortium_with_its_organisation;
DROP POLICY own_organisation ON eoi_consortiummember;
ALTER TABLE eoi_consortiummember NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_consortiummember DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0039_organisations")]

    operations = [
        migrations.RunSQL(PEOPLE, PEOPLE_REVERSE),
        migrations.RunSQL(HISTORY, HISTORY_REVERSE),
        migrations.RunSQL(RECOVERY, RECOVERY_REVERSE),
        migrations.RunSQL(CONSORTIUM, CONSORTIUM_REVERSE),
    ]
