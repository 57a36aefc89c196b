"""A service is kept by service managers; a signed-off profile never changes; an advert pins only signed-off ones."""

from django.db import migrations

KEEPERS = """
CREATE FUNCTION service_keeper_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'A place as keeper of a service is not passed on: remove the one and name the other.' USING ERRCODE = 'EOI17';
  END IF;
  IF app_user() IS NOT NULL AND NEW.assigned_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Whoever keeps a service is named in the name of the person who acts.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT user_has_role(NEW.user_id, 'service-manager') THEN
    RAISE EXCEPTION 'Only a service manager keeps a service: give the person that role first.' USING ERRCODE = 'EOI17';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_keeper_gate BEFORE INSERT OR UPDATE ON eoi_servicekeeper FOR EACH ROW EXECUTE FUNCTION service_keeper_gate();
"""

KEEPERS_REVERSE = "DROP TRIGGER service_keeper_gate ON eoi_servicekeeper; DROP FUNCTION service_keeper_gate();"

PROFILES = """
CREATE FUNCTION service_profile_sign_off_gate(was eoi_serviceprofile, profile eoi_serviceprofile) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE signing text[] := ARRAY['signed_off_at', 'signed_off_by_id', 'owner_at_sign_off_id'];
BEGIN
  IF profile.signed_off_by_id IS DISTINCT FROM app_user() OR NOT user_has_role(profile.signed_off_by_id, 'service-manager')
      OR NOT EXISTS (SELECT 1 FROM eoi_servicekeeper k WHERE k.service_id = profile.service_id AND k.user_id = profile.signed_off_by_id) THEN
    RAISE EXCEPTION 'A profile is signed off by the owner of the service or a deputy, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM eoi_servicekeeper k WHERE k.service_id = profile.service_id AND k.is_owner
                 AND k.user_id = profile.owner_at_sign_off_id) THEN
    RAISE EXCEPTION 'A profile is signed off while the service has an owner, whose name is kept with it.' USING ERRCODE = 'EOI17';
  END IF;
  IF to_jsonb(profile) - signing IS DISTINCT FROM to_jsonb(was) - signing THEN
    RAISE EXCEPTION 'A profile is signed off as it was read: save the change first, then sign off.' USING ERRCODE = 'EOI10';
  END IF;
  IF trim(profile.purpose) = '' OR trim(profile.customers) = '' OR trim(profile.strengths) = '' OR trim(profile.difficulties) = ''
      OR trim(profile.wanted) = '' OR trim(profile.narrative) = '' OR profile.staff_fte IS NULL OR profile.gross_budget IS NULL
      OR profile.position_across IS NULL OR profile.position_up IS NULL OR profile.review_by IS NULL
      OR NOT EXISTS (SELECT 1 FROM eoi_profileindicator i WHERE i.profile_id = profile.id AND trim(i.name) <> '' AND trim(i.value) <> '') THEN
    RAISE EXCEPTION 'The profile is incomplete: fill in what is missing before signing it off.' USING ERRCODE = 'EOI17';
  END IF;
  IF profile.review_by <= (eoi_now() AT TIME ZONE 'Europe/London')::date THEN
    RAISE EXCEPTION 'The day of the next review has passed: choose a later one before signing off.' USING ERRCODE = 'EOI17';
  END IF;
END $$;

CREATE FUNCTION service_profile_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.signed_off_at IS NOT NULL THEN
      RAISE EXCEPTION 'An edition of a profile begins as a draft.' USING ERRCODE = 'EOI17';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.signed_off_at IS NOT NULL THEN
    RAISE EXCEPTION 'This edition of the profile has been signed off: it never changes. Draft the next edition instead.'
      USING ERRCODE = 'EOI17';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF (NEW.service_id, NEW.number, NEW.drafted_by_id, NEW.drafted_at)
      IS DISTINCT FROM (OLD.service_id, OLD.number, OLD.drafted_by_id, OLD.drafted_at) THEN
    RAISE EXCEPTION 'A draft of a profile stays with its service, its edition and whoever began it.' USING ERRCODE = 'EOI17';
  END IF;
  IF NEW.signed_off_at IS NOT NULL THEN
    NEW.signed_off_at := eoi_now();
    PERFORM service_profile_sign_off_gate(OLD, NEW);
  ELSIF NEW.draft_version <> OLD.draft_version + 1 THEN
    RAISE EXCEPTION 'This profile changed while you were writing.' USING ERRCODE = 'EOI10';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_profile_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_serviceprofile FOR EACH ROW EXECUTE FUNCTION service_profile_gate();

CREATE FUNCTION refuse_when_signed_off(profile bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM eoi_serviceprofile p WHERE p.id = profile FOR SHARE;  -- whoever signs off at this moment is waited for
  IF EXISTS (SELECT 1 FROM eoi_serviceprofile p WHERE p.id = profile AND p.signed_off_at IS NOT NULL) THEN
    RAISE EXCEPTION 'This edition of the profile has been signed off: it never changes. Draft the next edition instead.'
      USING ERRCODE = 'EOI17';
  END IF;
END $$;

CREATE FUNCTION profile_row_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_when_signed_off(OLD.profile_id); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM refuse_when_signed_off(NEW.profile_id);
  RETURN NEW;
END $$;
CREATE TRIGGER profile_volume_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_profilevolume FOR EACH ROW EXECUTE FUNCTION profile_row_gate();
CREATE TRIGGER profile_indicator_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_profileindicator FOR EACH ROW EXECUTE FUNCTION profile_row_gate();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_serviceprofile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_profilevolume FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_profileindicator FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PROFILES_REVERSE = """
DROP TRIGGER never_truncated ON eoi_profileindicator;
DROP TRIGGER never_truncated ON eoi_profilevolume;
DROP TRIGGER never_truncated ON eoi_serviceprofile;
DROP TRIGGER profile_indicator_gate ON eoi_profileindicator;
DROP TRIGGER profile_volume_gate ON eoi_profilevolume;
DROP TRIGGER service_profile_gate ON eoi_serviceprofile;
DROP FUNCTION profile_row_gate();
DROP FUNCTION refuse_when_signed_off(bigint);
DROP FUNCTION service_profile_gate();
DROP FUNCTION service_profile_sign_off_gate(eoi_serviceprofile, eoi_serviceprofile);
"""

AXES = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON eoi_positioningframework FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON eoi_positioningframework FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

AXES_REVERSE = """
DROP TRIGGER never_truncated ON eoi_positioningframework;
DROP TRIGGER append_only ON eoi_positioningframework;
"""

PINNED = """
CREATE FUNCTION pinned_profile_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.profile_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM eoi_serviceprofile p
      WHERE p.id = NEW.profile_id AND p.service_id = NEW.service_id AND p.signed_off_at IS NOT NULL) THEN
    RAISE EXCEPTION 'An advert goes with signed-off profiles of the services in its scope only.' USING ERRCODE = 'EOI17';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pinned_profile_gate BEFORE INSERT OR UPDATE ON eoi_advertservice FOR EACH ROW EXECUTE FUNCTION pinned_profile_gate();
"""

PINNED_REVERSE = "DROP TRIGGER pinned_profile_gate ON eoi_advertservice; DROP FUNCTION pinned_profile_gate();"


class Migration(migrations.Migration):
    dependencies = [("eoi", "0013_profiles")]

    operations = [
        migrations.RunSQL(KEEPERS, KEEPERS_REVERSE),
        migrations.RunSQL(PROFILES, PROFILES_REVERSE),
        migrations.RunSQL(AXES, AXES_REVERSE),
        migrations.RunSQL(PINNED, PINNED_REVERSE),
    ]
