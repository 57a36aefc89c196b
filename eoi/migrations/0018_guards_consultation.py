"""Consultation (S12): bodies, who speaks for them, what is shared, and what becomes of what a body says."""

from django.db import migrations

BODY = """
CREATE FUNCTION body_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A body that has been consulted is kept: retire it instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF NOT user_has_role(app_user(), 'procurement-officer') THEN
    RAISE EXCEPTION 'Only a procurement officer changes the list of bodies.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.added_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'A body is added by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.added_at := eoi_now();
    RETURN NEW;
  END IF;
  IF (NEW.reference, NEW.added_by_id, NEW.added_at) IS DISTINCT FROM (OLD.reference, OLD.added_by_id, OLD.added_at) THEN
    RAISE EXCEPTION 'A body keeps its reference, and who added it.' USING ERRCODE = 'EOI15';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER body_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_consultationbody FOR EACH ROW EXECUTE FUNCTION body_gate();
"""

BODY_REVERSE = "DROP TRIGGER body_gate ON eoi_consultationbody; DROP FUNCTION body_gate();"

# Nobody signed in is the system, which carries out a handover on its day in the name of whoever ordered it.
REPRESENTATIVE = """
CREATE FUNCTION speaks_for(person bigint, body bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'representative')
    AND EXISTS (SELECT 1 FROM eoi_bodyrepresentative r WHERE r.user_id = person AND r.body_id = body)
$$;

CREATE FUNCTION representative_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'Speaking for a body is not passed on: name the next representative, then remove the earlier one.' USING ERRCODE = 'EOI15';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF app_user() IS NOT NULL AND NOT user_has_role(app_user(), 'procurement-officer')
        AND NOT user_has_role(app_user(), 'administrator') AND NOT speaks_for(app_user(), OLD.body_id) THEN
      RAISE EXCEPTION 'Representatives are named and removed by an officer, an administrator, or whoever speaks for the body.' USING ERRCODE = 'EOI09';
    END IF;
    RETURN OLD;
  END IF;
  IF app_user() IS NOT NULL AND NEW.assigned_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A representative is named by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.assigned_by_id, 'procurement-officer') AND NOT user_has_role(NEW.assigned_by_id, 'administrator')
      AND NOT speaks_for(NEW.assigned_by_id, NEW.body_id) THEN
    RAISE EXCEPTION 'Representatives are named and removed by an officer, an administrator, or whoever speaks for the body.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.user_id, 'representative') THEN
    RAISE EXCEPTION 'Whoever speaks for a body has the role of a representative: ask the administrator to give it.' USING ERRCODE = 'EOI15';
  END IF;
  NEW.assigned_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER representative_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_bodyrepresentative FOR EACH ROW EXECUTE FUNCTION representative_gate();
"""

REPRESENTATIVE_REVERSE = """
DROP TRIGGER representative_gate ON eoi_bodyrepresentative;
DROP FUNCTION representative_gate();
DROP FUNCTION speaks_for(bigint, bigint);
"""

RUNS = """
CREATE FUNCTION runs_consultation(person bigint, consultation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'procurement-officer')
    AND EXISTS (SELECT 1 FROM eoi_consultation c JOIN eoi_advertofficer o ON o.advert_id = c.advert_id
                WHERE c.id = consultation AND o.user_id = person)
$$;

CREATE FUNCTION consultation_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.begun_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.begun_by_id, 'procurement-officer')
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.begun_by_id) THEN
    RAISE EXCEPTION 'A consultation is begun by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.begun_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER consultation_gate BEFORE INSERT ON eoi_consultation FOR EACH ROW EXECUTE FUNCTION consultation_gate();

CREATE FUNCTION consulted_body_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.added_by_id IS DISTINCT FROM app_user() OR NOT runs_consultation(NEW.added_by_id, NEW.consultation_id) THEN
    RAISE EXCEPTION 'The bodies of a consultation are chosen by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_consultationbody b WHERE b.id = NEW.body_id AND b.is_current) THEN
    RAISE EXCEPTION 'A retired body is not consulted: bring it back first.' USING ERRCODE = 'EOI15';
  END IF;
  NEW.added_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER consulted_body_gate BEFORE INSERT ON eoi_consultedbody FOR EACH ROW EXECUTE FUNCTION consulted_body_gate();
"""

RUNS_REVERSE = """
DROP TRIGGER consulted_body_gate ON eoi_consultedbody;
DROP TRIGGER consultation_gate ON eoi_consultation;
DROP FUNCTION consulted_body_gate();
DROP FUNCTION consultation_gate();
DROP FUNCTION runs_consultation(bigint, bigint);
"""

SHARED = """
CREATE FUNCTION shared_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.shared_by_id IS DISTINCT FROM app_user() OR NOT runs_consultation(NEW.shared_by_id, NEW.consultation_id) THEN
    RAISE EXCEPTION 'Something is shared by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.shared_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER shared_gate BEFORE INSERT ON eoi_sharedmaterial FOR EACH ROW EXECUTE FUNCTION shared_gate();

CREATE FUNCTION shared_withdrawal_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE consultation bigint := (SELECT m.consultation_id FROM eoi_sharedmaterial m WHERE m.id = NEW.material_id);
BEGIN
  IF NEW.withdrawn_by_id IS DISTINCT FROM app_user() OR NOT runs_consultation(NEW.withdrawn_by_id, consultation) THEN
    RAISE EXCEPTION 'What was shared is withdrawn by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.withdrawn_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER shared_withdrawal_gate BEFORE INSERT ON eoi_sharedmaterialwithdrawal FOR EACH ROW EXECUTE FUNCTION shared_withdrawal_gate();

CREATE FUNCTION event_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT runs_consultation(app_user(), NEW.consultation_id) THEN
    RAISE EXCEPTION 'An event is recorded by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_gate BEFORE INSERT ON eoi_consultationevent FOR EACH ROW EXECUTE FUNCTION event_gate();

CREATE FUNCTION event_edition_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE consultation bigint := (SELECT e.consultation_id FROM eoi_consultationevent e WHERE e.id = NEW.event_id);
BEGIN
  IF NEW.recorded_by_id IS DISTINCT FROM app_user() OR NOT runs_consultation(NEW.recorded_by_id, consultation) THEN
    RAISE EXCEPTION 'An event is recorded by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(e.number), 0) + 1 FROM eoi_consultationeventedition e WHERE e.event_id = NEW.event_id) THEN
    RAISE EXCEPTION 'The record of this event was corrected while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.recorded_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER event_edition_gate BEFORE INSERT ON eoi_consultationeventedition FOR EACH ROW EXECUTE FUNCTION event_edition_gate();

CREATE FUNCTION material_addressee_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_sharedmaterial m JOIN eoi_consultedbody c ON c.consultation_id = m.consultation_id
    WHERE m.id = NEW.sharedmaterial_id AND c.body_id = NEW.consultationbody_id AND runs_consultation(app_user(), m.consultation_id);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Whom something is meant for is chosen by an officer who runs the advert, among the bodies consulted.' USING ERRCODE = 'EOI15';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER material_addressee_gate BEFORE INSERT ON eoi_sharedmaterial_bodies FOR EACH ROW EXECUTE FUNCTION material_addressee_gate();

CREATE FUNCTION event_addressee_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_consultationevent e JOIN eoi_consultedbody c ON c.consultation_id = e.consultation_id
    WHERE e.id = NEW.consultationevent_id AND c.body_id = NEW.consultationbody_id AND runs_consultation(app_user(), e.consultation_id);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Whom something is meant for is chosen by an officer who runs the advert, among the bodies consulted.' USING ERRCODE = 'EOI15';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER event_addressee_gate BEFORE INSERT ON eoi_consultationevent_bodies FOR EACH ROW EXECUTE FUNCTION event_addressee_gate();
"""

SHARED_REVERSE = """
DROP TRIGGER event_addressee_gate ON eoi_consultationevent_bodies;
DROP TRIGGER material_addressee_gate ON eoi_sharedmaterial_bodies;
DROP TRIGGER event_edition_gate ON eoi_consultationeventedition;
DROP TRIGGER event_gate ON eoi_consultationevent;
DROP TRIGGER shared_withdrawal_gate ON eoi_sharedmaterialwithdrawal;
DROP TRIGGER shared_gate ON eoi_sharedmaterial;
DROP FUNCTION event_addressee_gate();
DROP FUNCTION material_addressee_gate();
DROP FUNCTION event_edition_gate();
DROP FUNCTION event_gate();
DROP FUNCTION shared_withdrawal_gate();
DROP FUNCTION shared_gate();
"""

# Each step is set once, by who may take it; the words stay as they were made.
REPRESENTATION = """
CREATE FUNCTION representation_made_gate(r eoi_representation) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF r.made_by_id IS DISTINCT FROM app_user() OR NOT speaks_for(r.made_by_id, r.body_id) THEN
    RAISE EXCEPTION 'A representation is made by somebody who speaks for the body, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_consultedbody c WHERE c.consultation_id = r.consultation_id AND c.body_id = r.body_id) THEN
    RAISE EXCEPTION 'Only a body that is consulted on the advert makes a representation about it.' USING ERRCODE = 'EOI15';
  END IF;
  IF r.acknowledged_at IS NOT NULL OR r.closed_at IS NOT NULL OR r.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'A representation begins unacknowledged and open.' USING ERRCODE = 'EOI15';
  END IF;
  IF r.concerns_decision AND EXISTS (SELECT 1 FROM eoi_consultation c JOIN eoi_advert a ON a.id = c.advert_id
                                     WHERE c.id = r.consultation_id AND a.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The advert has been published: the decision to advertise can no longer be the subject.' USING ERRCODE = 'EOI15';
  END IF;
END $$;

CREATE FUNCTION representation_closed_gate(r eoi_representation) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF r.closed_how = 'agreement' THEN
    IF r.closed_by_id IS DISTINCT FROM app_user() OR NOT speaks_for(r.closed_by_id, r.body_id) THEN
      RAISE EXCEPTION 'A representation is closed by agreement when somebody who speaks for the body agrees, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    RETURN;
  END IF;
  IF r.closed_by_id IS DISTINCT FROM app_user() OR NOT runs_consultation(r.closed_by_id, r.consultation_id) THEN
    RAISE EXCEPTION 'A representation is closed with reasons by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_representationanswer a WHERE a.representation_id = r.id) THEN
    RAISE EXCEPTION 'A representation is closed with reasons only after it has been answered.' USING ERRCODE = 'EOI15';
  END IF;
END $$;

CREATE FUNCTION representation_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE steps text[] := ARRAY['acknowledged_at', 'acknowledged_by_id', 'closed_at', 'closed_by_id', 'closed_how', 'closing_words',
  'withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A representation is kept: its body may withdraw it.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM representation_made_gate(NEW);
    NEW.made_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - steps IS DISTINCT FROM to_jsonb(OLD) - steps THEN
    RAISE EXCEPTION 'The words of a representation stay as they were made.' USING ERRCODE = 'EOI12';
  END IF;
  IF OLD.closed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'The representation is closed or withdrawn: nothing about it changes any more.' USING ERRCODE = 'EOI15';
  END IF;
  IF OLD.acknowledged_at IS NOT NULL
      AND (NEW.acknowledged_at, NEW.acknowledged_by_id) IS DISTINCT FROM (OLD.acknowledged_at, OLD.acknowledged_by_id) THEN
    RAISE EXCEPTION 'A representation is acknowledged once.' USING ERRCODE = 'EOI15';
  END IF;
  IF NEW.acknowledged_at IS NOT NULL AND OLD.acknowledged_at IS NULL THEN
    IF NEW.acknowledged_by_id IS DISTINCT FROM app_user()
        OR NOT (runs_consultation(NEW.acknowledged_by_id, NEW.consultation_id) OR user_has_role(NEW.acknowledged_by_id, 'approver')) THEN
      RAISE EXCEPTION 'A representation is acknowledged by an officer who runs the advert or an approver, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.acknowledged_at := eoi_now();
  END IF;
  IF NEW.closed_at IS NOT NULL THEN
    NEW.closed_at := eoi_now();
    PERFORM representation_closed_gate(NEW);
  END IF;
  IF NEW.withdrawn_at IS NOT NULL THEN
    IF NEW.withdrawn_by_id IS DISTINCT FROM app_user() OR NOT speaks_for(NEW.withdrawn_by_id, NEW.body_id) THEN
      RAISE EXCEPTION 'A representation is withdrawn by somebody who speaks for the body, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.withdrawn_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER representation_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_representation FOR EACH ROW EXECUTE FUNCTION representation_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_representation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

REPRESENTATION_REVERSE = """
DROP TRIGGER never_truncated ON eoi_representation;
DROP TRIGGER representation_gate ON eoi_representation;
DROP FUNCTION representation_gate();
DROP FUNCTION representation_closed_gate(eoi_representation);
DROP FUNCTION representation_made_gate(eoi_representation);
"""

ANSWERS = """
CREATE FUNCTION standing_representation(wanted bigint) RETURNS eoi_representation LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE found eoi_representation;
BEGIN
  SELECT * INTO found FROM eoi_representation r WHERE r.id = wanted FOR SHARE;
  IF found.closed_at IS NOT NULL OR found.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'The representation is closed or withdrawn: nothing about it changes any more.' USING ERRCODE = 'EOI15';
  END IF;
  RETURN found;
END $$;

CREATE FUNCTION representation_answer_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE answered eoi_representation := standing_representation(NEW.representation_id);
BEGIN
  IF NEW.answered_by_id IS DISTINCT FROM app_user()
      OR NOT (runs_consultation(NEW.answered_by_id, answered.consultation_id) OR user_has_role(NEW.answered_by_id, 'approver')) THEN
    RAISE EXCEPTION 'A representation is answered by an officer who runs the advert or an approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.answered_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER representation_answer_gate BEFORE INSERT ON eoi_representationanswer FOR EACH ROW EXECUTE FUNCTION representation_answer_gate();

CREATE FUNCTION representation_reply_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE replied eoi_representation := standing_representation(NEW.representation_id);
BEGIN
  IF NEW.written_by_id IS DISTINCT FROM app_user() OR NOT speaks_for(NEW.written_by_id, replied.body_id) THEN
    RAISE EXCEPTION 'A body replies through somebody who speaks for it, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.written_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER representation_reply_gate BEFORE INSERT ON eoi_representationreply FOR EACH ROW EXECUTE FUNCTION representation_reply_gate();
"""

ANSWERS_REVERSE = """
DROP TRIGGER representation_reply_gate ON eoi_representationreply;
DROP TRIGGER representation_answer_gate ON eoi_representationanswer;
DROP FUNCTION representation_reply_gate();
DROP FUNCTION representation_answer_gate();
DROP FUNCTION standing_representation(bigint);
"""

KEPT = (
    "eoi_consultation",
    "eoi_consultationevent",
    "eoi_consultationevent_bodies",
    "eoi_consultationeventedition",
    "eoi_consultedbody",
    "eoi_representationanswer",
    "eoi_representationreply",
    "eoi_sharedmaterial",
    "eoi_sharedmaterial_bodies",
    "eoi_sharedmaterialwithdrawal",
)


def guard(table: str) -> str:
    return f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def unguard(table: str) -> str:
    return f"DROP TRIGGER append_only ON {table}; DROP TRIGGER never_truncated ON {table};"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0017_consultation")]

    operations = [
        migrations.RunSQL(BODY, BODY_REVERSE),
        migrations.RunSQL(REPRESENTATIVE, REPRESENTATIVE_REVERSE),
        migrations.RunSQL(RUNS, RUNS_REVERSE),
        migrations.RunSQL(SHARED, SHARED_REVERSE),
        migrations.RunSQL(REPRESENTATION, REPRESENTATION_REVERSE),
        migrations.RunSQL(ANSWERS, ANSWERS_REVERSE),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in KEPT),
    ]
