"""Clarification: asked in time, by somebody whom only their organisation sees; answered by the advert's officers, for good (ADR 0024)."""

from django.db import migrations

QUESTION = """
CREATE FUNCTION runs_advert(person bigint, advert bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert AND o.user_id = person)
$$;

CREATE FUNCTION clarification_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app_user() IS NULL THEN
    RAISE EXCEPTION 'A question is asked by somebody who has signed in.' USING ERRCODE = 'EOI09';
  END IF;
  PERFORM 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.published_at IS NOT NULL
     AND eoi_now() < coalesce(a.questions_until, a.closes_at) FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Questions about this advert are not taken at this time.' USING ERRCODE = 'EOI26';
  END IF;
  NEW.asked_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_gate BEFORE INSERT ON eoi_clarification FOR EACH ROW EXECUTE FUNCTION clarification_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_clarification FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_clarification FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION clarification_has_asker() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_clarificationasker k WHERE k.clarification_id = NEW.id) THEN
    RAISE EXCEPTION 'A question is kept with who asked it, or not at all.' USING ERRCODE = 'EOI26';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER clarification_has_asker AFTER INSERT ON eoi_clarification DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION clarification_has_asker();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_clarificationasker FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_clarificationasker FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION clarification_reveal_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.revealed_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Who asked a question is revealed to the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT runs_advert(NEW.revealed_by_id, (SELECT c.advert_id FROM eoi_clarification c WHERE c.id = NEW.clarification_id)) THEN
    RAISE EXCEPTION 'Who asked a question is revealed to officers who run its advert only.' USING ERRCODE = 'EOI26';
  END IF;
  NEW.revealed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_reveal_gate BEFORE INSERT ON eoi_clarificationreveal
FOR EACH ROW EXECUTE FUNCTION clarification_reveal_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_clarificationreveal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_clarificationreveal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

QUESTION_REVERSE = """
DROP TRIGGER never_truncated ON eoi_clarificationreveal;
DROP TRIGGER append_only ON eoi_clarificationreveal;
DROP TRIGGER clarification_reveal_gate ON eoi_clarificationreveal;
DROP TRIGGER never_truncated ON eoi_clarificationasker;
DROP TRIGGER append_only ON eoi_clarificationasker;
DROP TRIGGER clarification_has_asker ON eoi_clarification;
DROP TRIGGER never_truncated ON eoi_clarification;
DROP TRIGGER append_only ON eoi_clarification;
DROP TRIGGER clarification_gate ON eoi_clarification;
DROP FUNCTION clarification_reveal_gate();
DROP FUNCTION clarification_has_asker();
DROP FUNCTION clarification_gate();
DROP FUNCTION runs_advert(bigint, bigint);
"""

ANSWER = """
CREATE FUNCTION clarification_draft_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE advert bigint;
BEGIN
  SELECT c.advert_id INTO advert FROM eoi_clarification c
   WHERE c.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.clarification_id ELSE NEW.clarification_id END;
  IF NOT runs_advert(app_user(), advert) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert drafts an answer.' USING ERRCODE = 'EOI26';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.drafted_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An answer is drafted in the name of the signed-in officer.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.version <> 1
      OR TG_OP = 'UPDATE' AND (NEW.version <> OLD.version + 1 OR NEW.clarification_id <> OLD.clarification_id) THEN
    RAISE EXCEPTION 'Somebody else changed this draft while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.drafted_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_draft_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_clarificationdraft
FOR EACH ROW EXECUTE FUNCTION clarification_draft_gate();

CREATE FUNCTION clarification_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE question eoi_clarification; last eoi_clarificationanswer;
BEGIN
  SELECT * INTO question FROM eoi_clarification c WHERE c.id = NEW.clarification_id;
  IF NEW.answered_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A question is answered by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT runs_advert(NEW.answered_by_id, question.advert_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert answers a question about it.' USING ERRCODE = 'EOI26';
  END IF;
  IF eoi_now() < question.asked_at THEN
    RAISE EXCEPTION 'A question is answered after it was asked.' USING ERRCODE = 'EOI26';
  END IF;
  PERFORM 1 FROM eoi_advert a WHERE a.id = question.advert_id FOR UPDATE;  -- numbers and editions are given one after the other
  IF TG_TABLE_NAME = 'eoi_privateanswer' THEN
    IF EXISTS (SELECT 1 FROM eoi_clarificationanswer w WHERE w.clarification_id = NEW.clarification_id) THEN
      RAISE EXCEPTION 'This question has been answered to all, so it is not answered privately any more.' USING ERRCODE = 'EOI26';
    END IF;
    NEW.answered_at := eoi_now();
    RETURN NEW;
  END IF;
  SELECT * INTO last FROM eoi_clarificationanswer w WHERE w.clarification_id = NEW.clarification_id ORDER BY w.edition DESC LIMIT 1;
  IF NEW.edition IS DISTINCT FROM 1 + coalesce(last.edition, 0) THEN
    RAISE EXCEPTION 'Somebody else answered this question while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.number := coalesce(last.number, 1 + (
    SELECT coalesce(max(w.number), 0) FROM eoi_clarificationanswer w JOIN eoi_clarification c ON c.id = w.clarification_id
     WHERE c.advert_id = question.advert_id));
  NEW.answered_at := eoi_now();
  PERFORM raise_public_version(question.advert_id);
  RETURN NEW;
END $$;
CREATE TRIGGER clarification_answer_gate BEFORE INSERT ON eoi_clarificationanswer
FOR EACH ROW EXECUTE FUNCTION clarification_answer_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_clarificationanswer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_clarificationanswer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER private_answer_gate BEFORE INSERT ON eoi_privateanswer
FOR EACH ROW EXECUTE FUNCTION clarification_answer_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_privateanswer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_privateanswer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

ANSWER_REVERSE = """
DROP TRIGGER never_truncated ON eoi_privateanswer;
DROP TRIGGER append_only ON eoi_privateanswer;
DROP TRIGGER private_answer_gate ON eoi_privateanswer;
DROP TRIGGER never_truncated ON eoi_clarificationanswer;
DROP TRIGGER append_only ON eoi_clarificationanswer;
DROP TRIGGER clarification_answer_gate ON eoi_clarificationanswer;
DROP TRIGGER clarification_draft_gate ON eoi_clarificationdraft;
DROP FUNCTION clarification_answer_gate();
DROP FUNCTION clarification_draft_gate();
"""

# `app.telling` names the one question whose asker is being mailed, for the length of that: see `eoi.telling`.
HIDE = """
ALTER TABLE eoi_clarificationasker ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_clarificationasker FORCE ROW LEVEL SECURITY;
CREATE POLICY asking_organisation_reads ON eoi_clarificationasker FOR SELECT
  USING (is_current_member(app_user(), organisation_id));
CREATE POLICY asker_writes ON eoi_clarificationasker FOR INSERT
  WITH CHECK (asked_by_id = app_user() AND is_current_member(app_user(), organisation_id));
CREATE POLICY revealed_to ON eoi_clarificationasker FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_clarificationreveal r
                 WHERE r.clarification_id = eoi_clarificationasker.clarification_id AND r.revealed_by_id = app_user()));
CREATE POLICY told_by_mail ON eoi_clarificationasker FOR SELECT
  USING (clarification_id::text = nullif(current_setting('app.telling', true), ''));
"""

SHOW = """
DROP POLICY told_by_mail ON eoi_clarificationasker;
DROP POLICY revealed_to ON eoi_clarificationasker;
DROP POLICY asker_writes ON eoi_clarificationasker;
DROP POLICY asking_organisation_reads ON eoi_clarificationasker;
ALTER TABLE eoi_clarificationasker NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_clarificationasker DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0031_clarifications")]

    operations = [
        migrations.RunSQL(QUESTION, QUESTION_REVERSE),
        migrations.RunSQL(ANSWER, ANSWER_REVERSE),
        migrations.RunSQL(HIDE, SHOW),
    ]
