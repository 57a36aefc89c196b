"""Handovers: recorded in one's own name by who may, never deleted, nothing of them changed but what became of them."""

from django.db import migrations

HANDOVER = """
CREATE FUNCTION uk_today() RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (eoi_now() AT TIME ZONE 'Europe/London')::date
$$;

CREATE FUNCTION holds_assignment(person bigint, it eoi_handover) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = it.advert_id AND o.user_id = person)
      OR EXISTS (SELECT 1 FROM eoi_servicekeeper k WHERE k.service_id = it.service_id AND k.user_id = person)
      OR EXISTS (SELECT 1 FROM eoi_bodyrepresentative r WHERE r.body_id = it.body_id AND r.user_id = person)
$$;

CREATE FUNCTION handover_recording_gate(it eoi_handover) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE role text := CASE WHEN it.advert_id IS NOT NULL THEN 'procurement-officer'
                          WHEN it.service_id IS NOT NULL THEN 'service-manager' ELSE 'representative' END;
BEGIN
  IF it.recorded_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A handover is recorded by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(it.recorded_by_id, 'administrator') AND (it.recorded_by_id <> it.from_person_id
      OR NOT user_has_role(it.recorded_by_id, role) OR (it.body_id IS NOT NULL AND it.kind <> 'deputy')) THEN
    RAISE EXCEPTION 'A handover is recorded by whoever holds what is handed over, or by an administrator.' USING ERRCODE = 'EOI18';
  END IF;
  IF NOT holds_assignment(it.from_person_id, it) THEN
    RAISE EXCEPTION 'Only what somebody holds today can be handed over.' USING ERRCODE = 'EOI18';
  END IF;
  IF NOT user_has_role(it.to_person_id, role)
      OR NOT EXISTS (SELECT 1 FROM eoi_user u WHERE u.id = it.to_person_id AND u.is_active) THEN
    RAISE EXCEPTION 'Whoever takes over has an active account with the role that it needs: choose somebody who has.' USING ERRCODE = 'EOI18';
  END IF;
  IF it.starts_on < uk_today() THEN
    RAISE EXCEPTION 'A handover begins today or later.' USING ERRCODE = 'EOI18';
  END IF;
  IF it.begun_at IS NOT NULL OR it.ended_at IS NOT NULL OR it.cancelled_at IS NOT NULL OR it.failed_at IS NOT NULL THEN
    RAISE EXCEPTION 'A handover is recorded first, and put into effect afterwards.' USING ERRCODE = 'EOI18';
  END IF;
END $$;

CREATE FUNCTION handover_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['begun_at', 'assignment_key', 'ended_at', 'ended_by_id', 'cancelled_at', 'cancelled_by_id',
                             'cancelled_reason', 'failed_at', 'failure'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A handover is kept for good: cancel it instead.' USING ERRCODE = 'EOI18';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM handover_recording_gate(NEW);
    NEW.recorded_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'A handover keeps its subject, its people and its dates: cancel it and record another.' USING ERRCODE = 'EOI18';
  END IF;
  IF (OLD.begun_at IS NOT NULL AND (NEW.begun_at, NEW.assignment_key) IS DISTINCT FROM (OLD.begun_at, OLD.assignment_key))
      OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_by_id) IS DISTINCT FROM (OLD.ended_at, OLD.ended_by_id))
      OR (OLD.cancelled_at IS NOT NULL AND (NEW.cancelled_at, NEW.cancelled_by_id, NEW.cancelled_reason)
          IS DISTINCT FROM (OLD.cancelled_at, OLD.cancelled_by_id, OLD.cancelled_reason))
      OR (OLD.failed_at IS NOT NULL AND (NEW.failed_at, NEW.failure) IS DISTINCT FROM (OLD.failed_at, OLD.failure)) THEN
    RAISE EXCEPTION 'What became of a handover is recorded once.' USING ERRCODE = 'EOI18';
  END IF;
  IF NEW.begun_at IS NOT NULL AND OLD.begun_at IS NULL THEN
    IF NEW.cancelled_at IS NOT NULL OR NEW.failed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A handover that was cancelled or has failed does not begin.' USING ERRCODE = 'EOI18';
    END IF;
    IF NEW.starts_on > uk_today() THEN
      RAISE EXCEPTION 'A handover does not begin before its day.' USING ERRCODE = 'EOI18';
    END IF;
    NEW.begun_at := eoi_now();
  END IF;
  IF NEW.cancelled_at IS NOT NULL AND OLD.cancelled_at IS NULL AND NEW.cancelled_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A handover is cancelled by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL AND NEW.ended_by_id IS DISTINCT FROM app_user()
      AND NEW.kind = 'deputy' THEN
    RAISE EXCEPTION 'A deputy''s place is ended early by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handover_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_handover FOR EACH ROW EXECUTE FUNCTION handover_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_handover FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

HANDOVER_REVERSE = """
DROP TRIGGER never_truncated ON eoi_handover;
DROP TRIGGER handover_gate ON eoi_handover;
DROP FUNCTION handover_gate();
DROP FUNCTION handover_recording_gate(eoi_handover);
DROP FUNCTION holds_assignment(bigint, eoi_handover);
DROP FUNCTION uk_today();
"""

LEAVING = """
CREATE FUNCTION advert_officer_leave_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = OLD.advert_id AND a.opening_requested_at IS NOT NULL AND a.opened_at IS NULL
             AND (a.opening_requested_by_id = OLD.user_id
                  OR (SELECT count(*) FROM eoi_advertofficer o WHERE o.advert_id = a.id) < 3)) THEN
    RAISE EXCEPTION 'The opening has been asked for: whoever asked stays an officer, and two are left, until it is done or taken back.'
      USING ERRCODE = 'EOI18';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER advert_officer_leave_gate BEFORE DELETE ON eoi_advertofficer FOR EACH ROW EXECUTE FUNCTION advert_officer_leave_gate();
"""

LEAVING_REVERSE = (
    "DROP TRIGGER advert_officer_leave_gate ON eoi_advertofficer; DROP FUNCTION advert_officer_leave_gate();"
)


class Migration(migrations.Migration):
    dependencies = [("eoi", "0023_handovers")]

    operations = [
        migrations.RunSQL(HANDOVER, HANDOVER_REVERSE),
        migrations.RunSQL(LEAVING, LEAVING_REVERSE),
    ]
