from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0030_guards_amendments")]

    operations: list = []
