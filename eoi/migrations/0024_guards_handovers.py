from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0023_handovers")]

    operations = []
