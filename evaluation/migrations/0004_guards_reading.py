"""Nobody on a panel reads a submission of its advert before declaring, nor ever one they stepped back from, whatever other role they hold (R5)."""

from django.db import migrations

READING = """
CREATE FUNCTION panel_reading_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM eoi_submission s JOIN eoi_expressionofinterest e ON e.id = s.expression_id
             JOIN evaluation_panel p ON p.advert_id = e.advert_id JOIN evaluation_panelmember m ON m.panel_id = p.id
             WHERE s.id = NEW.submission_id AND m.user_id = NEW.user_id
               AND (m.declared_at IS NULL OR is_recused(m.id, e.organisation_id))) THEN
    RAISE EXCEPTION 'A member of the panel reads a submission only after declaring conflicts, and never one they have stepped back from.'
      USING ERRCODE = 'EOI21';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_reading_gate BEFORE INSERT ON eoi_readinggrant FOR EACH ROW EXECUTE FUNCTION panel_reading_gate();
"""

UNREAD = """
CREATE FUNCTION panel_member_unread_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF user_has_role(NEW.user_id, 'approver') OR EXISTS (
      SELECT 1 FROM eoi_readinggrant g JOIN eoi_submission s ON s.id = g.submission_id
      JOIN eoi_expressionofinterest e ON e.id = s.expression_id JOIN evaluation_panel p ON p.advert_id = e.advert_id
      WHERE p.id = NEW.panel_id AND g.user_id = NEW.user_id) THEN
    RAISE EXCEPTION 'A member of a panel declares conflicts before reading anything: choose somebody who has no other leave to read the submissions.'
      USING ERRCODE = 'EOI21';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER panel_member_unread_gate BEFORE INSERT ON evaluation_panelmember FOR EACH ROW EXECUTE FUNCTION panel_member_unread_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_guards_assessment")]

    operations = [
        migrations.RunSQL(
            READING, "DROP TRIGGER panel_reading_gate ON eoi_readinggrant; DROP FUNCTION panel_reading_gate();"
        ),
        migrations.RunSQL(
            UNREAD,
            "DROP TRIGGER panel_member_unread_gate ON evaluation_panelmember; DROP FUNCTION panel_member_unread_gate();",
        ),
    ]
