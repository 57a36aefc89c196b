from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0016_guards_issues")]

    operations = []
