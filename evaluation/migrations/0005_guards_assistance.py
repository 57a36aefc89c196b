"""Whoever entered a submission for an organisation, or read it back, scores nothing of that advert; and the other way round (DESIGN §5)."""

from django.db import migrations

SCORES = """
CREATE FUNCTION assistant_scores_nothing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM evaluation_panel p WHERE p.id = NEW.panel_id AND has_assisted(NEW.user_id, p.advert_id)) THEN
    RAISE EXCEPTION 'Whoever entered a submission for an organisation, or read it back, does not score that advert.' USING ERRCODE = 'EOI21';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assistant_scores_nothing BEFORE INSERT OR UPDATE ON evaluation_panelmember
  FOR EACH ROW EXECUTE FUNCTION assistant_scores_nothing();

CREATE FUNCTION scorer_assists_nobody() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM evaluation_panel p JOIN evaluation_panelmember m ON m.panel_id = p.id
             WHERE p.advert_id = NEW.advert_id AND m.user_id IN (NEW.assistant_id, NEW.second_id)) THEN
    RAISE EXCEPTION 'Whoever scores an advert enters nothing for it and reads nothing back: choose another officer.' USING ERRCODE = 'EOI21';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scorer_assists_nobody BEFORE INSERT OR UPDATE ON eoi_assistance FOR EACH ROW EXECUTE FUNCTION scorer_assists_nobody();
"""

SCORES_REVERSE = """
DROP TRIGGER scorer_assists_nobody ON eoi_assistance;
DROP FUNCTION scorer_assists_nobody();
DROP TRIGGER assistant_scores_nothing ON evaluation_panelmember;
DROP FUNCTION assistant_scores_nothing();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_guards_reading"), ("eoi", "0042_guards_assistance")]

    operations = [migrations.RunSQL(SCORES, SCORES_REVERSE)]
