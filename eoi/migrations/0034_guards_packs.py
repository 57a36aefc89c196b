from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0033_packs")]

    operations: list = []
