"""The notice: releases in turn, each for something that happened and kept as made; where it was published, said by an officer."""

from django.db import migrations

RELEASES = """
CREATE FUNCTION notice_release_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE advert eoi_advert; wanted integer;
BEGIN
  SELECT a.* INTO advert FROM eoi_advert a WHERE a.id = NEW.advert_id;
  IF advert.published_at IS NULL THEN
    RAISE EXCEPTION 'The notice of a draft is not released: publish the advert first.' USING ERRCODE = 'EOI28';
  END IF;
  wanted := 1 + coalesce((SELECT max(r.number) FROM eoi_noticerelease r WHERE r.advert_id = NEW.advert_id), 0);
  IF NEW.number <> wanted THEN
    RAISE EXCEPTION 'The next release of this notice is number %.', wanted USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion = 'publication' AND (NEW.number <> 1 OR advert.published_by_id IS DISTINCT FROM app_user()) THEN
    RAISE EXCEPTION 'The first release is made by whoever publishes the advert.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion = 'change' AND NOT EXISTS (SELECT 1 FROM eoi_advertchange c WHERE c.id = NEW.change_id
      AND c.advert_id = NEW.advert_id AND c.made_by_id = app_user()) THEN
    RAISE EXCEPTION 'A change is released by whoever made it, with the notice of the same advert.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion <> 'publication' AND NEW.number = 1 THEN
    RAISE EXCEPTION 'The first release of a notice is the one of its publication.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion = 'change' AND EXISTS (
      SELECT 1 FROM eoi_noticerelease r JOIN eoi_advertchange earlier ON earlier.id = r.change_id
      JOIN eoi_advertchange c ON c.id = NEW.change_id WHERE r.advert_id = NEW.advert_id AND earlier.number > c.number) THEN
    RAISE EXCEPTION 'Changes are released in the order in which they were announced.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion = 'closed' AND advert.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'The advert has been withdrawn: that is the last release of its notice.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.occasion = 'closed' AND eoi_now() < last_effective_closes_at(NEW.advert_id) THEN
    RAISE EXCEPTION 'The engagement closes when the last closing time has passed.' USING ERRCODE = 'EOI28';
  END IF;
  NEW.digest := encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex');
  NEW.made_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER notice_release_gate BEFORE INSERT ON eoi_noticerelease FOR EACH ROW EXECUTE FUNCTION notice_release_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_noticerelease FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_noticerelease FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

RELEASES_REVERSE = """
DROP TRIGGER never_truncated ON eoi_noticerelease;
DROP TRIGGER append_only ON eoi_noticerelease;
DROP TRIGGER notice_release_gate ON eoi_noticerelease;
DROP FUNCTION notice_release_gate();
"""

PUBLICATIONS = """
CREATE FUNCTION notice_publication_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.recorded_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Where the notice was published is recorded by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_advertofficer o WHERE o.advert_id = NEW.advert_id AND o.user_id = NEW.recorded_by_id) THEN
    RAISE EXCEPTION 'Only an officer who runs the advert records where its notice was published.' USING ERRCODE = 'EOI28';
  END IF;
  IF raise_public_version(NEW.advert_id) IS NULL THEN
    RAISE EXCEPTION 'The advert has not been published, so its notice is not published anywhere either.' USING ERRCODE = 'EOI28';
  END IF;
  IF NEW.published_on > (eoi_now() AT TIME ZONE 'Europe/London')::date THEN
    RAISE EXCEPTION 'The notice cannot have been published on a day that has not come yet.' USING ERRCODE = 'EOI28';
  END IF;
  NEW.number := 1 + coalesce((SELECT max(p.number) FROM eoi_noticepublication p WHERE p.advert_id = NEW.advert_id), 0);
  NEW.recorded_at := eoi_now();
  IF NEW.number > 1 AND NEW.correction_reason = '' THEN
    RAISE EXCEPTION 'A correction of where the notice was published says why it is made.' USING ERRCODE = 'EOI28';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_publication_gate BEFORE INSERT ON eoi_noticepublication
FOR EACH ROW EXECUTE FUNCTION notice_publication_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_noticepublication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_noticepublication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PUBLICATIONS_REVERSE = """
DROP TRIGGER never_truncated ON eoi_noticepublication;
DROP TRIGGER append_only ON eoi_noticepublication;
DROP TRIGGER notice_publication_gate ON eoi_noticepublication;
DROP FUNCTION notice_publication_gate();
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0035_notices")]

    operations = [
        migrations.RunSQL(RELEASES, RELEASES_REVERSE),
        migrations.RunSQL(PUBLICATIONS, PUBLICATIONS_REVERSE),
    ]
