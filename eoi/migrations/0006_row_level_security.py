"""The seal: draft answers and submitted words are readable by the organisation's members and by holders of a live grant, by nobody else.

FORCED, so that the owner of the tables is held too. Policies read `app.user`, memberships and grants only; grants exist only after
opening (`reading_grant_gate`). What matches no policy is hidden or untouched in silence, so the actions look before they write.
"""

from django.db import migrations

SEAL = """
ALTER TABLE eoi_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON eoi_answer
  USING (is_current_member(app_user(), organisation_id)) WITH CHECK (is_current_member(app_user(), organisation_id));

ALTER TABLE eoi_submissioncontent ENABLE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissioncontent FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation_reads ON eoi_submissioncontent FOR SELECT
  USING (is_current_member(app_user(), organisation_id));
CREATE POLICY own_organisation_writes ON eoi_submissioncontent FOR INSERT
  WITH CHECK (is_current_member(app_user(), organisation_id));
CREATE POLICY granted_reader ON eoi_submissioncontent FOR SELECT
  USING (EXISTS (SELECT 1 FROM eoi_readinggrant g
                 WHERE g.submission_id = eoi_submissioncontent.submission_id AND g.user_id = app_user()
                   AND g.revoked_at IS NULL AND (g.until_at IS NULL OR g.until_at > eoi_now())));
"""

UNSEAL = """
DROP POLICY granted_reader ON eoi_submissioncontent;
DROP POLICY own_organisation_writes ON eoi_submissioncontent;
DROP POLICY own_organisation_reads ON eoi_submissioncontent;
ALTER TABLE eoi_submissioncontent NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_submissioncontent DISABLE ROW LEVEL SECURITY;
DROP POLICY own_organisation ON eoi_answer;
ALTER TABLE eoi_answer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE eoi_answer DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("eoi", "0005_guards_people")]

    operations = [migrations.RunSQL(SEAL, UNSEAL)]
