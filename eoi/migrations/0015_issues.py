from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0014_guards_profiles")]

    operations = []
