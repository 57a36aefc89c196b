"""Assessments and scores: by the declared, unconflicted member, while scoring is open, one version at a time, never after locking (DESIGN §9).

Each guard holds the panel row FOR SHARE, so that closing, which takes it FOR UPDATE, waits for scores in flight and is seen by later ones.
"""

from django.db import migrations

ASSESSMENT = """
CREATE FUNCTION refuse_unless_may_score(member bigint, submission bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE place evaluation_panelmember; panel evaluation_panel; organisation bigint;
BEGIN
  SELECT * INTO place FROM evaluation_panelmember m WHERE m.id = member;
  panel := panel_held_for_scoring(place.panel_id);
  IF place.user_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Scores are given by the member of the panel, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  SELECT s.organisation_id INTO organisation FROM standing_submissions(panel.advert_id) s WHERE s.submission_id = submission;
  IF organisation IS NULL THEN
    RAISE EXCEPTION 'That submission is not before this panel.' USING ERRCODE = 'EOI21';
  END IF;
  IF place.declared_at IS NULL OR undeclared_count(member) > 0 THEN
    RAISE EXCEPTION 'Declare your conflicts for every organisation before you score.' USING ERRCODE = 'EOI21';
  END IF;
  IF is_recused(member, organisation) THEN
    RAISE EXCEPTION 'You declared a conflict of interest for this organisation, so you do not score it.' USING ERRCODE = 'EOI21';
  END IF;
END $$;

CREATE FUNCTION assessment_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'An assessment is kept: it is never deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.locked_at IS NOT NULL THEN
    RAISE EXCEPTION 'These scores are locked: they no longer change.' USING ERRCODE = 'EOI22';
  END IF;
  PERFORM refuse_unless_may_score(NEW.member_id, NEW.submission_id);
  IF TG_OP = 'INSERT' THEN
    IF NEW.locked_at IS NOT NULL OR NEW.edition <> 1 THEN
      RAISE EXCEPTION 'An assessment begins unlocked, with its first edition.' USING ERRCODE = 'EOI22';
    END IF;
    NEW.started_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - 'locked_at' IS DISTINCT FROM to_jsonb(OLD) - 'locked_at' THEN
    RAISE EXCEPTION 'An assessment stays with its member and its submission.' USING ERRCODE = 'EOI22';
  END IF;
  IF NEW.locked_at IS NULL THEN RETURN NEW; END IF;
  IF EXISTS (
    SELECT 1 FROM eoi_criterion c
    JOIN evaluation_panel p ON p.advert_id = c.advert_id JOIN evaluation_panelmember m ON m.panel_id = p.id
    WHERE m.id = NEW.member_id AND NOT EXISTS (
      SELECT 1 FROM evaluation_score s WHERE s.assessment_id = NEW.id AND s.criterion_id = c.id
        AND (s.value IS NOT NULL OR s.not_addressed) AND s.rationale ~ '[^[:space:]]')) THEN
    RAISE EXCEPTION 'Every objective needs a score, or “not addressed”, and a reason before the scores are locked.' USING ERRCODE = 'EOI23';
  END IF;
  IF EXISTS (SELECT 1 FROM evaluation_scorealternative x JOIN evaluation_score s ON s.id = x.score_id
             WHERE s.assessment_id = NEW.id AND x.settled_at IS NULL) THEN
    RAISE EXCEPTION 'Two versions of a score were saved: choose which one stands before you lock.' USING ERRCODE = 'EOI23';
  END IF;
  NEW.locked_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_gate BEFORE INSERT OR UPDATE OR DELETE ON evaluation_assessment FOR EACH ROW EXECUTE FUNCTION assessment_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_assessment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

ASSESSMENT_REVERSE = """
DROP TRIGGER never_truncated ON evaluation_assessment;
DROP TRIGGER assessment_gate ON evaluation_assessment;
DROP FUNCTION assessment_gate();
DROP FUNCTION refuse_unless_may_score(bigint, bigint);
"""

SCORE = """
CREATE FUNCTION assessment_held_open(assessment bigint) RETURNS evaluation_assessment LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE held evaluation_assessment;
BEGIN
  SELECT * INTO held FROM evaluation_assessment a WHERE a.id = assessment;
  PERFORM refuse_unless_may_score(held.member_id, held.submission_id);
  SELECT * INTO held FROM evaluation_assessment a WHERE a.id = assessment FOR SHARE;
  IF held.locked_at IS NOT NULL THEN
    RAISE EXCEPTION 'These scores are locked: they no longer change.' USING ERRCODE = 'EOI22';
  END IF;
  RETURN held;
END $$;

CREATE FUNCTION score_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A score is kept: it is never deleted.' USING ERRCODE = 'EOI12';
  END IF;
  PERFORM assessment_held_open(NEW.assessment_id);
  IF NOT EXISTS (SELECT 1 FROM eoi_criterion c JOIN evaluation_panel p ON p.advert_id = c.advert_id
                 JOIN evaluation_panelmember m ON m.panel_id = p.id JOIN evaluation_assessment a ON a.member_id = m.id
                 WHERE a.id = NEW.assessment_id AND c.id = NEW.criterion_id) THEN
    RAISE EXCEPTION 'That objective does not belong to this advert.' USING ERRCODE = 'EOI21';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 1 THEN
      RAISE EXCEPTION 'A score begins with its first version.' USING ERRCODE = 'EOI10';
    END IF;
  ELSE
    IF (NEW.assessment_id, NEW.criterion_id) IS DISTINCT FROM (OLD.assessment_id, OLD.criterion_id) THEN
      RAISE EXCEPTION 'A score stays with its assessment and its objective.' USING ERRCODE = 'EOI22';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
      RAISE EXCEPTION 'This score changed while you were writing.' USING ERRCODE = 'EOI10';
    END IF;
  END IF;
  NEW.changed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER score_gate BEFORE INSERT OR UPDATE OR DELETE ON evaluation_score FOR EACH ROW EXECUTE FUNCTION score_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_score FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION score_alternative_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'What was written is kept: it is never deleted.' USING ERRCODE = 'EOI12';
  END IF;
  PERFORM assessment_held_open((SELECT s.assessment_id FROM evaluation_score s WHERE s.id = NEW.score_id));
  IF TG_OP = 'UPDATE' AND (OLD.settled_at IS NOT NULL
      OR to_jsonb(NEW) - ARRAY['settled_at', 'chosen'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['settled_at', 'chosen']) THEN
    RAISE EXCEPTION 'What a second page said is kept as it was, and settled once.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN NEW.kept_at := eoi_now(); END IF;
  IF NEW.settled_at IS NOT NULL THEN NEW.settled_at := eoi_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER score_alternative_gate BEFORE INSERT OR UPDATE OR DELETE ON evaluation_scorealternative FOR EACH ROW EXECUTE FUNCTION score_alternative_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_scorealternative FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

SCORE_REVERSE = """
DROP TRIGGER never_truncated ON evaluation_scorealternative;
DROP TRIGGER score_alternative_gate ON evaluation_scorealternative;
DROP FUNCTION score_alternative_gate();
DROP TRIGGER never_truncated ON evaluation_score;
DROP TRIGGER score_gate ON evaluation_score;
DROP FUNCTION score_gate();
DROP FUNCTION assessment_held_open(bigint);
"""

LEFT_OUT = """
CREATE FUNCTION left_out_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE panel evaluation_panel;
BEGIN
  panel := panel_held_for_scoring((SELECT m.panel_id FROM evaluation_panelmember m WHERE m.id = NEW.member_id));
  IF NEW.left_out_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM evaluation_panelmember m WHERE m.panel_id = panel.id AND m.is_chair AND m.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only the chair leaves an unfinished assessment out, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM standing_submissions(panel.advert_id) s WHERE s.submission_id = NEW.submission_id) THEN
    RAISE EXCEPTION 'That submission is not before this panel.' USING ERRCODE = 'EOI21';
  END IF;
  IF EXISTS (SELECT 1 FROM evaluation_assessment a WHERE a.member_id = NEW.member_id AND a.submission_id = NEW.submission_id
             AND a.locked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'That assessment is locked, so it counts and is not left out.' USING ERRCODE = 'EOI22';
  END IF;
  NEW.left_out_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER left_out_gate BEFORE INSERT ON evaluation_leftoutassessment FOR EACH ROW EXECUTE FUNCTION left_out_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON evaluation_leftoutassessment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_leftoutassessment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

LEFT_OUT_REVERSE = """
DROP TRIGGER never_truncated ON evaluation_leftoutassessment;
DROP TRIGGER append_only ON evaluation_leftoutassessment;
DROP TRIGGER left_out_gate ON evaluation_leftoutassessment;
DROP FUNCTION left_out_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_guards_panel")]

    operations = [
        migrations.RunSQL(ASSESSMENT, ASSESSMENT_REVERSE),
        migrations.RunSQL(SCORE, SCORE_REVERSE),
        migrations.RunSQL(LEFT_OUT, LEFT_OUT_REVERSE),
    ]
