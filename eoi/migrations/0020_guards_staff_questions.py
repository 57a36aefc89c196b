"""Staff questions: asked by nobody, kept as they were asked, shown when their day is over; answered in one's own name (ADR 0019)."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION staff_question_day() RETURNS date LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
  SELECT (eoi_now() AT TIME ZONE 'Europe/London')::date
$$;

CREATE FUNCTION may_answer_staff_question(person bigint, about_advert bigint, about_service bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = about_advert AND o.user_id = person)
      OR (user_has_role(person, 'service-manager')
          AND EXISTS (SELECT 1 FROM eoi_servicekeeper k WHERE k.service_id = about_service AND k.user_id = person))
$$;

CREATE FUNCTION staff_question_page_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A page for staff questions is closed, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert opens or changes its page for staff questions.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.opened_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A page for staff questions is opened in the officer''s own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.advert_id, NEW.opened_by_id) IS DISTINCT FROM (OLD.advert_id, OLD.opened_by_id) THEN
    RAISE EXCEPTION 'A page for staff questions stays with its advert.' USING ERRCODE = 'EOI12';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_question_page_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_staffquestionpage
FOR EACH ROW EXECUTE FUNCTION staff_question_page_gate();

CREATE FUNCTION staff_question_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE free text[] := ARRAY['text', 'is_delivered', 'removed_at', 'removed_by_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A staff question is kept: its words are taken away instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF app_user() IS NOT NULL THEN
      RAISE EXCEPTION 'A staff question is asked by nobody.' USING ERRCODE = 'EOI15';
    END IF;
    NEW.asked_on := staff_question_day();
    IF NOT EXISTS (SELECT 1 FROM eoi_staffquestionpage p WHERE p.advert_id = NEW.advert_id AND p.closes_on >= NEW.asked_on) THEN
      RAISE EXCEPTION 'Questions about this partnership are not taken at the moment.' USING ERRCODE = 'EOI15';
    END IF;
    NEW.is_delivered := false;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free OR (OLD.is_delivered AND NOT NEW.is_delivered)
      OR OLD.removed_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
    RAISE EXCEPTION 'A staff question is kept as it was asked.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.is_delivered AND NOT OLD.is_delivered AND OLD.asked_on >= staff_question_day() THEN
    RAISE EXCEPTION 'A staff question is read when the day on which it was asked is over, not before.' USING ERRCODE = 'EOI15';
  END IF;
  IF (NEW.text, NEW.removed_at, NEW.removed_by_id) IS DISTINCT FROM (OLD.text, OLD.removed_at, OLD.removed_by_id) THEN
    IF NEW.text <> '' THEN
      RAISE EXCEPTION 'The words of a staff question never change: they are only taken away.' USING ERRCODE = 'EOI12';
    END IF;
    IF NEW.removed_by_id IS DISTINCT FROM app_user()
        OR NOT may_answer_staff_question(NEW.removed_by_id, OLD.advert_id, OLD.service_id) THEN
      RAISE EXCEPTION 'The words of a staff question are taken away by who may answer it, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM eoi_staffanswer a WHERE a.question_id = OLD.reference)
        AND NOT EXISTS (SELECT 1 FROM eoi_staffquestionrefusal r WHERE r.question_id = OLD.reference) THEN
      RAISE EXCEPTION 'A staff question is answered or declined before its words are taken away.' USING ERRCODE = 'EOI15';
    END IF;
    NEW.removed_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_question_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_staffquestion
FOR EACH ROW EXECUTE FUNCTION staff_question_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_staffquestion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION staff_answer_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE question eoi_staffquestion; person bigint;
BEGIN
  SELECT * INTO question FROM eoi_staffquestion q WHERE q.reference = NEW.question_id FOR UPDATE;
  IF TG_TABLE_NAME = 'eoi_staffanswer' THEN person := NEW.answered_by_id; ELSE person := NEW.refused_by_id; END IF;
  IF person IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'A staff question is answered or declined in the name of who does it.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT may_answer_staff_question(person, question.advert_id, question.service_id) THEN
    RAISE EXCEPTION 'A staff question is answered by an officer of the advert or by who keeps the service.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT question.is_delivered THEN
    RAISE EXCEPTION 'A staff question is read when the day on which it was asked is over, not before.' USING ERRCODE = 'EOI15';
  END IF;
  IF TG_TABLE_NAME = 'eoi_staffanswer' THEN
    IF NEW.edition IS DISTINCT FROM 1 + (SELECT coalesce(max(a.edition), 0) FROM eoi_staffanswer a WHERE a.question_id = NEW.question_id) THEN
      RAISE EXCEPTION 'Somebody else answered this question while you were writing.' USING ERRCODE = 'EOI10';
    END IF;
    IF EXISTS (SELECT 1 FROM eoi_staffquestionrefusal r WHERE r.question_id = NEW.question_id) THEN
      RAISE EXCEPTION 'This question has been declined, so it is not answered any more.' USING ERRCODE = 'EOI15';
    END IF;
    NEW.answered_at := eoi_now();
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_staffanswer a WHERE a.question_id = NEW.question_id) THEN
    RAISE EXCEPTION 'This question has been answered, so it is not declined any more.' USING ERRCODE = 'EOI15';
  END IF;
  NEW.refused_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER staff_answer_gate BEFORE INSERT ON eoi_staffanswer FOR EACH ROW EXECUTE FUNCTION staff_answer_gate();
CREATE TRIGGER staff_question_refusal_gate BEFORE INSERT ON eoi_staffquestionrefusal FOR EACH ROW EXECUTE FUNCTION staff_answer_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_staffanswer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_staffanswer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_staffquestionrefusal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_staffquestionrefusal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

FUNCTIONS_REVERSE = """
DROP TRIGGER never_truncated ON eoi_staffquestionrefusal;
DROP TRIGGER append_only ON eoi_staffquestionrefusal;
DROP TRIGGER never_truncated ON eoi_staffanswer;
DROP TRIGGER append_only ON eoi_staffanswer;
DROP TRIGGER staff_question_refusal_gate ON eoi_staffquestionrefusal;
DROP TRIGGER staff_answer_gate ON eoi_staffanswer;
DROP TRIGGER never_truncated ON eoi_staffquestion;
DROP TRIGGER staff_question_gate ON eoi_staffquestion;
DROP TRIGGER staff_question_page_gate ON eoi_staffquestionpage;
DROP FUNCTION staff_answer_gate();
DROP FUNCTION staff_question_gate();
DROP FUNCTION staff_question_page_gate();
DROP FUNCTION may_answer_staff_question(bigint, bigint, bigint);
DROP FUNCTION staff_question_day();
"""

# The key of the day must not outlive the day in an archive of the write-ahead log.
UNLOGGED = "ALTER TABLE eoi_askingday SET UNLOGGED;"
LOGGED = "ALTER TABLE eoi_askingday SET LOGGED;"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0019_staff_questions")]

    operations = [migrations.RunSQL(FUNCTIONS, FUNCTIONS_REVERSE), migrations.RunSQL(UNLOGGED, LOGGED)]
