"""Letters, minutes and feedback: who writes, who reads, and that what was sent stays as it was sent.

Row-level security on all of them, forced. What a partner writes (a reading, a word on minutes, feedback) is theirs; feedback is
hidden from everybody of the council until every organisation whose submission stands has been told the outcome (ADR 0033).
"""

from django.db import migrations

WHO = """
CREATE FUNCTION acts_for_expression(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_expressionofinterest e
                 WHERE e.id = expression AND is_current_member(person, e.organisation_id))
$$;

CREATE FUNCTION runs_opened(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id
                   JOIN eoi_advertofficer o ON o.advert_id = a.id
                 WHERE e.id = expression AND a.opened_at IS NOT NULL AND o.user_id = person)
$$;

CREATE FUNCTION corresponds(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT runs_opened(person, expression) OR (user_has_role(person, 'approver') AND EXISTS (
    SELECT 1 FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id
    WHERE e.id = expression AND a.opened_at IS NOT NULL))
$$;

CREATE FUNCTION audits_opened(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT user_has_role(person, 'auditor') AND EXISTS (
    SELECT 1 FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id
    WHERE e.id = expression AND a.opened_at IS NOT NULL)
$$;

CREATE FUNCTION has_standing_submission(expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT max(s.number) FROM eoi_submission s WHERE s.expression_id = expression), 0)
       > coalesce((SELECT max(w.last_number) FROM eoi_withdrawal w WHERE w.expression_id = expression), 0)
$$;

CREATE FUNCTION outcomes_told(advert bigint) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = advert AND (a.withdrawn_at IS NOT NULL OR (
    a.opened_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM eoi_expressionofinterest e WHERE e.advert_id = a.id AND has_standing_submission(e.id)
        AND NOT EXISTS (SELECT 1 FROM eoi_letter l
                        WHERE l.expression_id = e.id AND l.kind = 'outcome' AND l.sent_at IS NOT NULL)))))
$$;

CREATE FUNCTION reads_feedback(person bigint, advert bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT outcomes_told(advert) AND (user_has_role(person, 'approver') OR user_has_role(person, 'auditor')
    OR EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = advert AND o.user_id = person))
$$;
"""

WHO_REVERSE = """
DROP FUNCTION reads_feedback(bigint, bigint);
DROP FUNCTION outcomes_told(bigint);
DROP FUNCTION has_standing_submission(bigint);
DROP FUNCTION audits_opened(bigint, bigint);
DROP FUNCTION corresponds(bigint, bigint);
DROP FUNCTION runs_opened(bigint, bigint);
DROP FUNCTION acts_for_expression(bigint, bigint);
"""

LETTERS = """
CREATE FUNCTION letter_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A letter is kept, also one that was never sent.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.written_by_id IS DISTINCT FROM app_user() OR NOT runs_opened(NEW.written_by_id, NEW.expression_id) THEN
      RAISE EXCEPTION 'A letter is written by an officer who runs the advert, in their own name, once the submissions are opened.' USING ERRCODE = 'EOI09';
    END IF;
    IF NOT has_standing_submission(NEW.expression_id) THEN
      RAISE EXCEPTION 'The council writes to organisations whose submission stands.' USING ERRCODE = 'EOI40';
    END IF;
    IF NEW.approved_at IS NOT NULL OR NEW.sent_at IS NOT NULL OR NEW.version <> 1 THEN
      RAISE EXCEPTION 'A letter begins as a draft.' USING ERRCODE = 'EOI40';
    END IF;
    NEW.written_at := eoi_now();
    RETURN NEW;
  END IF;
  IF OLD.sent_at IS NOT NULL OR (NEW.expression_id, NEW.reference, NEW.written_by_id, NEW.written_at)
      IS DISTINCT FROM (OLD.expression_id, OLD.reference, OLD.written_by_id, OLD.written_at) THEN
    RAISE EXCEPTION 'A letter stays as it was sent, and to whom.' USING ERRCODE = 'EOI12';
  END IF;
  IF (NEW.kind, NEW.subject, NEW.body, NEW.version) IS DISTINCT FROM (OLD.kind, OLD.subject, OLD.body, OLD.version) THEN
    IF NEW.version <> OLD.version + 1 THEN
      RAISE EXCEPTION 'This letter changed while you were writing.' USING ERRCODE = 'EOI10';
    END IF;
    IF NOT runs_opened(app_user(), NEW.expression_id) THEN
      RAISE EXCEPTION 'Only an officer who runs the advert changes a letter.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.approved_at IS NOT NULL OR NEW.sent_at IS NOT NULL THEN
      RAISE EXCEPTION 'Changed words are approved again before they are sent.' USING ERRCODE = 'EOI40';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.approved_at, NEW.approved_by_id) IS DISTINCT FROM (OLD.approved_at, OLD.approved_by_id) THEN
    IF NEW.approved_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.approved_by_id, 'approver')
        OR NEW.approved_by_id = NEW.written_by_id OR OLD.approved_at IS NOT NULL OR NEW.sent_at IS NOT NULL THEN
      RAISE EXCEPTION 'A letter is approved once, by an approver who did not write it, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.approved_at := eoi_now();
    RETURN NEW;
  END IF;
  IF NEW.sent_at IS NOT NULL THEN
    IF NEW.sent_by_id IS DISTINCT FROM app_user() OR NOT runs_opened(NEW.sent_by_id, NEW.expression_id) THEN
      RAISE EXCEPTION 'A letter is sent by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.approved_at IS NULL THEN
      RAISE EXCEPTION 'A letter is approved before it is sent.' USING ERRCODE = 'EOI40';
    END IF;
    NEW.sent_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_letter FOR EACH ROW EXECUTE FUNCTION letter_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_letter FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE eoi_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY council ON eoi_letter USING (corresponds(app_user(), expression_id));
CREATE POLICY auditor_reads ON eoi_letter FOR SELECT USING (audits_opened(app_user(), expression_id));
CREATE POLICY organisation_reads ON eoi_letter FOR SELECT
  USING (sent_at IS NOT NULL AND acts_for_expression(app_user(), expression_id));

CREATE FUNCTION letter_reading_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.read_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Everybody reads in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.read_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER letter_reading_gate BEFORE INSERT ON eoi_letterreading FOR EACH ROW EXECUTE FUNCTION letter_reading_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_letterreading FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_letterreading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE eoi_letterreading ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_letterreading FORCE ROW LEVEL SECURITY;
CREATE POLICY with_its_letter ON eoi_letterreading FOR SELECT USING (EXISTS (SELECT 1 FROM eoi_letter l WHERE l.id = letter_id));
CREATE POLICY organisation_writes ON eoi_letterreading FOR INSERT WITH CHECK (EXISTS (
  SELECT 1 FROM eoi_letter l WHERE l.id = letter_id AND l.sent_at IS NOT NULL AND acts_for_expression(app_user(), l.expression_id)));
"""

LETTERS_REVERSE = """
DROP POLICY organisation_writes ON eoi_letterreading;
DROP POLICY with_its_letter ON eoi_letterreading;
ALTER TABLE eoi_letterreading NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_letterreading DISABLE ROW LEVEL SECURITY;
DROP TRIGGER never_truncated ON eoi_letterreading;
DROP TRIGGER append_only ON eoi_letterreading;
DROP TRIGGER letter_reading_gate ON eoi_letterreading;
DROP FUNCTION letter_reading_gate();
DROP POLICY organisation_reads ON eoi_letter;
DROP POLICY auditor_reads ON eoi_letter;
DROP POLICY council ON eoi_letter;
ALTER TABLE eoi_letter NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_letter DISABLE ROW LEVEL SECURITY;
DROP TRIGGER never_truncated ON eoi_letter;
DROP TRIGGER letter_gate ON eoi_letter;
DROP FUNCTION letter_gate();
"""

MINUTES_TABLES = ("eoi_minutes", "eoi_minutesedition", "eoi_minutesword", "eoi_minutesanswer")

MINUTES = """
CREATE FUNCTION minutes_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.recorded_by_id IS DISTINCT FROM app_user() OR NOT runs_opened(NEW.recorded_by_id, NEW.expression_id) THEN
    RAISE EXCEPTION 'Minutes are recorded by an officer who runs the advert, in their own name, once the submissions are opened.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT has_standing_submission(NEW.expression_id) THEN
    RAISE EXCEPTION 'The council talks with organisations whose submission stands.' USING ERRCODE = 'EOI40';
  END IF;
  NEW.recorded_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER minutes_gate BEFORE INSERT ON eoi_minutes FOR EACH ROW EXECUTE FUNCTION minutes_gate();

CREATE FUNCTION minutes_edition_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE last integer;
BEGIN
  IF NEW.sent_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM eoi_minutes m WHERE m.id = NEW.minutes_id AND runs_opened(app_user(), m.expression_id)) THEN
    RAISE EXCEPTION 'Minutes are worded by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  last := coalesce((SELECT max(e.number) FROM eoi_minutesedition e WHERE e.minutes_id = NEW.minutes_id), 0);
  IF NEW.number <> last + 1 OR (last > 0 AND NOT EXISTS (
      SELECT 1 FROM eoi_minutesedition e JOIN eoi_minutesword w ON w.edition_id = e.id
      WHERE e.minutes_id = NEW.minutes_id AND e.number = last AND NOT w.confirms
        AND NOT EXISTS (SELECT 1 FROM eoi_minutesanswer a WHERE a.word_id = w.id))) THEN
    RAISE EXCEPTION 'Minutes get another edition only where the organisation asked for a correction that is not answered yet.' USING ERRCODE = 'EOI40';
  END IF;
  NEW.sent_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER minutes_edition_gate BEFORE INSERT ON eoi_minutesedition FOR EACH ROW EXECUTE FUNCTION minutes_edition_gate();

CREATE FUNCTION minutes_word_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.said_by_id IS DISTINCT FROM app_user() OR NOT EXISTS (
      SELECT 1 FROM eoi_minutesedition e JOIN eoi_minutes m ON m.id = e.minutes_id
      WHERE e.id = NEW.edition_id AND acts_for_expression(app_user(), m.expression_id)) THEN
    RAISE EXCEPTION 'Minutes are confirmed or corrected by the organisation''s own people, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_minutesedition e JOIN eoi_minutesedition later ON later.minutes_id = e.minutes_id
             WHERE e.id = NEW.edition_id AND later.number > e.number) THEN
    RAISE EXCEPTION 'These minutes have a later edition: read that one.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.said_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER minutes_word_gate BEFORE INSERT ON eoi_minutesword FOR EACH ROW EXECUTE FUNCTION minutes_word_gate();

CREATE FUNCTION minutes_answer_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  word eoi_minutesword;
  edition eoi_minutesedition;
BEGIN
  SELECT * INTO word FROM eoi_minutesword w WHERE w.id = NEW.word_id;
  SELECT * INTO edition FROM eoi_minutesedition e WHERE e.id = word.edition_id;
  IF NEW.answered_by_id IS DISTINCT FROM app_user() OR NOT EXISTS (
      SELECT 1 FROM eoi_minutes m WHERE m.id = edition.minutes_id AND runs_opened(app_user(), m.expression_id)) THEN
    RAISE EXCEPTION 'A correction is answered by an officer who runs the advert, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF word.confirms OR NEW.was_taken IS DISTINCT FROM EXISTS (
      SELECT 1 FROM eoi_minutesedition e WHERE e.minutes_id = edition.minutes_id AND e.number = edition.number + 1) THEN
    RAISE EXCEPTION 'A correction that is taken makes another edition; one that is not makes none.' USING ERRCODE = 'EOI40';
  END IF;
  NEW.answered_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER minutes_answer_gate BEFORE INSERT ON eoi_minutesanswer FOR EACH ROW EXECUTE FUNCTION minutes_answer_gate();

CREATE POLICY council ON eoi_minutes USING (corresponds(app_user(), expression_id));
CREATE POLICY auditor_reads ON eoi_minutes FOR SELECT USING (audits_opened(app_user(), expression_id));
CREATE POLICY organisation_reads ON eoi_minutes FOR SELECT USING (acts_for_expression(app_user(), expression_id));
CREATE POLICY organisation_locks ON eoi_minutes FOR UPDATE
  USING (acts_for_expression(app_user(), expression_id)) WITH CHECK (false);
CREATE POLICY with_its_minutes ON eoi_minutesedition FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_minutes m WHERE m.id = minutes_id));
CREATE POLICY council_writes ON eoi_minutesedition FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_minutes m WHERE m.id = minutes_id AND corresponds(app_user(), m.expression_id)));
CREATE POLICY with_its_edition ON eoi_minutesword FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_minutesedition e WHERE e.id = edition_id));
CREATE POLICY organisation_writes ON eoi_minutesword FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_minutesedition e JOIN eoi_minutes m ON m.id = e.minutes_id
                      WHERE e.id = edition_id AND acts_for_expression(app_user(), m.expression_id)));
CREATE POLICY with_its_word ON eoi_minutesanswer FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_minutesword w WHERE w.id = word_id));
CREATE POLICY council_writes ON eoi_minutesanswer FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_minutesword w JOIN eoi_minutesedition e ON e.id = w.edition_id
                        JOIN eoi_minutes m ON m.id = e.minutes_id
                      WHERE w.id = word_id AND corresponds(app_user(), m.expression_id)));
"""

MINUTES_REVERSE = """
DROP POLICY council_writes ON eoi_minutesanswer;
DROP POLICY with_its_word ON eoi_minutesanswer;
DROP POLICY organisation_writes ON eoi_minutesword;
DROP POLICY with_its_edition ON eoi_minutesword;
DROP POLICY council_writes ON eoi_minutesedition;
DROP POLICY with_its_minutes ON eoi_minutesedition;
DROP POLICY organisation_locks ON eoi_minutes;
DROP POLICY organisation_reads ON eoi_minutes;
DROP POLICY auditor_reads ON eoi_minutes;
DROP POLICY council ON eoi_minutes;
DROP TRIGGER minutes_answer_gate ON eoi_minutesanswer;
DROP FUNCTION minutes_answer_gate();
DROP TRIGGER minutes_word_gate ON eoi_minutesword;
DROP FUNCTION minutes_word_gate();
DROP TRIGGER minutes_edition_gate ON eoi_minutesedition;
DROP FUNCTION minutes_edition_gate();
DROP TRIGGER minutes_gate ON eoi_minutes;
DROP FUNCTION minutes_gate();
"""

FEEDBACK = """
CREATE FUNCTION feedback_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE expression eoi_expressionofinterest;
BEGIN
  SELECT * INTO expression FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  IF expression.id IS NULL OR NOT is_current_member(app_user(), expression.organisation_id) THEN
    RAISE EXCEPTION 'Feedback is given by an organisation''s own people, about its expression of interest.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.advert_id IS DISTINCT FROM expression.advert_id THEN
    RAISE EXCEPTION 'Feedback is about the advert of the expression of interest.' USING ERRCODE = 'EOI41';
  END IF;
  IF eoi_now() < effective_closes_at(expression.id)
      AND NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = expression.advert_id AND a.withdrawn_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Feedback is given once the advert has closed for the organisation.' USING ERRCODE = 'EOI41';
  END IF;
  INSERT INTO eoi_feedbackgiven (expression_id, given_by_id, given_at) VALUES (expression.id, app_user(), eoi_now());
  NEW.given_on := (eoi_now() AT TIME ZONE 'Europe/London')::date;
  IF NEW.is_anonymous THEN
    NEW.expression_id := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER feedback_gate BEFORE INSERT ON eoi_feedback FOR EACH ROW EXECUTE FUNCTION feedback_gate();

CREATE FUNCTION feedback_given_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'That feedback was given is noted by giving it.' USING ERRCODE = 'EOI41';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER feedback_given_gate BEFORE INSERT ON eoi_feedbackgiven FOR EACH ROW EXECUTE FUNCTION feedback_given_gate();

CREATE POLICY own_organisation ON eoi_feedback FOR SELECT
  USING (expression_id IS NOT NULL AND acts_for_expression(app_user(), expression_id));
CREATE POLICY council_reads ON eoi_feedback FOR SELECT USING (reads_feedback(app_user(), advert_id));
CREATE POLICY organisation_writes ON eoi_feedback FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_expressionofinterest e WHERE e.advert_id = eoi_feedback.advert_id
                        AND e.id = coalesce(expression_id, e.id) AND is_current_member(app_user(), e.organisation_id)));
CREATE POLICY own_organisation ON eoi_feedbackgiven
  USING (acts_for_expression(app_user(), expression_id)) WITH CHECK (acts_for_expression(app_user(), expression_id));
"""

FEEDBACK_REVERSE = """
DROP POLICY own_organisation ON eoi_feedbackgiven;
DROP POLICY organisation_writes ON eoi_feedback;
DROP POLICY council_reads ON eoi_feedback;
DROP POLICY own_organisation ON eoi_feedback;
DROP TRIGGER feedback_given_gate ON eoi_feedbackgiven;
DROP FUNCTION feedback_given_gate();
DROP TRIGGER feedback_gate ON eoi_feedback;
DROP FUNCTION feedback_gate();
"""
KEPT = (*MINUTES_TABLES, "eoi_feedback", "eoi_feedbackgiven")


def keep(table: str) -> str:
    return f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
"""


def unkeep(table: str) -> str:
    return f"""
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
DROP TRIGGER never_truncated ON {table};
DROP TRIGGER append_only ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0049_correspondence")]

    operations = [
        migrations.RunSQL(WHO, WHO_REVERSE),
        migrations.RunSQL(LETTERS, LETTERS_REVERSE),
        *(migrations.RunSQL(keep(table), unkeep(table)) for table in KEPT),
        migrations.RunSQL(MINUTES, MINUTES_REVERSE),
        migrations.RunSQL(FEEDBACK, FEEDBACK_REVERSE),
    ]
