from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0022_guards_plans")]

    operations = []
