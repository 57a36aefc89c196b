"""The pack: documents by its officers, kept for good once published; editions of published adverts only, whole, never changed."""

from django.db import migrations

DOCUMENT = """
CREATE FUNCTION pack_document_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  about bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.advert_id ELSE NEW.advert_id END;
  freed text[] := ARRAY['taken_out_at', 'taken_out_by_id'];
BEGIN
  IF app_user() IS NULL
      OR NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = about AND o.user_id = app_user()) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert changes the documents of its pack, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.uploaded_by_id IS DISTINCT FROM app_user() OR NEW.taken_out_at IS NOT NULL THEN
      RAISE EXCEPTION 'A document is added by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
    END IF;
    NEW.uploaded_at := eoi_now();
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_packeditiondocument p WHERE p.document_id = OLD.id) THEN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - freed IS DISTINCT FROM to_jsonb(OLD) - freed
        OR OLD.taken_out_at IS NOT NULL OR NEW.taken_out_by_id IS DISTINCT FROM app_user() THEN
      RAISE EXCEPTION 'A published edition of the pack carries this document: it is kept as it is, and only later editions leave it out.'
        USING ERRCODE = 'EOI27';
    END IF;
    NEW.taken_out_at := eoi_now();
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.advert_id IS DISTINCT FROM OLD.advert_id OR NEW.reference IS DISTINCT FROM OLD.reference THEN
    RAISE EXCEPTION 'A document stays with its advert and its reference.' USING ERRCODE = 'EOI27';
  END IF;
  IF NEW.taken_out_at IS NOT NULL THEN
    RAISE EXCEPTION 'No edition carries this document yet: remove it instead of taking it out.' USING ERRCODE = 'EOI27';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pack_document_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_packdocument FOR EACH ROW EXECUTE FUNCTION pack_document_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_packdocument FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DOCUMENT_REVERSE = """
DROP TRIGGER never_truncated ON eoi_packdocument;
DROP TRIGGER pack_document_gate ON eoi_packdocument;
DROP FUNCTION pack_document_gate();
"""

EDITION = """
CREATE FUNCTION pack_edition_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.made_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'An edition of the pack is made by the signed-in person, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.made_by_id, 'approver')
      AND NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.made_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert, or an approver, makes an edition of its pack.' USING ERRCODE = 'EOI27';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advert a WHERE a.id = NEW.advert_id AND a.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The advert has not been published: its pack has no edition before that.' USING ERRCODE = 'EOI27';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(e.number) FROM eoi_packedition e WHERE e.advert_id = NEW.advert_id), 0);
  IF NEW.change_id IS NULL AND NEW.number > 1 THEN
    RAISE EXCEPTION 'A further edition of the pack is announced: it names its entry in the log of changes.' USING ERRCODE = 'EOI27';
  END IF;
  IF NEW.change_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM eoi_advertchange c WHERE c.id = NEW.change_id AND c.advert_id = NEW.advert_id) THEN
    RAISE EXCEPTION 'An edition of the pack goes with a change of its own advert.' USING ERRCODE = 'EOI27';
  END IF;
  IF EXISTS (SELECT 1 FROM eoi_packedition e JOIN eoi_advertchange c ON c.id = e.change_id WHERE e.advert_id = NEW.advert_id
             AND c.number >= (SELECT n.number FROM eoi_advertchange n WHERE n.id = NEW.change_id)) THEN
    RAISE EXCEPTION 'Editions of the pack follow the changes that they go with, in turn.' USING ERRCODE = 'EOI27';
  END IF;
  NEW.digest := encode(sha256(convert_to(NEW.content::text, 'UTF8')), 'hex');
  NEW.made_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER pack_edition_gate BEFORE INSERT ON eoi_packedition FOR EACH ROW EXECUTE FUNCTION pack_edition_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_packedition FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_packedition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION pack_pin_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_packdocument d WHERE d.id = NEW.document_id FOR SHARE;  -- nobody changes it while it is being pinned
  IF NOT EXISTS (
      SELECT 1 FROM eoi_packedition e JOIN eoi_packdocument d ON d.id = NEW.document_id
      WHERE e.id = NEW.edition_id AND d.advert_id = e.advert_id AND d.taken_out_at IS NULL
        AND jsonb_path_exists(e.content, '$.sections[*].blocks[*].files[*] ? (@.reference == $reference && @.digest == $digest)',
                              jsonb_build_object('reference', d.reference, 'digest', d.digest))) THEN
    RAISE EXCEPTION 'An edition of the pack carries the documents that it lists, and no others.' USING ERRCODE = 'EOI27';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pack_pin_gate BEFORE INSERT ON eoi_packeditiondocument FOR EACH ROW EXECUTE FUNCTION pack_pin_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_packeditiondocument FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_packeditiondocument FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION pack_edition_is_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT count(*) FROM eoi_packeditiondocument p WHERE p.edition_id = NEW.id)
      <> (SELECT count(*) FROM jsonb_path_query(NEW.content, '$.sections[*].blocks[*].files[*]')) THEN
    RAISE EXCEPTION 'An edition of the pack carries every document that it lists.' USING ERRCODE = 'EOI27';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pack_edition_is_whole AFTER INSERT ON eoi_packedition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION pack_edition_is_whole();
"""

EDITION_REVERSE = """
DROP TRIGGER pack_edition_is_whole ON eoi_packedition;
DROP FUNCTION pack_edition_is_whole();
DROP TRIGGER never_truncated ON eoi_packeditiondocument;
DROP TRIGGER append_only ON eoi_packeditiondocument;
DROP TRIGGER pack_pin_gate ON eoi_packeditiondocument;
DROP FUNCTION pack_pin_gate();
DROP TRIGGER never_truncated ON eoi_packedition;
DROP TRIGGER append_only ON eoi_packedition;
DROP TRIGGER pack_edition_gate ON eoi_packedition;
DROP FUNCTION pack_edition_gate();
"""

PUBLICATION = """
CREATE FUNCTION published_with_pack() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM eoi_packedition e WHERE e.advert_id = NEW.id) THEN
    RAISE EXCEPTION 'An advert is published together with its information pack.' USING ERRCODE = 'EOI27';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER published_with_pack AFTER UPDATE ON eoi_advert DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.published_at IS NULL AND NEW.published_at IS NOT NULL) EXECUTE FUNCTION published_with_pack();
"""

PUBLICATION_REVERSE = "DROP TRIGGER published_with_pack ON eoi_advert; DROP FUNCTION published_with_pack();"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0033_packs")]

    operations = [
        migrations.RunSQL(DOCUMENT, DOCUMENT_REVERSE),
        migrations.RunSQL(EDITION, EDITION_REVERSE),
        migrations.RunSQL(PUBLICATION, PUBLICATION_REVERSE),
    ]
