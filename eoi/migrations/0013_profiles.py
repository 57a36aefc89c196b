from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0012_guards_criteria")]

    operations = []
