from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0034_guards_packs")]

    operations: list = []
