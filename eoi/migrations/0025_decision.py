from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0024_guards_handovers")]

    operations = []
