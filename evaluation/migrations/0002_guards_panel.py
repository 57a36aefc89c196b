"""Panel, members and declarations: formed by the advert's officer, opened once, closed by the chair, nothing undone (DESIGN §9)."""

from django.db import migrations

RULES = """
CREATE FUNCTION standing_submissions(advert bigint) RETURNS TABLE (submission_id bigint, organisation_id bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT s.id, e.organisation_id FROM eoi_submission s JOIN eoi_expressionofinterest e ON e.id = s.expression_id
  WHERE e.advert_id = advert
    AND s.number = (SELECT max(x.number) FROM eoi_submission x WHERE x.expression_id = e.id)
    AND s.number > coalesce((SELECT max(w.last_number) FROM eoi_withdrawal w WHERE w.expression_id = e.id), 0)
$$;

CREATE FUNCTION panel_held_for_scoring(panel bigint) RETURNS evaluation_panel LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE held evaluation_panel;
BEGIN
  SELECT * INTO held FROM evaluation_panel p WHERE p.id = panel FOR SHARE;
  IF held.scoring_opened_at IS NULL THEN
    RAISE EXCEPTION 'Scoring has not been opened for this panel yet.' USING ERRCODE = 'EOI20';
  END IF;
  IF held.scoring_closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'The chair has closed individual scoring: scores no longer change.' USING ERRCODE = 'EOI20';
  END IF;
  RETURN held;
END $$;

CREATE FUNCTION is_recused(member bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM evaluation_conflictdeclaration d
                 WHERE d.member_id = member AND d.organisation_id = organisation AND d.outcome = 'recused')
$$;

CREATE FUNCTION undeclared_count(member bigint) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM evaluation_panelmember m JOIN evaluation_panel p ON p.id = m.panel_id,
    LATERAL standing_submissions(p.advert_id) s
  WHERE m.id = member AND NOT EXISTS (SELECT 1 FROM evaluation_conflictdeclaration d
                                      WHERE d.member_id = m.id AND d.organisation_id = s.organisation_id)
$$;
"""

RULES_REVERSE = """
DROP FUNCTION undeclared_count(bigint);
DROP FUNCTION is_recused(bigint, bigint);
DROP FUNCTION panel_held_for_scoring(bigint);
DROP FUNCTION standing_submissions(bigint);
"""

PANEL = """
CREATE FUNCTION panel_opening_gate(panel evaluation_panel) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF panel.scoring_opened_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = panel.advert_id AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert opens scoring, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = panel.advert_id AND a.opened_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Scoring opens after the submissions have been opened.' USING ERRCODE = 'EOI24';
  END IF;
  IF (SELECT count(*) FROM evaluation_panelmember m WHERE m.panel_id = panel.id) < 2 THEN
    RAISE EXCEPTION 'A panel needs at least two members before scoring opens.' USING ERRCODE = 'EOI24';
  END IF;
  IF (SELECT count(*) FROM evaluation_panelmember m WHERE m.panel_id = panel.id AND m.is_chair) <> 1 THEN
    RAISE EXCEPTION 'A panel needs a chair before scoring opens.' USING ERRCODE = 'EOI24';
  END IF;
END $$;

CREATE FUNCTION panel_closing_gate(panel evaluation_panel) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF panel.scoring_closed_by_id IS DISTINCT FROM app_user()
      OR NOT EXISTS (SELECT 1 FROM evaluation_panelmember m WHERE m.panel_id = panel.id AND m.is_chair AND m.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only the chair of the panel closes individual scoring, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (
    SELECT 1 FROM evaluation_panelmember m, LATERAL standing_submissions(panel.advert_id) s
    WHERE m.panel_id = panel.id AND NOT is_recused(m.id, s.organisation_id)
      AND NOT EXISTS (SELECT 1 FROM evaluation_leftoutassessment l WHERE l.member_id = m.id AND l.submission_id = s.submission_id)
      AND NOT EXISTS (SELECT 1 FROM evaluation_assessment a WHERE a.member_id = m.id AND a.submission_id = s.submission_id
                      AND a.locked_at IS NOT NULL
                      AND a.edition = (SELECT max(x.edition) FROM evaluation_assessment x
                                       WHERE x.member_id = m.id AND x.submission_id = s.submission_id))) THEN
    RAISE EXCEPTION 'Some assessments are unfinished: each is locked, or left out with a reason, before scoring closes.' USING ERRCODE = 'EOI24';
  END IF;
END $$;

CREATE FUNCTION panel_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE steps text[] := ARRAY['name', 'scoring_due_at', 'scoring_opened_at', 'scoring_opened_by_id', 'scoring_closed_at',
                              'scoring_closed_by_id', 'concluded_at', 'concluded_by_id'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'A panel is kept: it is never deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.created_by_id IS DISTINCT FROM app_user()
        OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = app_user()) THEN
      RAISE EXCEPTION 'Only an officer who runs the advert forms its panel, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.scoring_opened_at IS NOT NULL OR NEW.scoring_closed_at IS NOT NULL OR NEW.concluded_at IS NOT NULL THEN
      RAISE EXCEPTION 'A panel begins unopened.' USING ERRCODE = 'EOI24';
    END IF;
    NEW.created_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - steps IS DISTINCT FROM to_jsonb(OLD) - steps THEN
    RAISE EXCEPTION 'A panel stays with its advert and its reference.' USING ERRCODE = 'EOI24';
  END IF;
  IF OLD.scoring_closed_at IS NOT NULL AND (NEW.name, NEW.scoring_due_at) IS DISTINCT FROM (OLD.name, OLD.scoring_due_at) THEN
    RAISE EXCEPTION 'Individual scoring has closed: the panel''s name and dates no longer change.' USING ERRCODE = 'EOI24';
  END IF;
  IF OLD.scoring_opened_at IS NULL THEN
    IF NEW.scoring_closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'Scoring is opened before it is closed.' USING ERRCODE = 'EOI24';
    END IF;
    IF NEW.scoring_opened_at IS NOT NULL THEN
      NEW.scoring_opened_at := eoi_now();
      PERFORM panel_opening_gate(NEW);
    END IF;
  ELSIF (NEW.scoring_opened_at, NEW.scoring_opened_by_id) IS DISTINCT FROM (OLD.scoring_opened_at, OLD.scoring_opened_by_id) THEN
    RAISE EXCEPTION 'Scoring is opened once, and that is never undone.' USING ERRCODE = 'EOI24';
  END IF;
  IF OLD.scoring_closed_at IS NULL THEN
    IF NEW.scoring_closed_at IS NOT NULL THEN
      NEW.scoring_closed_at := eoi_now();
      PERFORM panel_closing_gate(NEW);
    END IF;
  ELSIF (NEW.scoring_closed_at, NEW.scoring_closed_by_id) IS DISTINCT FROM (OLD.scoring_closed_at, OLD.scoring_closed_by_id) THEN
    RAISE EXCEPTION 'Individual scoring is closed once, and that is never undone.' USING ERRCODE = 'EOI24';
  END IF;
  IF OLD.concluded_at IS NULL THEN
    IF NEW.concluded_at IS NOT NULL THEN
      IF NEW.concluded_by_id IS DISTINCT FROM app_user()
          OR NOT EXISTS (SELECT 1 FROM evaluation_panelmember m WHERE m.panel_id = NEW.id AND m.is_chair AND m.user_id = app_user()) THEN
        RAISE EXCEPTION 'Only the chair concludes the panel, in their own name.' USING ERRCODE = 'EOI09';
      END IF;
      NEW.concluded_at := eoi_now();
    END IF;
  ELSIF (NEW.concluded_at, NEW.concluded_by_id) IS DISTINCT FROM (OLD.concluded_at, OLD.concluded_by_id) THEN
    RAISE EXCEPTION 'A panel is concluded once, and that is never undone.' USING ERRCODE = 'EOI24';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_gate BEFORE INSERT OR UPDATE OR DELETE ON evaluation_panel FOR EACH ROW EXECUTE FUNCTION panel_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_panel FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PANEL_REVERSE = """
DROP TRIGGER never_truncated ON evaluation_panel;
DROP TRIGGER panel_gate ON evaluation_panel;
DROP FUNCTION panel_gate();
DROP FUNCTION panel_closing_gate(evaluation_panel);
DROP FUNCTION panel_opening_gate(evaluation_panel);
"""

MEMBERS = """
CREATE FUNCTION panel_member_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE panel evaluation_panel;
BEGIN
  SELECT * INTO panel FROM evaluation_panel p WHERE p.id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.panel_id ELSE NEW.panel_id END) FOR SHARE;
  IF TG_OP = 'UPDATE' AND NEW.is_chair IS NOT DISTINCT FROM OLD.is_chair AND NEW.declared_at IS DISTINCT FROM OLD.declared_at THEN
    IF to_jsonb(NEW) - 'declared_at' IS DISTINCT FROM to_jsonb(OLD) - 'declared_at' OR OLD.declared_at IS NOT NULL THEN
      RAISE EXCEPTION 'A declaration of conflicts is made once, and never undone.' USING ERRCODE = 'EOI24';
    END IF;
    PERFORM panel_held_for_scoring(NEW.panel_id);
    IF NEW.user_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'Conflicts are declared by the member, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF undeclared_count(NEW.id) > 0 THEN
      RAISE EXCEPTION 'A member declares for every organisation before seeing any submission.' USING ERRCODE = 'EOI21';
    END IF;
    NEW.declared_at := eoi_now();
    RETURN NEW;
  END IF;
  IF panel.scoring_opened_at IS NOT NULL THEN
    RAISE EXCEPTION 'Scoring has been opened: the members of the panel no longer change.' USING ERRCODE = 'EOI24';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = panel.advert_id AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert changes its panel, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'is_chair' IS DISTINCT FROM to_jsonb(OLD) - 'is_chair' THEN
      RAISE EXCEPTION 'A place on a panel is not passed on: remove the member and add the other.' USING ERRCODE = 'EOI24';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.appointed_by_id IS DISTINCT FROM app_user() OR NEW.declared_at IS NOT NULL THEN
    RAISE EXCEPTION 'A member is appointed in the officer''s own name, with nothing declared yet.' USING ERRCODE = 'EOI09';
  END IF;
  PERFORM 1 FROM eoi_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
  IF NOT user_has_role(NEW.user_id, 'evaluator') THEN
    RAISE EXCEPTION 'A member of a panel has to be an evaluator: ask the administrator to give them the role.' USING ERRCODE = 'EOI21';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = panel.advert_id AND o.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'An officer who runs the advert does not score it: choose somebody else for the panel.' USING ERRCODE = 'EOI21';
  END IF;
  NEW.appointed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER panel_member_gate BEFORE INSERT OR UPDATE OR DELETE ON evaluation_panelmember FOR EACH ROW EXECUTE FUNCTION panel_member_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_panelmember FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION advert_officer_panel_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_user u WHERE u.id = NEW.user_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM evaluation_panelmember m JOIN evaluation_panel p ON p.id = m.panel_id
             WHERE p.advert_id = NEW.advert_id AND m.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'A member of the panel does not run the advert it scores: choose another officer.' USING ERRCODE = 'EOI21';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER advert_officer_panel_gate BEFORE INSERT OR UPDATE ON eoi_advertofficer FOR EACH ROW EXECUTE FUNCTION advert_officer_panel_gate();
"""

MEMBERS_REVERSE = """
DROP TRIGGER advert_officer_panel_gate ON eoi_advertofficer;
DROP FUNCTION advert_officer_panel_gate();
DROP TRIGGER never_truncated ON evaluation_panelmember;
DROP TRIGGER panel_member_gate ON evaluation_panelmember;
DROP FUNCTION panel_member_gate();
"""

DECLARATIONS = """
CREATE FUNCTION conflict_declaration_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE member evaluation_panelmember; panel evaluation_panel;
BEGIN
  SELECT * INTO member FROM evaluation_panelmember m WHERE m.id = NEW.member_id FOR NO KEY UPDATE;
  SELECT * INTO panel FROM evaluation_panel p WHERE p.id = member.panel_id FOR SHARE;
  IF panel.scoring_opened_at IS NULL THEN
    RAISE EXCEPTION 'Conflicts are declared once scoring has been opened.' USING ERRCODE = 'EOI20';
  END IF;
  IF panel.scoring_closed_at IS NOT NULL AND NEW.outcome <> 'recused' THEN
    RAISE EXCEPTION 'Individual scoring has closed: only a recusal can still be declared.' USING ERRCODE = 'EOI20';
  END IF;
  IF member.user_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Conflicts are declared by the member, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM standing_submissions(panel.advert_id) s WHERE s.organisation_id = NEW.organisation_id) THEN
    RAISE EXCEPTION 'That organisation has no submission before this panel.' USING ERRCODE = 'EOI21';
  END IF;
  IF is_recused(NEW.member_id, NEW.organisation_id) THEN
    RAISE EXCEPTION 'A recusal stands: it is never taken back.' USING ERRCODE = 'EOI21';
  END IF;
  NEW.edition := 1 + coalesce((SELECT max(d.edition) FROM evaluation_conflictdeclaration d
                               WHERE d.member_id = NEW.member_id AND d.organisation_id = NEW.organisation_id), 0);
  NEW.declared_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_declaration_gate BEFORE INSERT ON evaluation_conflictdeclaration FOR EACH ROW EXECUTE FUNCTION conflict_declaration_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON evaluation_conflictdeclaration FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON evaluation_conflictdeclaration FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DECLARATIONS_REVERSE = """
DROP TRIGGER never_truncated ON evaluation_conflictdeclaration;
DROP TRIGGER append_only ON evaluation_conflictdeclaration;
DROP TRIGGER conflict_declaration_gate ON evaluation_conflictdeclaration;
DROP FUNCTION conflict_declaration_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial"), ("eoi", "0007_reference_data")]

    operations = [
        migrations.RunSQL(RULES, RULES_REVERSE),
        migrations.RunSQL(PANEL, PANEL_REVERSE),
        migrations.RunSQL(MEMBERS, MEMBERS_REVERSE),
        migrations.RunSQL(DECLARATIONS, DECLARATIONS_REVERSE),
    ]
