"""What the public reads of a published advert raises its public version, whoever changes it: conditional requests hang on it.

And nobody asks about an advert that has been withdrawn.
"""

from django.db import migrations

PUBLIC = """
CREATE FUNCTION raise_every_public_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE eoi_advert SET public_version = public_version + 1 WHERE published_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER public_version_raised AFTER INSERT OR DELETE OR UPDATE ON eoi_service
  FOR EACH STATEMENT EXECUTE FUNCTION raise_every_public_version();
CREATE TRIGGER public_version_raised AFTER UPDATE OF service_id, scope ON eoi_knownissue
  FOR EACH STATEMENT EXECUTE FUNCTION raise_every_public_version();

CREATE FUNCTION raise_its_public_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM raise_public_version(NEW.advert_id);
  RETURN NULL;
END $$;
CREATE TRIGGER public_version_raised AFTER INSERT ON eoi_closingrecord FOR EACH ROW EXECUTE FUNCTION raise_its_public_version();
"""

PUBLIC_REVERSE = """
DROP TRIGGER public_version_raised ON eoi_closingrecord;
DROP FUNCTION raise_its_public_version();
DROP TRIGGER public_version_raised ON eoi_knownissue;
DROP TRIGGER public_version_raised ON eoi_service;
DROP FUNCTION raise_every_public_version();
"""


ASKED = (
    "CREATE TRIGGER withdrawn_gate BEFORE INSERT ON eoi_clarification FOR EACH ROW EXECUTE FUNCTION withdrawn_gate()"
)
ASKED_REVERSE = "DROP TRIGGER withdrawn_gate ON eoi_clarification"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0037_scope")]

    operations = [migrations.RunSQL(PUBLIC, PUBLIC_REVERSE), migrations.RunSQL(ASKED, ASKED_REVERSE)]
