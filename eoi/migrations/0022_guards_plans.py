from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0021_plans")]

    operations = []
