from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0009_objectives")]

    operations = []
