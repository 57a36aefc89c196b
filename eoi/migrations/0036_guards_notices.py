from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0035_notices")]

    operations: list = []
