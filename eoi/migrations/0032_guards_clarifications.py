from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0031_clarifications")]

    operations: list = []
