from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0036_guards_notices")]

    operations: list = []
