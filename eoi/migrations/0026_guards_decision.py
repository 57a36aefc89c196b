"""Deciding: asked by an officer of the advert, answered by an approver who does not run it; only “advertise” lets it be published."""

from django.db import migrations

REQUEST = """
CREATE FUNCTION decision_request_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.requested_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.requested_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert asks for the decision, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.draft_version = NEW.draft_version AND a.published_at IS NULL) THEN
    RAISE EXCEPTION 'The advert changed while you were asking: read it again before you ask.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.requested_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER decision_request_gate BEFORE INSERT ON eoi_decisionrequest FOR EACH ROW EXECUTE FUNCTION decision_request_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_decisionrequest FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_decisionrequest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

REQUEST_REVERSE = """
DROP TRIGGER never_truncated ON eoi_decisionrequest;
DROP TRIGGER append_only ON eoi_decisionrequest;
DROP TRIGGER decision_request_gate ON eoi_decisionrequest;
DROP FUNCTION decision_request_gate();
"""

REASON = """
CREATE FUNCTION readiness_reason_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.given_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.given_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert records such a reason, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  PERFORM refuse_when_published(NEW.advert_id);
  NEW.given_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER readiness_reason_gate BEFORE INSERT ON eoi_readinessreason FOR EACH ROW EXECUTE FUNCTION readiness_reason_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_readinessreason FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_readinessreason FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

REASON_REVERSE = """
DROP TRIGGER never_truncated ON eoi_readinessreason;
DROP TRIGGER append_only ON eoi_readinessreason;
DROP TRIGGER readiness_reason_gate ON eoi_readinessreason;
DROP FUNCTION readiness_reason_gate();
"""

DECISION = """
CREATE OR REPLACE FUNCTION decision_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A decision is recorded by the signed-in approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.decided_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver records a decision to advertise.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.decided_by_id) THEN
    RAISE EXCEPTION 'An officer who runs the advert does not decide on it: another approver does.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.draft_version = NEW.draft_version AND a.published_at IS NULL) THEN
    RAISE EXCEPTION 'The advert changed while you were deciding: read it again before you decide.' USING ERRCODE = 'EOI10';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_decisionrequest r
                 WHERE r.id = NEW.request_id AND r.advert_id = NEW.advert_id AND r.draft_version = NEW.draft_version) THEN
    RAISE EXCEPTION 'A decision answers what the officers asked, on the draft as it stands.' USING ERRCODE = 'EOI04';
  END IF;
  IF NEW.outcome = 'advertise' AND btrim(NEW.proceeding_reason) = '' AND EXISTS (
      SELECT 1 FROM eoi_representation r JOIN eoi_consultation c ON c.id = r.consultation_id
      WHERE c.advert_id = NEW.advert_id AND r.is_formal AND r.concerns_decision AND r.closed_at IS NULL AND r.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM eoi_representationanswer a WHERE a.representation_id = r.id)) THEN
    RAISE EXCEPTION 'A formal representation about this decision stands unanswered: answer it first, or say why you go ahead.'
      USING ERRCODE = 'EOI15';
  END IF;
  NEW.decided_at := eoi_now();
  RETURN NEW;
END $$;
"""

DECISION_REVERSE = """
CREATE OR REPLACE FUNCTION decision_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.decided_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A decision is recorded by the signed-in approver, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.decided_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver records a decision to advertise.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.draft_version = NEW.draft_version AND a.published_at IS NULL) THEN
    RAISE EXCEPTION 'The advert changed while you were deciding: read it again before you decide.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.decided_at := eoi_now();
  RETURN NEW;
END $$;
"""

PUBLICATION = """
CREATE OR REPLACE FUNCTION advert_publication_gate(advert eoi_advert) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE total numeric;
BEGIN
  IF advert.published_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An advert is published by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert.id AND o.user_id = advert.published_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs this advert publishes it.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_decisiontoadvertise d
                 WHERE d.advert_id = advert.id AND d.draft_version = advert.draft_version
                   AND d.outcome = 'advertise') THEN
    RAISE EXCEPTION 'The advert needs a recorded decision to advertise on its latest version before it is published.'
      USING ERRCODE = 'EOI04';
  END IF;
  SELECT coalesce(sum(c.weighting), 0) INTO total FROM eoi_criterion c WHERE c.advert_id = advert.id;
  IF total <> 100 THEN
    RAISE EXCEPTION 'The weightings total %: they must total 100 before the advert is published.', total
      USING ERRCODE = 'EOI06';
  END IF;
  IF advert.closes_at <= eoi_now() THEN
    RAISE EXCEPTION 'The closing time has passed: choose a later one before publishing.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_question q JOIN eoi_questionset s ON s.id = q.question_set_id
                 WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no questions: they are fixed when it is published.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertservice s WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no service in scope: choose at least one.' USING ERRCODE = 'EOI04';
  END IF;
END $$;
"""

PUBLICATION_REVERSE = """
CREATE OR REPLACE FUNCTION advert_publication_gate(advert eoi_advert) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE total numeric;
BEGIN
  IF advert.published_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An advert is published by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert.id AND o.user_id = advert.published_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs this advert publishes it.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_decisiontoadvertise d
                 WHERE d.advert_id = advert.id AND d.draft_version = advert.draft_version) THEN
    RAISE EXCEPTION 'The advert needs a recorded decision to advertise on its latest version before it is published.'
      USING ERRCODE = 'EOI04';
  END IF;
  SELECT coalesce(sum(c.weighting), 0) INTO total FROM eoi_criterion c WHERE c.advert_id = advert.id;
  IF total <> 100 THEN
    RAISE EXCEPTION 'The weightings total %: they must total 100 before the advert is published.', total
      USING ERRCODE = 'EOI06';
  END IF;
  IF advert.closes_at <= eoi_now() THEN
    RAISE EXCEPTION 'The closing time has passed: choose a later one before publishing.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_question q JOIN eoi_questionset s ON s.id = q.question_set_id
                 WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no questions: they are fixed when it is published.' USING ERRCODE = 'EOI04';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertservice s WHERE s.advert_id = advert.id) THEN
    RAISE EXCEPTION 'The advert has no service in scope: choose at least one.' USING ERRCODE = 'EOI04';
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0025_decision")]

    operations = [
        migrations.RunSQL(REQUEST, REQUEST_REVERSE),
        migrations.RunSQL(REASON, REASON_REVERSE),
        migrations.RunSQL(DECISION, DECISION_REVERSE),
        migrations.RunSQL(PUBLICATION, PUBLICATION_REVERSE),
    ]
