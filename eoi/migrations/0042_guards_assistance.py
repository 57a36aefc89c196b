"""Assistance: an officer whom the organisation asked sees that one draft for a few days, and neither opens nor scores that advert."""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("eoi.migrations.0004_guards_submission")


def function(sql: str, name: str) -> str:
    """The text of one function, to be replaced."""
    begins = sql.index(f"CREATE FUNCTION {name}()")
    return sql[begins : sql.index(f"CREATE TRIGGER {name}", begins)].replace(
        "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
    )


EXPRESSION = function(EARLIER.DRAFT, "expression_gate")
EXPRESSION_OR_ASSISTANT = EXPRESSION.replace(
    "IF NOT is_current_member(app_user(), NEW.organisation_id) THEN",
    "IF NOT (is_current_member(app_user(), NEW.organisation_id) OR assists(app_user(), NEW.organisation_id, NEW.advert_id)) THEN",
)
SUBMISSION = function(EARLIER.RECEIPT, "submission_gate")
MEMBERS_ONLY = "OR NOT is_current_member(NEW.submitted_by_id, expression.organisation_id) THEN"
SUBMISSION_OR_ASSISTANT = SUBMISSION.replace(
    MEMBERS_ONLY,
    "OR NOT (is_current_member(NEW.submitted_by_id, expression.organisation_id) OR assists_expression(NEW.submitted_by_id, expression.id)) THEN",
).replace(
    "  NEW.received_at := eoi_now();\n",
    """  IF NOT is_current_member(NEW.submitted_by_id, expression.organisation_id)
      AND NOT EXISTS (SELECT 1 FROM eoi_readback b WHERE b.expression_id = expression.id
                      AND b.draft_version = NEW.draft_version AND b.confirmed_by_id <> NEW.submitted_by_id) THEN
    RAISE EXCEPTION 'What an officer entered is read back and confirmed by a second person before it is submitted.' USING ERRCODE = 'EOI35';
  END IF;
  NEW.received_at := eoi_now();
""",
    1,
)

WHO = """
CREATE FUNCTION is_live(it eoi_assistance) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT it.begun_at IS NOT NULL AND it.ended_at IS NULL AND it.expires_at > eoi_now()
$$;

CREATE FUNCTION assists(person bigint, organisation bigint, advert bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_assistance s WHERE s.assistant_id = person AND s.organisation_id = organisation
                 AND s.advert_id = advert AND is_live(s))
$$;

CREATE FUNCTION assists_expression(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_expressionofinterest e
                 WHERE e.id = expression AND assists(person, e.organisation_id, e.advert_id))
$$;

CREATE FUNCTION reads_back_expression(person bigint, expression bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_expressionofinterest e JOIN eoi_assistance s
                   ON s.organisation_id = e.organisation_id AND s.advert_id = e.advert_id
                 WHERE e.id = expression AND s.second_id = person AND is_live(s))
$$;

CREATE FUNCTION has_assisted(person bigint, advert bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_assistance s
                 WHERE s.advert_id = advert AND s.begun_at IS NOT NULL AND person IN (s.assistant_id, s.second_id))
$$;
"""

WHO_REVERSE = """
DROP FUNCTION has_assisted(bigint, bigint);
DROP FUNCTION reads_back_expression(bigint, bigint);
DROP FUNCTION assists_expression(bigint, bigint);
DROP FUNCTION assists(bigint, bigint, bigint);
DROP FUNCTION is_live(eoi_assistance);
"""

SEAL = """
CREATE POLICY assistant ON eoi_answer
  USING (assists_expression(app_user(), expression_id)) WITH CHECK (assists_expression(app_user(), expression_id));
CREATE POLICY second_reader ON eoi_answer FOR SELECT USING (reads_back_expression(app_user(), expression_id));
CREATE POLICY assistant ON eoi_consortiummember
  USING (assists_expression(app_user(), expression_id)) WITH CHECK (assists_expression(app_user(), expression_id));
CREATE POLICY second_reader ON eoi_consortiummember FOR SELECT USING (reads_back_expression(app_user(), expression_id));
CREATE POLICY assistant_reads ON eoi_submissioncontent FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_submission s WHERE s.id = submission_id AND assists_expression(app_user(), s.expression_id)));
CREATE POLICY assistant_writes ON eoi_submissioncontent FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM eoi_submission s WHERE s.id = submission_id AND assists_expression(app_user(), s.expression_id)));
"""

SEAL_REVERSE = """
DROP POLICY assistant_writes ON eoi_submissioncontent;
DROP POLICY assistant_reads ON eoi_submissioncontent;
DROP POLICY second_reader ON eoi_consortiummember;
DROP POLICY assistant ON eoi_consortiummember;
DROP POLICY second_reader ON eoi_answer;
DROP POLICY assistant ON eoi_answer;
"""

RECORD = """
CREATE FUNCTION assistance_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  later text[] := ARRAY['begun_at', 'expires_at', 'ended_at', 'ended_by_id'];
  advert eoi_advert;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'Assistance is kept on record: end it instead.' USING ERRCODE = 'EOI12';
  END IF;
  SELECT * INTO advert FROM eoi_advert a WHERE a.id = NEW.advert_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.requested_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'Assistance is asked for by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    IF NEW.begun_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'Assistance is asked for first, and begins with a second person''s word.' USING ERRCODE = 'EOI35';
    END IF;
    IF NOT user_has_role(NEW.assistant_id, 'procurement-officer')
        OR (NEW.second_id IS NOT NULL AND NOT user_has_role(NEW.second_id, 'procurement-officer')) THEN
      RAISE EXCEPTION 'Procurement officers assist, and read back.' USING ERRCODE = 'EOI35';
    END IF;
    IF NEW.channel = 'own-page' AND NOT leads_organisation(NEW.requested_by_id, NEW.organisation_id) THEN
      RAISE EXCEPTION 'A lead of the organisation asks for assistance.' USING ERRCODE = 'EOI35';
    END IF;
    IF NEW.channel <> 'own-page' AND (NEW.requested_by_id <> NEW.assistant_id
        OR EXISTS (SELECT 1 FROM eoi_membership m WHERE m.organisation_id = NEW.organisation_id AND m.left_at IS NULL)) THEN
      RAISE EXCEPTION 'Where an organisation has people here, one of its leads asks for assistance.' USING ERRCODE = 'EOI35';
    END IF;
    NEW.requested_at := eoi_now();
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later OR OLD.ended_at IS NOT NULL
      OR (OLD.begun_at IS NOT NULL AND (NEW.begun_at, NEW.expires_at) IS DISTINCT FROM (OLD.begun_at, OLD.expires_at)) THEN
    RAISE EXCEPTION 'Assistance stays as it was asked for: it begins once and ends once.' USING ERRCODE = 'EOI12';
  END IF;
  IF OLD.begun_at IS NULL AND NEW.begun_at IS NOT NULL THEN
    IF app_user() IS DISTINCT FROM coalesce(NEW.second_id, NEW.assistant_id) THEN
      RAISE EXCEPTION 'Assistance begins with the word of the officer who was asked, or of the second officer.' USING ERRCODE = 'EOI09';
    END IF;
    IF advert.published_at IS NULL OR advert.withdrawn_at IS NOT NULL OR eoi_now() >= advert.closes_at THEN
      RAISE EXCEPTION 'The advert is not open: nothing can be entered for it.' USING ERRCODE = 'EOI14';
    END IF;
    NEW.begun_at := eoi_now();
    NEW.expires_at := least(NEW.expires_at, advert.closes_at, eoi_now() + interval '14 days');
  END IF;
  IF NEW.ended_at IS NOT NULL THEN
    IF NEW.ended_by_id IS DISTINCT FROM app_user() OR NOT (app_user() IN (NEW.assistant_id, coalesce(NEW.second_id, NEW.assistant_id))
        OR leads_organisation(app_user(), NEW.organisation_id)) THEN
      RAISE EXCEPTION 'Assistance is ended by a lead of the organisation or one of the two officers, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.ended_at := eoi_now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assistance_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_assistance FOR EACH ROW EXECUTE FUNCTION assistance_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_assistance FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION read_back_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  expression eoi_expressionofinterest;
  assistance eoi_assistance;
BEGIN
  SELECT * INTO expression FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  SELECT * INTO assistance FROM eoi_assistance s WHERE s.id = NEW.assistance_id;
  IF NEW.confirmed_by_id IS DISTINCT FROM app_user() OR NEW.confirmed_by_id = assistance.assistant_id
      OR NOT (NEW.confirmed_by_id IS NOT DISTINCT FROM assistance.second_id
              OR leads_organisation(NEW.confirmed_by_id, assistance.organisation_id)) THEN
    RAISE EXCEPTION 'What an officer entered is read back by the second officer or a lead, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT is_live(assistance) OR (expression.organisation_id, expression.advert_id) <> (assistance.organisation_id, assistance.advert_id) THEN
    RAISE EXCEPTION 'The assistance is over, or is for something else: nothing is read back.' USING ERRCODE = 'EOI35';
  END IF;
  IF NEW.draft_version IS DISTINCT FROM expression.draft_version THEN
    RAISE EXCEPTION 'The answers changed while you were reading: read them back again.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.confirmed_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER read_back_gate BEFORE INSERT ON eoi_readback FOR EACH ROW EXECUTE FUNCTION read_back_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_readback FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_readback FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION assistant_opens_nothing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.opening_requested_by_id IS DISTINCT FROM OLD.opening_requested_by_id AND has_assisted(NEW.opening_requested_by_id, NEW.id))
      OR (NEW.opening_confirmed_by_id IS DISTINCT FROM OLD.opening_confirmed_by_id AND has_assisted(NEW.opening_confirmed_by_id, NEW.id)) THEN
    RAISE EXCEPTION 'Whoever entered a submission for an organisation, or read it back, does not open that advert.' USING ERRCODE = 'EOI05';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assistant_opens_nothing BEFORE UPDATE ON eoi_advert FOR EACH ROW EXECUTE FUNCTION assistant_opens_nothing();
"""

RECORD_REVERSE = """
DROP TRIGGER assistant_opens_nothing ON eoi_advert;
DROP FUNCTION assistant_opens_nothing();
DROP TRIGGER never_truncated ON eoi_readback;
DROP TRIGGER append_only ON eoi_readback;
DROP TRIGGER read_back_gate ON eoi_readback;
DROP FUNCTION read_back_gate();
DROP TRIGGER never_truncated ON eoi_assistance;
DROP TRIGGER assistance_gate ON eoi_assistance;
DROP FUNCTION assistance_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0041_assistance")]

    operations = [
        migrations.RunSQL(WHO, WHO_REVERSE),
        migrations.RunSQL(EXPRESSION_OR_ASSISTANT, EXPRESSION),
        migrations.RunSQL(SUBMISSION_OR_ASSISTANT, SUBMISSION),
        migrations.RunSQL(SEAL, SEAL_REVERSE),
        migrations.RunSQL(RECORD, RECORD_REVERSE),
    ]
