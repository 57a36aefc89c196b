"""A published advert changes only in what may change, with an entry of its public log; withdrawn it stands still; more time is asked for."""

from importlib import import_module

from django.db import migrations

GATE = import_module("eoi.migrations.0028_guards_advert_changes").GATE_WITH_VERSION
DRAFT = import_module("eoi.migrations.0004_guards_submission").DRAFT
BEGINS, ENDS = "CREATE FUNCTION extension_gate()", "CREATE TRIGGER extension_gate"
EXTENSION = DRAFT[DRAFT.index(BEGINS) : DRAFT.index(ENDS)].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
GRANTED = "  NEW.granted_at := eoi_now();"
ASKED_FOR = """  PERFORM 1 FROM eoi_extensionrequest q WHERE q.expression_id = NEW.expression_id AND q.answered_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'More time for one organisation is given when it has asked for it.' USING ERRCODE = 'EOI25';
  END IF;
"""
EXTENSION_ASKED_FOR = EXTENSION.replace(GRANTED, f"{ASKED_FOR}{GRANTED}", 1)
FREE = "'public_version', "
FREE_NOW = f"{FREE}'withdrawn_at', 'summary', 'body', 'contact_name', 'contact_email', 'contact_telephone', "
CLOSING = "  IF NEW.closes_at IS DISTINCT FROM OLD.closes_at THEN"
CHANGED = """
  IF NEW.public_version < OLD.public_version THEN
    RAISE EXCEPTION 'The version of what the public reads only rises.' USING ERRCODE = 'EOI25';
  END IF;
  IF OLD.withdrawn_at IS NOT NULL AND to_jsonb(NEW) - 'public_version' IS DISTINCT FROM to_jsonb(OLD) - 'public_version' THEN
    RAISE EXCEPTION 'The advert has been withdrawn: nothing about it changes any more.' USING ERRCODE = 'EOI25';
  END IF;
  IF NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at AND NOT EXISTS (
      SELECT 1 FROM eoi_advertwithdrawal w WHERE w.advert_id = NEW.id AND w.withdrawn_at = NEW.withdrawn_at) THEN
    RAISE EXCEPTION 'An advert is withdrawn by an approver, with a reason.' USING ERRCODE = 'EOI25';
  END IF;
  IF (NEW.summary, NEW.body, NEW.contact_name, NEW.contact_email, NEW.contact_telephone, NEW.closes_at)
      IS DISTINCT FROM (OLD.summary, OLD.body, OLD.contact_name, OLD.contact_email, OLD.contact_telephone, OLD.closes_at) THEN
    IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.id AND o.user_id = app_user()) THEN
      RAISE EXCEPTION 'Only an officer who runs the advert changes its words, contact or closing time.' USING ERRCODE = 'EOI25';
    END IF;
    IF eoi_now() >= OLD.closes_at AND NEW.closes_at IS NOT DISTINCT FROM OLD.closes_at THEN
      RAISE EXCEPTION 'The advert has closed: what it says no longer changes.' USING ERRCODE = 'EOI25';
    END IF;
  END IF;
"""
AMENDABLE_GATE = GATE.replace(FREE, FREE_NOW, 1).replace(CLOSING, f"{CHANGED.lstrip(chr(10))}{CLOSING}", 1)

ANNOUNCED = """
CREATE FUNCTION amendment_is_announced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  field text;
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  said jsonb;
BEGIN
  FOREACH field IN ARRAY ARRAY['summary', 'body', 'contact_name', 'contact_email', 'contact_telephone', 'closes_at'] LOOP
    CONTINUE WHEN was -> field IS NOT DISTINCT FROM becomes -> field;
    said := jsonb_build_object('field', field);
    IF field <> 'closes_at' THEN
      said := said || jsonb_build_object('before', was -> field, 'after', becomes -> field);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM eoi_advertchange c WHERE c.advert_id = NEW.id AND c.public_version > OLD.public_version
                   AND c.kind IN ('amendment', 'extension') AND c.details @> jsonb_build_array(said)) THEN
      RAISE EXCEPTION 'Whatever changes about a published advert is announced in its public log, in the same step.' USING ERRCODE = 'EOI25';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER amendment_is_announced AFTER UPDATE ON eoi_advert DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION amendment_is_announced();

CREATE FUNCTION material_change_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE days integer;
BEGIN
  SELECT (a.closes_at AT TIME ZONE 'Europe/London')::date - (eoi_now() AT TIME ZONE 'Europe/London')::date
    INTO days FROM eoi_advert a WHERE a.id = NEW.advert_id;
  IF days < 5 THEN
    RAISE EXCEPTION 'A material change leaves at least five days before the closing time: move it later in the same step.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER material_change_gate BEFORE INSERT ON eoi_advertchange
  FOR EACH ROW WHEN (NEW.is_material) EXECUTE FUNCTION material_change_gate();
"""

ANNOUNCED_REVERSE = """
DROP TRIGGER material_change_gate ON eoi_advertchange;
DROP TRIGGER amendment_is_announced ON eoi_advert;
DROP FUNCTION material_change_gate();
DROP FUNCTION amendment_is_announced();
"""

WITHDRAWN = """
CREATE OR REPLACE FUNCTION effective_closes_at(expression bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT least(greatest(a.closes_at, (SELECT max(x.closes_at) FROM eoi_extension x WHERE x.expression_id = e.id)), a.withdrawn_at)
  FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id WHERE e.id = expression
$$;

CREATE FUNCTION advert_withdrawal_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE advert eoi_advert;
BEGIN
  SELECT * INTO advert FROM eoi_advert a WHERE a.id = NEW.advert_id FOR UPDATE;
  IF NEW.withdrawn_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.withdrawn_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver withdraws an advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF advert.published_at IS NULL THEN
    RAISE EXCEPTION 'The advert has not been published, so there is nothing to withdraw.' USING ERRCODE = 'EOI25';
  END IF;
  IF advert.opened_at IS NOT NULL THEN
    RAISE EXCEPTION 'The submissions have been opened: the advert can no longer be withdrawn.' USING ERRCODE = 'EOI25';
  END IF;
  NEW.withdrawn_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER advert_withdrawal_gate BEFORE INSERT ON eoi_advertwithdrawal FOR EACH ROW EXECUTE FUNCTION advert_withdrawal_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_advertwithdrawal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_advertwithdrawal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION advert_withdrawal_takes_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_advert a SET withdrawn_at = NEW.withdrawn_at WHERE a.id = NEW.advert_id;
  RETURN NULL;
END $$;
CREATE TRIGGER advert_withdrawal_takes_effect AFTER INSERT ON eoi_advertwithdrawal
  FOR EACH ROW EXECUTE FUNCTION advert_withdrawal_takes_effect();

CREATE FUNCTION advert_withdrawal_is_announced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_advertchange c WHERE c.advert_id = NEW.advert_id AND c.kind = 'withdrawal') THEN
    RAISE EXCEPTION 'The withdrawal of an advert is announced in its public log, in the same step.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER advert_withdrawal_is_announced AFTER INSERT ON eoi_advertwithdrawal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION advert_withdrawal_is_announced();

CREATE FUNCTION withdrawal_change_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_advertwithdrawal w WHERE w.advert_id = NEW.advert_id)
      OR EXISTS (SELECT 1 FROM eoi_advertchange c WHERE c.advert_id = NEW.advert_id AND c.kind = 'withdrawal') THEN
    RAISE EXCEPTION 'The public log says once that an advert is withdrawn, and only when it is.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER withdrawal_change_gate BEFORE INSERT ON eoi_advertchange
  FOR EACH ROW WHEN (NEW.kind = 'withdrawal') EXECUTE FUNCTION withdrawal_change_gate();

CREATE FUNCTION withdrawn_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := to_jsonb(NEW);
  advert bigint := coalesce((facts ->> 'advert_id')::bigint,
    (SELECT e.advert_id FROM eoi_expressionofinterest e WHERE e.id = (facts ->> 'expression_id')::bigint));
BEGIN
  PERFORM 1 FROM eoi_advert a WHERE a.id = advert FOR SHARE;  -- a withdrawal waits for what is under way, or comes before it
  IF EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = advert AND a.withdrawn_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The advert has been withdrawn: nothing is started, extended, answered or closed in it any more.' USING ERRCODE = 'EOI14';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER withdrawn_gate BEFORE INSERT ON eoi_expressionofinterest FOR EACH ROW EXECUTE FUNCTION withdrawn_gate();
CREATE TRIGGER withdrawn_gate BEFORE INSERT ON eoi_extension FOR EACH ROW EXECUTE FUNCTION withdrawn_gate();
CREATE TRIGGER withdrawn_gate BEFORE INSERT ON eoi_closingrecord FOR EACH ROW EXECUTE FUNCTION withdrawn_gate();
CREATE TRIGGER withdrawn_gate BEFORE INSERT ON eoi_advertchange FOR EACH ROW WHEN (NEW.kind <> 'withdrawal') EXECUTE FUNCTION withdrawn_gate();
"""

WITHDRAWN_REVERSE = """
DROP TRIGGER withdrawn_gate ON eoi_advertchange;
DROP TRIGGER withdrawn_gate ON eoi_closingrecord;
DROP TRIGGER withdrawn_gate ON eoi_extension;
DROP TRIGGER withdrawn_gate ON eoi_expressionofinterest;
DROP FUNCTION withdrawn_gate();
DROP TRIGGER withdrawal_change_gate ON eoi_advertchange;
DROP FUNCTION withdrawal_change_gate();
DROP TRIGGER advert_withdrawal_is_announced ON eoi_advertwithdrawal;
DROP FUNCTION advert_withdrawal_is_announced();
DROP TRIGGER advert_withdrawal_takes_effect ON eoi_advertwithdrawal;
DROP FUNCTION advert_withdrawal_takes_effect();
DROP TRIGGER never_truncated ON eoi_advertwithdrawal;
DROP TRIGGER append_only ON eoi_advertwithdrawal;
DROP TRIGGER advert_withdrawal_gate ON eoi_advertwithdrawal;
DROP FUNCTION advert_withdrawal_gate();
CREATE OR REPLACE FUNCTION effective_closes_at(expression bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT greatest(a.closes_at, (SELECT max(x.closes_at) FROM eoi_extension x WHERE x.expression_id = e.id))
  FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id WHERE e.id = expression
$$;
"""

PARTNERS = """
CREATE FUNCTION extension_request_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['was_granted', 'answer', 'answered_by_id', 'answered_at'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A request for more time is kept.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.asked_by_id IS DISTINCT FROM app_user() OR NOT is_current_member(NEW.asked_by_id,
        (SELECT e.organisation_id FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id)) THEN
      RAISE EXCEPTION 'Only the organisation''s own people ask for more time, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF eoi_now() >= effective_closes_at(NEW.expression_id) THEN
      RAISE EXCEPTION 'The closing time has passed: no more time can be asked for.' USING ERRCODE = 'EOI01';
    END IF;
    IF NEW.until <= effective_closes_at(NEW.expression_id) THEN
      RAISE EXCEPTION 'Ask for a time that is later than the closing time.' USING ERRCODE = 'EOI02';
    END IF;
    IF NEW.answered_at IS NOT NULL THEN
      RAISE EXCEPTION 'A request for more time begins unanswered.' USING ERRCODE = 'EOI25';
    END IF;
    NEW.asked_at := eoi_now();
    RETURN NEW;
  END IF;
  IF OLD.answered_at IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'A request for more time is answered once, and otherwise kept as it was made.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.answered_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.answered_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver answers a request for more time, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.answered_at := eoi_now();
  IF NEW.was_granted AND NOT EXISTS (SELECT 1 FROM eoi_extension x WHERE x.expression_id = NEW.expression_id
                                     AND x.granted_by_id = NEW.answered_by_id AND x.granted_at >= OLD.asked_at) THEN
    RAISE EXCEPTION 'A request for more time is granted together with its extension.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extension_request_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_extensionrequest
  FOR EACH ROW EXECUTE FUNCTION extension_request_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_extensionrequest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION extension_is_told() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE advert bigint := (SELECT e.advert_id FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id);
BEGIN
  IF (SELECT count(*) FROM eoi_extension x WHERE x.expression_id = NEW.expression_id)
      <> (SELECT count(*) FROM eoi_extensionrequest q WHERE q.expression_id = NEW.expression_id AND q.was_granted) THEN
    RAISE EXCEPTION 'Each extension answers one request for more time, in the same step.' USING ERRCODE = 'EOI25';
  END IF;
  IF (SELECT count(*) FROM eoi_extension x JOIN eoi_expressionofinterest e ON e.id = x.expression_id WHERE e.advert_id = advert)
      > (SELECT count(*) FROM eoi_advertchange c WHERE c.advert_id = advert AND c.kind = 'one-extension') THEN
    RAISE EXCEPTION 'More time for one organisation is announced in the public log, in the same step.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER extension_is_told AFTER INSERT ON eoi_extension DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION extension_is_told();
CREATE CONSTRAINT TRIGGER extension_is_told AFTER UPDATE ON eoi_extensionrequest DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.was_granted) EXECUTE FUNCTION extension_is_told();

CREATE FUNCTION reconfirmation_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  expression eoi_expressionofinterest;
  changed timestamptz;
  withdrawn integer;
BEGIN
  SELECT * INTO expression FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  PERFORM 1 FROM eoi_advert a WHERE a.id = expression.advert_id FOR SHARE;
  IF NEW.confirmed_by_id IS DISTINCT FROM app_user() OR NOT is_current_member(NEW.confirmed_by_id, expression.organisation_id) THEN
    RAISE EXCEPTION 'Only the organisation''s own people confirm what it submitted, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  SELECT c.made_at INTO changed FROM eoi_advertchange c
    WHERE c.id = NEW.change_id AND c.advert_id = expression.advert_id AND c.is_material;
  IF changed IS NULL THEN
    RAISE EXCEPTION 'What is confirmed is that a submission stands after a material change of its advert.' USING ERRCODE = 'EOI25';
  END IF;
  NEW.confirmed_at := eoi_now();
  IF NEW.confirmed_at >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: what was submitted stands, confirmed or not.' USING ERRCODE = 'EOI01';
  END IF;
  SELECT coalesce(max(w.last_number), 0) INTO withdrawn FROM eoi_withdrawal w WHERE w.expression_id = NEW.expression_id;
  IF NOT EXISTS (SELECT 1 FROM eoi_submission s WHERE s.expression_id = NEW.expression_id
                 AND s.number > withdrawn AND s.received_at <= changed) THEN
    RAISE EXCEPTION 'Nothing that was submitted before the change stands, so there is nothing to confirm.' USING ERRCODE = 'EOI25';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reconfirmation_gate BEFORE INSERT ON eoi_reconfirmation FOR EACH ROW EXECUTE FUNCTION reconfirmation_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_reconfirmation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_reconfirmation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PARTNERS_REVERSE = """
DROP TRIGGER never_truncated ON eoi_reconfirmation;
DROP TRIGGER append_only ON eoi_reconfirmation;
DROP TRIGGER reconfirmation_gate ON eoi_reconfirmation;
DROP FUNCTION reconfirmation_gate();
DROP TRIGGER extension_is_told ON eoi_extensionrequest;
DROP TRIGGER extension_is_told ON eoi_extension;
DROP FUNCTION extension_is_told();
DROP TRIGGER never_truncated ON eoi_extensionrequest;
DROP TRIGGER extension_request_gate ON eoi_extensionrequest;
DROP FUNCTION extension_request_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0029_amendments")]

    operations = [
        migrations.RunSQL(AMENDABLE_GATE, GATE),
        migrations.RunSQL(ANNOUNCED, ANNOUNCED_REVERSE),
        migrations.RunSQL(WITHDRAWN, WITHDRAWN_REVERSE),
        migrations.RunSQL(PARTNERS, PARTNERS_REVERSE),
        migrations.RunSQL(EXTENSION_ASKED_FOR, EXTENSION),
    ]
