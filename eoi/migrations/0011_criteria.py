from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0010_guards_objectives")]

    operations = []
