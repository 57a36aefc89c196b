"""Every service is in scope of an advert, or left out for a reason that everybody reads (S7)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import eoi.clock

LEFT_OUT = """
CREATE FUNCTION service_left_out_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_when_published(OLD.advert_id); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  PERFORM refuse_when_published(NEW.advert_id);
  IF NEW.left_out_by_id IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'Why a service is left out is said by the signed-in officer, in their own name.' USING ERRCODE = 'EOI09';
  END IF;
  NEW.left_out_at := eoi_now();
  RETURN NEW;
END $$;
CREATE TRIGGER service_left_out_gate BEFORE INSERT OR UPDATE OR DELETE ON eoi_serviceleftout
FOR EACH ROW EXECUTE FUNCTION service_left_out_gate();

CREATE FUNCTION advert_scope_gate() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE undecided text;
BEGIN
  SELECT min(s.name) INTO undecided FROM eoi_service s
  WHERE (SELECT count(*) FROM eoi_advertservice i WHERE i.advert_id = NEW.id AND i.service_id = s.id)
      + (SELECT count(*) FROM eoi_serviceleftout o WHERE o.advert_id = NEW.id AND o.service_id = s.id) <> 1;
  IF undecided IS NOT NULL THEN
    RAISE EXCEPTION '% has to be either in scope or left out for a reason before the advert is published.', undecided
      USING ERRCODE = 'EOI04';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER advert_scope_gate BEFORE UPDATE ON eoi_advert FOR EACH ROW
WHEN (OLD.published_at IS NULL AND NEW.published_at IS NOT NULL) EXECUTE FUNCTION advert_scope_gate();
"""

LEFT_OUT_REVERSE = """
DROP TRIGGER advert_scope_gate ON eoi_advert;
DROP FUNCTION advert_scope_gate();
DROP TRIGGER service_left_out_gate ON eoi_serviceleftout;
DROP FUNCTION service_left_out_gate();
"""


# The parts of an advert freeze with it: a row trigger does not stop TRUNCATE.
PARTS = (
    "eoi_advertissue",
    "eoi_advertneed",
    "eoi_advertservice",
    "eoi_criterion",
    "eoi_question",
    "eoi_questionset",
    "eoi_serviceleftout",
)
KEPT = "\n".join(
    f"CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
    for table in PARTS
)
KEPT_REVERSE = "\n".join(f"DROP TRIGGER never_truncated ON {table};" for table in PARTS)


class Migration(migrations.Migration):
    dependencies = [("eoi", "0036_guards_notices")]

    operations = [
        migrations.CreateModel(
            name="ServiceLeftOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=600)),
                ("left_out_at", models.DateTimeField(db_default=eoi.clock.EoiNow(), editable=False)),
                (
                    "advert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="left_out", to="eoi.advert"
                    ),
                ),
                (
                    "left_out_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eoi.service"),
                ),
            ],
            options={
                "ordering": ["service__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("advert", "service"), name="one_reason_a_service_left_out"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_service_is_left_out_for_a_reason"
                    ),
                ],
            },
        ),
        migrations.RunSQL(LEFT_OUT, LEFT_OUT_REVERSE),
        migrations.RunSQL(KEPT, KEPT_REVERSE),
    ]
