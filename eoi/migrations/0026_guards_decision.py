from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0025_decision")]

    operations = []
