"""Drafts and submissions: decided by the database's clock, inside the transaction that writes them (DESIGN §4, §9)."""

from django.db import migrations

DRAFT = """
CREATE FUNCTION effective_closes_at(expression bigint) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT greatest(a.closes_at, (SELECT max(x.closes_at) FROM eoi_extension x WHERE x.expression_id = e.id))
  FROM eoi_expressionofinterest e JOIN eoi_advert a ON a.id = e.advert_id WHERE e.id = expression
$$;

CREATE FUNCTION is_current_member(person bigint, organisation bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM eoi_membership m
                 WHERE m.user_id = person AND m.organisation_id = organisation AND m.left_at IS NULL)
$$;

CREATE FUNCTION expression_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE advert eoi_advert;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'An expression of interest is kept: withdraw it instead.' USING ERRCODE = 'EOI12';
  END IF;
  IF NOT is_current_member(app_user(), NEW.organisation_id) THEN
    RAISE EXCEPTION 'Only the organisation''s own people change its expression of interest.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO advert FROM eoi_advert a WHERE a.id = NEW.advert_id;
    IF advert.published_at IS NULL OR eoi_now() < advert.opens_at OR eoi_now() >= advert.closes_at THEN
      RAISE EXCEPTION 'This advert is not open: an expression of interest can be started only while it is.' USING ERRCODE = 'EOI14';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.advert_id, NEW.organisation_id, NEW.reference) IS DISTINCT FROM (OLD.advert_id, OLD.organisation_id, OLD.reference) THEN
    RAISE EXCEPTION 'An expression of interest stays with its advert and its organisation.' USING ERRCODE = 'EOI03';
  END IF;
  IF eoi_now() >= effective_closes_at(NEW.id) THEN
    RAISE EXCEPTION 'The closing time has passed: the answers no longer change.' USING ERRCODE = 'EOI01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER expression_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_expressionofinterest FOR EACH ROW EXECUTE FUNCTION expression_gate();

CREATE FUNCTION answer_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'An answer is emptied, not deleted.' USING ERRCODE = 'EOI12';
  END IF;
  IF eoi_now() >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: the answers no longer change.' USING ERRCODE = 'EOI01';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'This answer changed while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_answer FOR EACH ROW EXECUTE FUNCTION answer_gate();
ALTER TABLE eoi_answer ADD CONSTRAINT answer_with_its_organisation
  FOREIGN KEY (expression_id, organisation_id) REFERENCES eoi_expressionofinterest (id, organisation_id) DEFERRABLE;

CREATE FUNCTION extension_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE advert bigint;
BEGIN
  SELECT e.advert_id INTO advert FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  PERFORM 1 FROM eoi_advert a WHERE a.id = advert FOR UPDATE;
  IF NEW.granted_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(NEW.granted_by_id, 'approver') THEN
    RAISE EXCEPTION 'Only an approver grants an extension, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_closingrecord r WHERE r.advert_id = advert) THEN
    RAISE EXCEPTION 'The closing record has been published: no extension can be granted.' USING ERRCODE = 'EOI02';
  END IF;
  IF NEW.closes_at <= effective_closes_at(NEW.expression_id) OR NEW.closes_at <= eoi_now() THEN
    RAISE EXCEPTION 'An extension ends later than the closing time it replaces, and in the future.' USING ERRCODE = 'EOI02';
  END IF;
  NEW.granted_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER extension_gate BEFORE INSERT ON eoi_extension FOR EACH ROW EXECUTE FUNCTION extension_gate();
"""

DRAFT_REVERSE = """
DROP TRIGGER extension_gate ON eoi_extension;
ALTER TABLE eoi_answer DROP CONSTRAINT answer_with_its_organisation;
DROP TRIGGER answer_gate ON eoi_answer;
DROP TRIGGER expression_gate ON eoi_expressionofinterest;
DROP FUNCTION extension_gate();
DROP FUNCTION answer_gate();
DROP FUNCTION expression_gate();
DROP FUNCTION is_current_member(bigint, bigint);
DROP FUNCTION effective_closes_at(bigint);
"""

RECEIPT = """
CREATE FUNCTION seal_time(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION sha256_hex(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(words, 'UTF8')), 'hex')
$$;

CREATE FUNCTION submission_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE expression eoi_expressionofinterest;
BEGIN
  SELECT * INTO expression FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  PERFORM 1 FROM eoi_advert a WHERE a.id = expression.advert_id FOR SHARE;
  IF NEW.submitted_by_id IS DISTINCT FROM app_user() OR NOT is_current_member(NEW.submitted_by_id, expression.organisation_id) THEN
    RAISE EXCEPTION 'Only the organisation''s own people submit for it, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NEW.draft_version IS DISTINCT FROM expression.draft_version THEN
    RAISE EXCEPTION 'The answers changed after you checked them: check them again before submitting.' USING ERRCODE = 'EOI10';
  END IF;
  NEW.received_at := eoi_now();
  IF NEW.received_at >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: this expression of interest was not submitted.' USING ERRCODE = 'EOI01';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(s.number) FROM eoi_submission s WHERE s.expression_id = NEW.expression_id), 0);
  NEW.reference := expression.reference || '-' || NEW.number;
  NEW.receipt_digest := sha256_hex(NEW.content_digest || E'\\n' || NEW.reference || E'\\n' || seal_time(NEW.received_at));
  RETURN NEW;
END $$;
CREATE TRIGGER submission_gate BEFORE INSERT ON eoi_submission FOR EACH ROW EXECUTE FUNCTION submission_gate();

CREATE FUNCTION submission_content_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_submission s JOIN eoi_expressionofinterest e ON e.id = s.expression_id
                 WHERE s.id = NEW.submission_id AND e.organisation_id = NEW.organisation_id
                   AND s.content_digest = sha256_hex(NEW.canonical)) THEN
    RAISE EXCEPTION 'The content does not match the digest on its envelope.' USING ERRCODE = 'EOI07';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_content_gate BEFORE INSERT ON eoi_submissioncontent FOR EACH ROW EXECUTE FUNCTION submission_content_gate();

CREATE FUNCTION submission_has_content() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_submissioncontent c WHERE c.submission_id = NEW.id) THEN
    RAISE EXCEPTION 'An envelope without its content is not received.' USING ERRCODE = 'EOI07';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER submission_has_content AFTER INSERT ON eoi_submission
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION submission_has_content();

CREATE FUNCTION withdrawal_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE expression eoi_expressionofinterest;
BEGIN
  SELECT * INTO expression FROM eoi_expressionofinterest e WHERE e.id = NEW.expression_id;
  PERFORM 1 FROM eoi_advert a WHERE a.id = expression.advert_id FOR SHARE;
  IF NEW.withdrawn_by_id IS DISTINCT FROM app_user() OR NOT is_current_member(NEW.withdrawn_by_id, expression.organisation_id) THEN
    RAISE EXCEPTION 'Only the organisation''s own people withdraw for it, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.withdrawn_at := eoi_now();
  IF NEW.withdrawn_at >= effective_closes_at(NEW.expression_id) THEN
    RAISE EXCEPTION 'The closing time has passed: the submission stands.' USING ERRCODE = 'EOI01';
  END IF;
  NEW.last_number := (SELECT max(s.number) FROM eoi_submission s WHERE s.expression_id = NEW.expression_id);
  IF NEW.last_number IS NULL THEN
    RAISE EXCEPTION 'Nothing has been submitted, so there is nothing to withdraw.' USING ERRCODE = 'EOI14';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER withdrawal_gate BEFORE INSERT ON eoi_withdrawal FOR EACH ROW EXECUTE FUNCTION withdrawal_gate();

CREATE FUNCTION closing_record_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE advert eoi_advert;
BEGIN
  SELECT * INTO advert FROM eoi_advert a WHERE a.id = NEW.advert_id FOR UPDATE;
  IF advert.published_at IS NULL OR eoi_now() < last_effective_closes_at(advert.id) THEN
    RAISE EXCEPTION 'The closing record is made after the last closing time.' USING ERRCODE = 'EOI08';
  END IF;
  NEW.made_at := eoi_now();
  SELECT count(*), 'closing-record-1 ' || advert.reference || E'\\n'
         || coalesce(string_agg(s.receipt_digest || ' ' || seal_time(s.received_at) || E'\\n', '' ORDER BY s.received_at, s.receipt_digest COLLATE "C"), '')
    INTO NEW.entry_count, NEW.content
    FROM eoi_submission s JOIN eoi_expressionofinterest e ON e.id = s.expression_id WHERE e.advert_id = advert.id;
  NEW.digest := sha256_hex(NEW.content);
  RETURN NEW;
END $$;
CREATE TRIGGER closing_record_gate BEFORE INSERT ON eoi_closingrecord FOR EACH ROW EXECUTE FUNCTION closing_record_gate();
"""

RECEIPT_REVERSE = """
DROP TRIGGER closing_record_gate ON eoi_closingrecord;
DROP TRIGGER withdrawal_gate ON eoi_withdrawal;
DROP TRIGGER submission_has_content ON eoi_submission;
DROP TRIGGER submission_content_gate ON eoi_submissioncontent;
DROP TRIGGER submission_gate ON eoi_submission;
DROP FUNCTION closing_record_gate();
DROP FUNCTION withdrawal_gate();
DROP FUNCTION submission_has_content();
DROP FUNCTION submission_content_gate();
DROP FUNCTION submission_gate();
DROP FUNCTION sha256_hex(text);
DROP FUNCTION seal_time(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0003_guards_advert")]

    operations = [migrations.RunSQL(DRAFT, DRAFT_REVERSE), migrations.RunSQL(RECEIPT, RECEIPT_REVERSE)]
