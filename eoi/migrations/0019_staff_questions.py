from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0018_guards_consultation")]

    operations = []
