from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0011_criteria")]

    operations = []
