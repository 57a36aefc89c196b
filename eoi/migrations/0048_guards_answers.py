"""Every text of an answer is kept by the database itself: whoever saves, by whatever way, the earlier text stays (P3, P13).

Answers that are there already get their first edition, with row-level security not forced while it is written.
"""

from django.db import migrations

FIRST_EDITIONS = """
ALTER TABLE eoi_answer NO FORCE ROW LEVEL SECURITY;
INSERT INTO eoi_answeredition (expression_id, organisation_id, question_key, number, version, text, nothing_offered, selected,
                               choices, is_sensitive, sensitive_reason, longest, is_set_aside, saved_by_id, began_at, saved_at)
  SELECT expression_id, organisation_id, question_key, 1, version, text, nothing_offered, selected,
         choices, is_sensitive, sensitive_reason, length(text), false, changed_by_id, changed_at, changed_at
  FROM eoi_answer;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE eoi_answer FORCE ROW LEVEL SECURITY;
"""

RULE = """
CREATE FUNCTION answer_edition_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE last eoi_answeredition;
BEGIN
  IF NEW.changed_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An answer is changed in the name of the person who changes it.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.changed_at := eoi_now();
  IF TG_OP = 'INSERT' THEN
    NEW.edition := 1;
    RETURN NEW;
  END IF;
  IF (NEW.expression_id, NEW.organisation_id, NEW.question_key) IS DISTINCT FROM (OLD.expression_id, OLD.organisation_id, OLD.question_key) THEN
    RAISE EXCEPTION 'An answer stays with its question and its expression of interest.' USING ERRCODE = 'EOI03';
  END IF;
  SELECT * INTO last FROM eoi_answeredition e
    WHERE e.expression_id = OLD.expression_id AND e.question_key = OLD.question_key AND NOT e.is_set_aside AND e.number = OLD.edition;
  IF NEW.edition = OLD.edition AND last.saved_by_id = NEW.changed_by_id
     AND eoi_now() < last.began_at + interval '5 minutes' AND length(NEW.text) >= last.longest - 200 THEN
    RETURN NEW;
  END IF;
  NEW.edition := OLD.edition + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_edition_rule BEFORE INSERT OR UPDATE ON eoi_answer FOR EACH ROW EXECUTE FUNCTION answer_edition_rule();

CREATE FUNCTION answer_editions_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.edition = OLD.edition THEN
    UPDATE eoi_answeredition e
      SET version = NEW.version, text = NEW.text, nothing_offered = NEW.nothing_offered, selected = NEW.selected,
          choices = NEW.choices, is_sensitive = NEW.is_sensitive, sensitive_reason = NEW.sensitive_reason,
          longest = greatest(e.longest, length(NEW.text)), saved_at = NEW.changed_at
      WHERE e.expression_id = NEW.expression_id AND e.question_key = NEW.question_key AND NOT e.is_set_aside AND e.number = NEW.edition;
    RETURN NULL;
  END IF;
  INSERT INTO eoi_answeredition (expression_id, organisation_id, question_key, number, version, text, nothing_offered, selected,
                                 choices, is_sensitive, sensitive_reason, longest, is_set_aside, saved_by_id, began_at, saved_at)
    VALUES (NEW.expression_id, NEW.organisation_id, NEW.question_key, NEW.edition, NEW.version, NEW.text, NEW.nothing_offered, NEW.selected,
            NEW.choices, NEW.is_sensitive, NEW.sensitive_reason, length(NEW.text), false, NEW.changed_by_id, NEW.changed_at, NEW.changed_at);
  RETURN NULL;
END $$;
CREATE TRIGGER answer_editions_kept AFTER INSERT OR UPDATE ON eoi_answer FOR EACH ROW EXECUTE FUNCTION answer_editions_kept();
"""

RULE_REVERSE = """
DROP TRIGGER answer_editions_kept ON eoi_answer;
DROP TRIGGER answer_edition_rule ON eoi_answer;
DROP FUNCTION answer_editions_kept();
DROP FUNCTION answer_edition_rule();
"""

# A statement of the application reaches the gate at depth 1, one of the triggers above at depth 2.
GATE = """
CREATE FUNCTION answer_edition_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE settling text[] := ARRAY['settled_at', 'settled_by_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'What was typed is kept: an edition of an answer is never deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF pg_trigger_depth() > 1 AND NOT NEW.is_set_aside THEN
    RETURN NEW;
  END IF;
  IF eoi_now() >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: the answers no longer change.' USING ERRCODE = 'EOI01';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT NEW.is_set_aside THEN
      RAISE EXCEPTION 'The database keeps the editions of an answer by itself, as it is saved.' USING ERRCODE = 'EOI12';
    END IF;
    IF NEW.saved_by_id IS DISTINCT FROM app_user() OR NEW.settled_by_id IS NOT NULL THEN
      RAISE EXCEPTION 'A text is set aside in the name of the person who typed it, and waits.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.number := 1 + coalesce((SELECT max(e.number) FROM eoi_answeredition e WHERE e.expression_id = NEW.expression_id
                                AND e.question_key = NEW.question_key AND e.is_set_aside), 0);
    NEW.longest := length(NEW.text);
    NEW.began_at := eoi_now();
    NEW.saved_at := NEW.began_at;
    RETURN NEW;
  END IF;
  IF NOT OLD.is_set_aside OR OLD.settled_at IS NOT NULL OR to_jsonb(NEW) - settling IS DISTINCT FROM to_jsonb(OLD) - settling THEN
    RAISE EXCEPTION 'An edition of an answer is kept as it was typed.' USING ERRCODE = 'EOI12';
  END IF;
  IF NEW.settled_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Two texts are settled in the name of the person who settles them.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.settled_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER answer_edition_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_answeredition FOR EACH ROW EXECUTE FUNCTION answer_edition_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_answeredition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE eoi_answeredition ADD CONSTRAINT answer_edition_with_its_organisation
  FOREIGN KEY (expression_id, organisation_id) REFERENCES eoi_expressionofinterest (id, organisation_id) DEFERRABLE;
ALTER TABLE eoi_answeredition ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_answeredition FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON eoi_answeredition
  USING (is_current_member(app_user(), organisation_id)) WITH CHECK (is_current_member(app_user(), organisation_id));
CREATE POLICY assistant ON eoi_answeredition
  USING (assists_expression(app_user(), expression_id)) WITH CHECK (assists_expression(app_user(), expression_id));
"""

GATE_REVERSE = """
DROP POLICY assistant ON eoi_answeredition;
DROP POLICY own_organisation ON eoi_answeredition;
ALTER TABLE eoi_answeredition NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_answeredition DISABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_answeredition DROP CONSTRAINT answer_edition_with_its_organisation;
DROP TRIGGER never_truncated ON eoi_answeredition;
DROP TRIGGER answer_edition_gate ON eoi_answeredition;
DROP FUNCTION answer_edition_gate();
"""

# Of the default set, as in eoi/reference_data.py. Objectives are never changed, so their guard is lifted for this one statement.
CONCERN_STAFF = """
ALTER TABLE eoi_objective DISABLE TRIGGER append_only;
UPDATE eoi_objective SET concerns_staff = true
  WHERE number = 5 AND objective_set_id = (SELECT s.id FROM eoi_objectiveset s WHERE s.key = 'five-objectives');
ALTER TABLE eoi_objective ENABLE TRIGGER append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0047_answers")]

    operations = [
        migrations.RunSQL(FIRST_EDITIONS, migrations.RunSQL.noop),
        migrations.RunSQL(RULE, RULE_REVERSE),
        migrations.RunSQL(GATE, GATE_REVERSE),
        migrations.RunSQL(CONCERN_STAFF, migrations.RunSQL.noop),
    ]
